import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { OrderMessage } from './messages.ts'
import type { UntoldEvent } from './store-events.ts'
import { queueMessage } from '../../../core/messages/index.ts'
import { reasonText } from '../../../kit/reasons.ts'
import { productChanged } from '../catalogue/cached.ts'
import { SEND_BACK_MS } from './rules.ts'
import { markTold, untoldEvents } from './store-events.ts'

const BATCH = 100

/**
 * Tells buyers what has happened to their orders. The events themselves are the queue: they are written with the deed, so
 * nothing is told that did not happen, nothing is forgotten, and no order waits for it (mall.md §2.21).
 */
export async function tellBuyers(parts: Parts): Promise<void> {
  for (;;) {
    const events = await parts.db.tx(async (tx) => {
      const untold = await untoldEvents(tx, BATCH)
      for (const event of untold) {
        const purpose = noticeOf(event)
        const { mobile, email, lang } = event.buyer
        if (!purpose) continue
        const message = { purpose, lang: lang ?? 'zh-CN', params: paramsOf(parts, event, lang ?? 'zh-CN') }
        if (mobile) await queueMessage(parts, tx, { ...message, channel: 'sms', to: mobile })
        else if (email) await queueMessage(parts, tx, { ...message, channel: 'email', to: email })
      }
      await markTold(tx, untold.map(({ id }) => id))
      return untold
    })
    // Late money takes goods in a transaction that is not ours: what visitors are shown of them is dropped here.
    productChanged(parts, ...new Set(events.filter(({ action }) => action === 'pay_late').flatMap(({ productIds }) => productIds)))
    if (events.length < BATCH) return
  }
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
