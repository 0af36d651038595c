import type { Parts } from './module.ts'
import { forgetKeys, forgetKeysOf } from './http/idempotency.ts'
import { defineModule } from './module.ts'
import { dropOldTries } from './tries.ts'

/** What the kit itself keeps in the database. */
export const kit = defineModule({
  name: 'kit',
  migrations: new URL('./migrations/', import.meta.url),
  sweeps: { tidy: { everySeconds: 3600, run: tidy } },
  onAccountDeleted: (_, tx, accountId) => forgetKeysOf(tx, accountId),
  notExported: { idempotency_key: 'answers that were given, kept for a day in case they are asked for again; what they made is told by its module' },
})

async function tidy(parts: Parts): Promise<void> {
  const now = parts.clock.now()
  await forgetKeys(parts.db.sql, now)
  await dropOldTries(parts.db.sql, now)
}
