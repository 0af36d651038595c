import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { CursorPage } from '../../../kit/pagination.ts'
import type { ReturnCase } from '../orders/contract.ts'
import type { OrderCore } from '../orders/store.ts'
import type { ReturnParcel, ReturnQuery } from './contract.ts'
import type { CaseAction } from './states.ts'
import type { CaseCore } from './store.ts'
import { cursorOf, positionOf } from '../../../kit/cursors.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { cursorPageOf } from '../../../kit/pagination.ts'
import { MallErrors } from '../errors.ts'
import { resumeConfirm } from '../orders/close-order.ts'
import { toCase } from '../orders/order-view.ts'
import { insertEvent, lockOrder } from '../orders/store.ts'
import { CASE_TRANSITIONS, mayBe } from './states.ts'
import { findOwnCase, listOwnCases, moveCase, orderOfCase, readCase } from './store.ts'

export async function readReturns(parts: Parts, accountId: number, { open = false, page = 1, limit = 10, after }: ReturnQuery): Promise<CursorPage<ReturnCase>> {
  const [afterNo] = after === undefined ? [] : positionOf(after, 'mall.returns', ['text'])
  const { rows, count } = await listOwnCases(parts.db.sql, accountId, { open, page, limit, afterNo })
  return cursorPageOf(rows.map(toCase), count, { page, limit }, ({ no }) => cursorOf('mall.returns', [no]))
}

export async function readReturn(parts: Parts, accountId: number, no: string): Promise<ReturnCase> {
  const row = await findOwnCase(parts.db.sql, accountId, no)
  if (!row) throw KitErrors.not_found()
  return toCase(row)
}

/** The goods are on their way back; told again, the number is corrected. */
export async function sendBack(parts: Parts, accountId: number, no: string, { carrier, trackingNo }: ReturnParcel): Promise<ReturnCase> {
  await changeOwnCase(parts, accountId, no, async (tx, order, wish) => {
    const parcel = { carrier: carrier.trim(), trackingNo }
    if (wish.status === 'SENT') return moveCase(tx, wish.id, { from: 'SENT', to: 'SENT', at: parts.clock.now() }, parcel)
    await stepCase(tx, order, wish, 'send', { at: parts.clock.now(), reason: `${parcel.carrier} ${trackingNo}` }, parcel)
  })
  return readReturn(parts, accountId, no)
}

/** The buyer keeps what they have after all. */
export async function withdrawReturn(parts: Parts, accountId: number, no: string): Promise<ReturnCase> {
  await changeOwnCase(parts, accountId, no, async (tx, order, wish) => {
    if (wish.status === 'WITHDRAWN') return
    await endCase(tx, order, wish, 'withdraw', { at: parts.clock.now() })
  })
  return readReturn(parts, accountId, no)
}

async function changeOwnCase(parts: Parts, accountId: number, no: string, work: (tx: Tx, order: OrderCore, wish: CaseCore) => Promise<void>): Promise<void> {
  await parts.db.tx(async (tx) => {
    const found = await lockCase(tx, no)
    if (found?.order.accountId !== accountId) throw KitErrors.not_found()
    await work(tx, found.order, found.wish)
  })
}

/** A case, its order locked: until the transaction ends nobody else changes either. Undefined when there is none. */
export async function lockCase(tx: Tx, no: string): Promise<{ order: OrderCore, wish: CaseCore } | undefined> {
  const found = await orderOfCase(tx, no)
  const order = found && await lockOrder(tx, found.orderNo)
  return order && { order, wish: await readCase(tx, no) }
}

interface Step { at: Date, reason?: string, untold?: boolean }

/** Takes a step of the table, or refuses it. */
export async function stepCase(tx: Tx, order: OrderCore, wish: CaseCore, action: Exclude<CaseAction, 'approve' | 'receive'>, step: Step, set: Parameters<typeof moveCase>[3] = {}): Promise<void> {
  checkStep(wish, action)
  await noteStep(tx, order, wish, action, step)
  await moveCase(tx, wish.id, { from: wish.status, to: CASE_TRANSITIONS[action].to, at: step.at }, set)
}

export function checkStep({ status }: CaseCore, action: CaseAction): void {
  if (!mayBe(action, status)) throw MallErrors.wrong_state({ status })
}

/** Writes a step of a case into its order's life. */
export async function noteStep(tx: Tx, { id, status }: OrderCore, wish: CaseCore, action: CaseAction, { at, reason, untold = false }: Step): Promise<void> {
  await insertEvent(tx, id, { action: EVENT_OF[action], from: status, to: status, actor: CASE_TRANSITIONS[action].by, reason, at, untold, caseId: wish.id })
}

/** Ends a case without money; the order goes on. */
export async function endCase(tx: Tx, order: OrderCore, wish: CaseCore, action: 'withdraw' | 'reject' | 'lapse', step: Step, set: Parameters<typeof moveCase>[3] = {}): Promise<void> {
  await stepCase(tx, order, wish, action, step, set)
  await resumeConfirm(tx, order.id, step.at)
}

const EVENT_OF: Record<CaseAction, string> = {
  approve: 'return_approve',
  agree: 'return_approve',
  reject: 'return_reject',
  send: 'return_send',
  receive: 'return_receive',
  pay_out: 'return_pay_out',
  refunded: 'return_refunded',
  withdraw: 'return_withdraw',
  lapse: 'return_lapse',
}
