import type { News } from '../../../core/inbox/index.ts'
import type { Tx } from '../../../kit/db.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { OrderMessage } from './messages.ts'
import type { UntoldEvent } from './store-events.ts'
import { remember, tell } from '../../../core/inbox/index.ts'
import { reasonText } from '../../../kit/reasons.ts'
import { productChanged } from '../catalogue/cached.ts'
import { SEND_BACK_MS } from './rules.ts'
import { eventsSince, markTold, untoldEvents } from './store-events.ts'

const BATCH = 100

/**
 * Tells buyers what has happened to their orders. The events themselves are the queue: they are written with the deed, so
 * nothing is told that did not happen, nothing is forgotten, and no order waits for it (mall.md §2.21).
 */
export async function tellBuyers(parts: Parts): Promise<void> {
  for (;;) {
    const events = await parts.db.tx(async (tx) => {
      const untold = await untoldEvents(tx, BATCH)
      for (const event of untold) for (const news of newsOf(parts, event)) await tell(parts, tx, news)
      await markTold(tx, untold.map(({ id }) => id))
      return untold
    })
    // Late money takes goods in a transaction that is not ours: what visitors are shown of them is dropped here.
    productChanged(parts, ...new Set(events.filter(({ action }) => action === 'pay_late').flatMap(({ productIds }) => productIds)))
    if (events.length < BATCH) return
  }
}

/** Puts what buyers were told since then into their inboxes: for the demo, whose orders have been told already. */
export async function rememberTold(parts: Parts, tx: Tx, since: Date): Promise<void> {
  const events = (await eventsSince(tx, since)).filter(({ action, reason }) => reason !== null || ['pay', 'expire', 'refund_done'].includes(action)) // the demo's parcels and refusals say no more
  for (const event of events) for (const news of newsOf(parts, event)) await remember(parts, tx, news, event.at)
}

function newsOf(parts: Parts, event: UntoldEvent): News[] {
  const purpose = noticeOf(event)
  return purpose ? [{ accountId: event.buyer.accountId, module: 'mall', purpose, params: lang => paramsOf(parts, event, lang), path: `/mall/orders/${event.no}`, person: event.buyer }] : []
}

/** What the buyer hears of an event; of what they did themselves, nothing. */
function noticeOf({ action, actor }: UntoldEvent): OrderMessage | undefined {
  switch (action) {
    case 'pay':
    case 'pay_late': return 'order_paid'
    case 'ship': return 'order_shipped'
    case 'expire': return 'order_unpaid'
    case 'cancel':
    case 'cancel_paid': return actor === 'staff' ? 'order_canceled' : undefined
    case 'surplus': return 'order_surplus'
    case 'refund_done':
    case 'return_refunded': return 'order_refunded'
    case 'return_approve': return 'return_approved'
    case 'return_reject': return 'return_rejected'
    case 'return_lapse': return 'return_lapsed'
    case 'return_pay_out': return 'return_paid_out'
    default: return undefined
  }
}

function paramsOf(parts: Parts, { no, title, lineCount, reason, at }: UntoldEvent, lang: Lang): Record<string, string> {
  const more = lang === 'en' ? `${title} and more` : `${title}等${lineCount}件商品`
  return { no, title: lineCount > 1 ? more : title, reason: reason === null ? '' : reasonText(parts.modules, reason, lang), until: dayText(new Date(at.getTime() + SEND_BACK_MS), lang) }
}

function dayText(at: Date, lang: Lang): string {
  return new Intl.DateTimeFormat(lang, { timeZone: 'Asia/Shanghai', month: 'short', day: 'numeric' }).format(at)
}
