import { Type } from 'typebox'

export const DAY_SECONDS = 86_400
export const MAX_ADVANCE_SECONDS = 400 * DAY_SECONDS
const Instant = Type.String({ format: 'date-time' })

export const Outbox = Type.Object({
  messages: Type.Array(Type.Object({
    channel: Type.Union([Type.Literal('sms'), Type.Literal('email')]),
    to: Type.String(),
    purpose: Type.String(),
    code: Type.Union([Type.String(), Type.Null()], { description: 'null where the message carries none' }),
    text: Type.String(),
    at: Instant,
  }), { description: 'newest first' }),
  captchas: Type.Array(Type.Object({ id: Type.String(), text: Type.String() }), { description: 'that can still be answered, newest first' }),
  staff: Type.Optional(Type.Object({ name: Type.String(), code: Type.String() }, { description: 'the code of the demo console\'s owner, of this half minute' })),
})

export const ClockMove = Type.Object({ advanceSeconds: Type.Integer({ minimum: 1, maximum: MAX_ADVANCE_SECONDS }) })
export const ClockState = Type.Object({ now: Instant })
