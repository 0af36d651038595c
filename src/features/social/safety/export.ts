import type { Sql } from '../../../kit/db.ts'
import { appealsToExport, blocksToExport, jumpsToExport, reportsToExport } from './store-export.ts'

/** What somebody has done for their own safety, and what staff have done about them. Who reported or blocked them is not theirs to know. */
export async function safetyExport(db: Sql, accountId: number): Promise<Record<string, unknown>> {
  return {
    blocks: await blocksToExport(db, accountId),
    reports: await reportsToExport(db, accountId),
    appeals: await appealsToExport(db, accountId),
    jumps: await jumpsToExport(db, accountId),
  }
}

export const safetyExported = { social_report: 'reports', social_appeal: 'appeals', social_jump: 'jumps' }

export const safetyNotExported = {
  social_block: 'whom they have blocked is told under blocks; who has blocked them is nobody’s to know but the other’s',
  social_looks: 'numbers of other people they were shown today, dropped after a day',
}
