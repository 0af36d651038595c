import type { Static } from 'typebox'
import { Type } from 'typebox'

/** What a browser's `PushSubscription.toJSON()` says. */
export const NewPushSubscription = Type.Object({
  endpoint: Type.String({ maxLength: 1000, pattern: '^https?://.+$', description: 'where the browser\'s push service takes messages' }),
  keys: Type.Object({
    p256dh: Type.String({ pattern: '^[A-Za-z0-9_-]{87}=?$', maxLength: 88, description: 'a point on P-256, base64url' }),
    auth: Type.String({ pattern: '^[A-Za-z0-9_-]{22}(==)?$', maxLength: 24, description: '16 bytes, base64url' }),
  }),
})
export type NewPushSubscription = Static<typeof NewPushSubscription>

export const PushSubscriptionId = Type.Object({ id: Type.Integer() })
export const PushSubscriptionParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) })

export const PushKey = Type.Object({ publicKey: Type.String({ description: 'the `applicationServerKey` of this site, base64url' }) })
export type PushKey = Static<typeof PushKey>
