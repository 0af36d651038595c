import type { WebSocket } from '@fastify/websocket'
import type { Parts } from '../../kit/module.ts'
import type { Hub, Person } from './hub.ts'
import { memberOfToken } from '../accounts/index.ts'
import { CLOSE_CODES } from '../../kit/close-codes.ts'
import { isDatabaseAway } from '../../kit/db.ts'
import { AppError } from '../../kit/errors.ts'

const AUTH_MS = 5000
/** Frames a page may send within a second; people who type and read send two or three. */
const FRAMES_PER_SECOND = 20
const SIGNALS_WAITING = 40

/** What a client sends. Everything but its type or topic belongs to whoever hears it. */
interface Frame { type?: unknown, topic?: unknown, [field: string]: unknown }

/**
 * Serves one socket until it closes. Who is known from the handshake (a browser's cookie) is in at once; others say who they are
 * in the first frame, so that no token stands in an address.
 */
export function serveSocket(parts: Parts, hub: Hub, socket: WebSocket, person: Person | null): void {
  let signedIn = person
  let second = 0
  let frames = 0
  let waiting = 0
  /** Frames of one socket are worked on in the order of their coming. */
  let work = Promise.resolve()
  let closed = false
  const tooLate = signedIn ? undefined : setTimeout(() => socket.close(CLOSE_CODES.notSignedIn, 'sign in first'), AUTH_MS)

  if (signedIn) hub.join(socket, signedIn)
  socket.on('close', () => {
    closed = true
    clearTimeout(tooLate)
    hub.leave(socket)
  })
  socket.on('message', (data: Uint8Array, isBinary: boolean) => {
    if (closed || socket.readyState !== socket.OPEN) return
    const frame = isBinary ? undefined : readFrame(data)
    if (!frame) return socket.close(CLOSE_CODES.badFrame, 'not a frame')
    if (isFlood() || waiting >= SIGNALS_WAITING) return socket.close(CLOSE_CODES.badFrame, 'too many frames')
    waiting++
    work = work.then(() => hear(frame)).catch(fail).finally(() => { waiting-- })
  })

  function isFlood(): boolean {
    const now = Math.floor(performance.now() / 1000)
    if (now !== second) [second, frames] = [now, 0]
    return ++frames > FRAMES_PER_SECOND
  }

  async function hear(frame: Frame): Promise<void> {
    if (closed) return
    if (!signedIn) return signIn(frame)
    if (frame.type === 'visible') return hub.look(socket, frame.visible === true)
    if (typeof frame.topic === 'string') return signal(signedIn.accountId, frame.topic, frame)
  }

  async function signIn({ type, token }: Frame): Promise<void> {
    const member = type === 'auth' && typeof token === 'string' ? await memberOfToken(parts, token) : null
    if (closed) return
    clearTimeout(tooLate)
    if (!member) return socket.close(CLOSE_CODES.notSignedIn, 'sign in first')
    signedIn = member
    hub.join(socket, member)
  }

  /** A topic nobody hears is no mistake: the page may be newer than its module. */
  async function signal(accountId: number, topic: string, { topic: _, ...data }: Frame): Promise<void> {
    const heard = parts.modules.find(({ signals }) => signals && Object.hasOwn(signals, topic))?.signals?.[topic]
    await heard?.(parts, accountId, data)
  }

  function fail(error: unknown) {
    if (error instanceof AppError || isDatabaseAway(error)) return // refused, and nothing is answered
    parts.log.error({ err: error }, 'a signal failed')
  }
}

function readFrame(data: Uint8Array): Frame | undefined {
  try {
    const frame: unknown = JSON.parse(data.toString())
    return typeof frame === 'object' && frame !== null && !Array.isArray(frame) ? frame as Frame : undefined
  } catch {
    return undefined
  }
}
