import type { Parts } from '../../../kit/module.ts'
import type { WaitingLike, WaitingMessage } from './store-neighbours.ts'
import { seeded } from '../../../kit/draw.ts'
import { AppError } from '../../../kit/errors.ts'
import { readUpTo } from '../chat/messages.ts'
import { sendMessage } from '../chat/send.ts'
import { passTyping } from '../chat/typing.ts'
import { putOnTop } from '../deck/store-deck.ts'
import { swipe } from '../swipes/swipe.ts'
import { answerTo, pace } from './answers.ts'
import { inventUuid } from './people.ts'
import { waitingLikes, waitingMessages } from './store-neighbours.ts'

/** Of hundred who are liked so many like back, after so many seconds. */
const LIKE_BACK = 0.45
const LIKE_AFTER = [3, 40] as const
/** At most so much is done at a time. */
const HANDFUL = 5
/** What visitors did longer ago is not answered any more. */
const LATELY_MS = 12 * 3600_000
/** Who has said goodbye is there again after so long. */
const REST_MS = 6 * 3600_000

/**
 * The neighbours of a demo site answer: of those whom a visitor has liked nearly half like back, and whoever is written to reads,
 * types and writes back for a while. They do so by the same functions as everybody. What they do follows from whom and what they
 * answer, so running it twice does nothing twice. In production nobody is played.
 */
export async function demoNeighbours(parts: Parts): Promise<void> {
  if (parts.config.mode !== 'demo') return
  const now = parts.clock.now()
  const since = new Date(now.getTime() - LATELY_MS)
  const [likes, messages] = await Promise.all([waitingLikes(parts.db.sql, since), waitingMessages(parts.db.sql, since, new Date(now.getTime() - REST_MS))])
  const due = [...messages.flatMap(message => dueAnswer(parts, message, now)), ...likes.filter(like => isDue(like, now)).map(like => () => likeBack(parts, like))]
  for (const act of due.slice(0, HANDFUL)) await act().catch(leaveIt)
}

function isDue({ visitorId, neighbourId, at }: WaitingLike, now: Date): boolean {
  const random = seeded(`like ${visitorId} ${neighbourId}`)
  return random.chance(LIKE_BACK) && now.getTime() >= at.getTime() + random.between(...LIKE_AFTER) * 1000
}

/** The visitor has come up in the neighbour's deck, so to speak. */
async function likeBack(parts: Parts, { visitorId, visitor, neighbourId }: WaitingLike): Promise<void> {
  await putOnTop(parts.db.sql, neighbourId, visitorId)
  await swipe(parts, neighbourId, visitor, 'like')
}

/** What there is to be done about a message now: to read it and to begin to type, to go on typing, to answer, or nothing. */
function dueAnswer(parts: Parts, message: WaitingMessage, now: Date): (() => Promise<unknown>)[] {
  const { matchId, neighbourId, seq, at, isRead } = message
  const { readAfter, answerAfter } = pace(message)
  const seconds = (now.getTime() - at.getTime()) / 1000
  if (seconds < readAfter) return []
  const answer = answerTo(message)
  const type = () => passTyping(parts, neighbourId, { id: matchId })
  if (!isRead) {
    return [async () => {
      await readUpTo(parts, neighbourId, matchId, seq)
      if (answer !== null) await type()
    }]
  }
  if (answer === null) return []
  return [seconds < answerAfter ? type : () => sendMessage(parts, neighbourId, matchId, { clientId: inventUuid(`answer ${matchId} ${seq}`), text: answer })]
}

/** They were blocked, unmatched or hidden meanwhile. */
function leaveIt(error: unknown): void {
  if (!(error instanceof AppError)) throw error
}
