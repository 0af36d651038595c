import type { Member } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { NewPushSubscription } from './contract.ts'
import { Buffer } from 'node:buffer'
import { ECDH } from 'node:crypto'
import { KitErrors } from '../../kit/errors.ts'
import { RealtimeErrors } from './errors.ts'
import { isPushService } from './push-services.ts'
import { deleteSubscription, dropOldSubscriptions, saveSubscription } from './store.ts'

/** Browsers of one person that are told of news; the oldest gives way. */
const MOST = 20

/** Remembers the browser of this session; again, it is the same one. @throws realtime.unknown_push_service, realtime.bad_push_key */
export async function subscribe(parts: Parts, { accountId, sessionId }: Member, { endpoint, keys }: NewPushSubscription): Promise<{ id: number }> {
  if (!isPushService(parts.config, endpoint)) throw RealtimeErrors.unknown_push_service({ field: 'endpoint' })
  if (!isPoint(keys.p256dh)) throw RealtimeErrors.bad_push_key({ field: 'keys.p256dh' })
  const id = await parts.db.tx(async (tx) => {
    const saved = await saveSubscription(tx, { accountId, sessionId, endpoint, ...keys }, parts.clock.now())
    await dropOldSubscriptions(tx, accountId, MOST)
    return saved
  })
  return { id }
}

/** @throws kit.not_found for one that is not there or not theirs */
export async function unsubscribe(parts: Parts, { accountId }: Member, id: number): Promise<void> {
  if (!await deleteSubscription(parts.db.sql, accountId, id)) throw KitErrors.not_found()
}

/** What is no point of the curve would break every try to encrypt for it. */
function isPoint(p256dh: string): boolean {
  try {
    ECDH.convertKey(Buffer.from(p256dh, 'base64url'), 'prime256v1', undefined, undefined, 'uncompressed')
    return true
  } catch {
    return false
  }
}
