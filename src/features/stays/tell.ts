import type { News } from '../../core/inbox/index.ts'
import type { Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { BookingMessage } from './messages.ts'
import type { UntoldEvent } from './store-events.ts'
import { remember, tell } from '../../core/inbox/index.ts'
import { reasonText } from '../../kit/reasons.ts'
import { houseChanged } from './cached.ts'
import { eventsSince, markTold, untoldEvents } from './store-events.ts'

const BATCH = 100

/**
 * Tells guests and hosts what has happened to their bookings. The events themselves are the queue: they are written with the
 * deed, so nothing is told that did not happen, nothing is forgotten, and booking a home waits for none of it.
 */
export async function tellPeople(parts: Parts): Promise<void> {
  for (;;) {
    const events = await parts.db.tx(async (tx) => {
      const untold = await untoldEvents(tx, BATCH)
      for (const event of untold) for (const news of newsOf(parts, event)) await tell(parts, tx, news)
      await markTold(tx, untold.map(({ id }) => id))
      return untold
    })
    if (events.length > 0) houseChanged(parts, ...new Set(events.map(({ houseId }) => houseId)))
    if (events.length < BATCH) return
  }
}

/** Puts what people were told since then into their inboxes: for the demo, whose bookings have been told already. */
export async function rememberTold(parts: Parts, tx: Tx, since: Date): Promise<void> {
  for (const event of await eventsSince(tx, since)) for (const news of newsOf(parts, event)) await remember(parts, tx, news, event.at)
}

function newsOf(parts: Parts, event: UntoldEvent): News[] {
  return noticesOf(event).map(({ to, purpose }) => {
    const person = event[to]
    return { accountId: person.accountId, module: 'stays', purpose, params: lang => paramsOf(parts, event, to, lang), path: `/bookings/${event.publicId}`, person }
  })
}

interface Notice { to: 'guest' | 'host', purpose: BookingMessage }

/** Who hears what of an event; whoever did it knows. */
function noticesOf({ action, from, to, actor, status }: UntoldEvent): Notice[] {
  switch (action) {
    // What asks somebody to do something is not told any more once it is done.
    case 'book': return to === 'WAIT_ACCEPT' && status === to ? [{ to: 'host', purpose: 'booking_requested' }] : []
    case 'accept': return status === to ? [{ to: 'guest', purpose: 'booking_accepted' }] : []
    case 'reject': return [{ to: 'guest', purpose: 'booking_rejected' }]
    case 'expire': return [{ to: 'guest', purpose: from === 'WAIT_ACCEPT' ? 'booking_unanswered' : 'booking_unpaid' }]
    case 'pay':
    case 'pay_late': return [{ to: 'guest', purpose: 'booking_confirmed' }, { to: 'host', purpose: 'booking_paid' }]
    case 'cancel': return (['guest', 'host'] as const).filter(person => person !== actor).map(person => ({ to: person, purpose: 'booking_canceled' }))
    case 'surplus': return [{ to: 'guest', purpose: 'booking_surplus' }]
    case 'refund_done': return [{ to: 'guest', purpose: 'booking_refunded' }]
    default: return []
  }
}

function paramsOf(parts: Parts, event: UntoldEvent, to: 'guest' | 'host', lang: Lang): Record<string, string> {
  return {
    title: event.title,
    checkIn: event.checkIn,
    checkOut: event.checkOut,
    person: event[to === 'guest' ? 'host' : 'guest'].name,
    reason: event.reason === null ? '' : reasonText(parts.modules, event.reason, lang),
    until: event.dueAt ? clockText(event.dueAt, lang) : '',
  }
}

function clockText(at: Date, lang: Lang): string {
  return new Intl.DateTimeFormat(lang, { timeZone: 'Asia/Shanghai', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}
