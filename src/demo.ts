import type { SiteParts } from './parts.ts'
import { rememberFact, siteFact } from './kit/facts.ts'

export const DEMO_SEED = 'linli'

/**
 * Fills an empty database with the living demo site: all of it, or nothing. A database that has it, or people of its own,
 * is left alone.
 * @returns whether anything was loaded
 */
export async function loadDemo(parts: SiteParts, seed = DEMO_SEED): Promise<boolean> {
  if (await siteFact(parts.db.sql, 'demo')) return false
  await parts.db.tx(async (tx) => {
    for (const module of parts.modules) await module.demo?.(parts, tx, seed)
    await rememberFact(tx, 'demo', seed)
  })
  return true
}
