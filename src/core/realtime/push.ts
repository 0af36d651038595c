import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import type { SubscriptionRow } from './store.ts'
import { createHash } from 'node:crypto'
import webPush from 'web-push'
import { isLooking } from './presence.ts'
import { pushKeysOf } from './push-keys.ts'
import { isPushService } from './push-services.ts'
import { dropDeadSubscription, findSubscription, subscriptionIdsOf } from './store.ts'

/** What a device is told; all of it may stand on a lock screen, so it says nothing of what has happened. */
export interface PushNews {
  /** Which of the neutral sentences is shown: 'message' or 'notice' (src/web/public/sw.js). */
  kind: 'message' | 'notice'
  /** The page that is opened, e.g. /inbox. */
  path: string
  /** News of the same tag take each other's place. */
  tag: string
}

interface PushJob extends PushNews { subscriptionId: number }

/** With growing waits between them the last is about a quarter of an hour after the first. */
export const PUSH_TRIES = 6
/** Push services answer after some tenths of a second, or not for long. */
export const PUSHES_AT_ONCE = 20
const ANSWER_MS = 10_000
/** How long a push service keeps it for a device that is switched off, in seconds. */
const KEPT_SECONDS = 24 * 3600

/**
 * Queues news for the devices of these people in the transaction that causes it (Web Push, RFC 8291, 8292). Whoever has a page
 * of ours before their eyes when it would be sent is not bothered.
 */
export async function pushLater(parts: Parts, tx: Tx, accountIds: readonly number[], { kind, path, tag }: PushNews): Promise<void> {
  for (const subscriptionId of await subscriptionIdsOf(tx, accountIds)) {
    await parts.jobs.add(tx, 'realtime.push', { subscriptionId, kind, path, tag } satisfies PushJob)
  }
}

/** The job `realtime.push`. Run twice the device shows it once, as the second takes the first one's place. */
export async function sendPush(parts: Parts, { subscriptionId, kind, path, tag }: PushJob): Promise<void> {
  const subscription = await findSubscription(parts.db.sql, subscriptionId)
  if (!subscription || isLooking(parts, subscription.accountId) || !isPushService(parts.config, subscription.endpoint)) return
  const status = await post(parts, subscription, { kind, path, tag })
  if (status === 404 || status === 410) return dropDeadSubscription(parts.db.sql, subscription)
  if (status === 429 || status >= 500) throw new Error(`the push service answered ${status}`)
  if (status >= 300) parts.log.warn({ subscriptionId, status, service: new URL(subscription.endpoint).host }, 'push refused') // ours to mend; trying again won't
}

/** Redirects are not followed: they might lead anywhere. Errors tell no endpoint, which is a secret of the browser. */
async function post({ config }: Parts, { endpoint, p256dh, auth }: SubscriptionRow, news: PushNews): Promise<number> {
  const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(news), {
    vapidDetails: pushKeysOf(config),
    TTL: KEPT_SECONDS,
    topic: createHash('sha256').update(news.tag).digest('base64url').slice(0, 32),
    urgency: 'high',
  })
  const { 'Content-Length': _, ...sent } = headers as Record<string, string>
  const answer = await fetch(endpoint, { method: 'POST', headers: { ...sent, TTL: String(KEPT_SECONDS) }, body: new Uint8Array(body), redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS) })
    .catch((error: Error) => { throw new Error(`no answer from the push service (${(error.cause as { code?: string } | undefined)?.code ?? error.name})`) })
  await answer.body?.cancel()
  return answer.status
}
