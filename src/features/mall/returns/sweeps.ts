import type { Parts } from '../../../kit/module.ts'
import { SEND_BACK_MS } from '../orders/rules.ts'
import { endCase, lockCase } from './returns.ts'
import { forgottenReturns } from './store.ts'

const BATCH = 200

/** Closes returns that were agreed to and not sent back in time: else they would keep their orders open for ever. */
export async function closeForgottenReturns(parts: Parts): Promise<void> {
  const now = parts.clock.now()
  const agreedBefore = new Date(now.getTime() - SEND_BACK_MS)
  for (const no of await forgottenReturns(parts.db.sql, agreedBefore, BATCH)) {
    await parts.db.tx(async (tx) => {
      const found = await lockCase(tx, no)
      if (found?.wish.status === 'APPROVED') await endCase(tx, found.order, found.wish, 'lapse', { at: now, untold: true })
    }).catch((error: unknown) => parts.log.error({ err: error, return: no }, 'a forgotten return could not be closed; it will be tried again'))
  }
}
