import type { Parts } from '../../../kit/module.ts'
import { listStockFaults } from './store-books.ts'

/** Enough for people to begin with. */
const MOST_TOLD = 20

/**
 * Once a day: says loudly which stocks are not what their ledger and the orders say (mall.md §2.8). Nothing is mended: which of
 * them is right is for people to find out.
 */
export async function checkStockBooks(parts: Parts): Promise<void> {
  try {
    const faults = await listStockFaults(parts.db.sql, MOST_TOLD)
    if (faults.length > 0) parts.log.error({ faults }, 'stocks do not add up')
  } catch (error) {
    parts.log.error({ err: error }, 'stocks could not be checked')
  }
}
