import type { WebSocket } from '@fastify/websocket'
import type { Parts } from '../../kit/module.ts'
import type { NudgeMessage } from './nudge.ts'
import { CLOSE_CODES } from '../../kit/close-codes.ts'
import { isDatabaseAway } from '../../kit/db.ts'
import { randomId } from '../../kit/secrets.ts'
import { liveSessionIds } from '../accounts/index.ts'
import { NUDGES } from './nudge.ts'
import { tellPresence, watchPresence } from './presence.ts'

/** Devices and windows of one person; beyond it something is broken or hostile. */
const SOCKETS_PER_ACCOUNT = 20
const BEAT_MS = 30_000
/** A client that takes so long to read what it gets is cut off; it asks for everything when it is back. */
const UNREAD_BYTES = 256 * 1024
/** How long sockets have to say goodbye when the site stops. */
const GOODBYE_MS = 2000

export interface Person { accountId: number, sessionId: number }

interface Open extends Person { answered: boolean, looking: boolean }

/** The open sockets of this node. One person may have many: a map of one each would silence the first device. */
export interface Hub {
  /** Lets a socket of somebody signed in hear nudges, or closes it when they have too many. */
  join: (socket: WebSocket, person: Person) => void
  leave: (socket: WebSocket) => void
  /** Whether the page is before its reader's eyes. */
  look: (socket: WebSocket, visible: boolean) => void
  /** Every 30 s: cuts off who no longer answers and whose session has ended, and says who is looking. */
  beat: () => Promise<void>
  /** Ends them all: the site stops. */
  close: () => Promise<void>
}

const hubs = new WeakMap<Parts, Hub>()

export const hubOf = (parts: Parts): Hub => hubs.get(parts)!

/** Opens the hub of this node; `sockets` are all there are, those of people not signed in yet too. */
export function openHub(parts: Parts, sockets: () => Iterable<WebSocket>): Hub {
  const hub = createHub(parts, sockets)
  hubs.set(parts, hub)
  return hub
}

function createHub(parts: Parts, sockets: () => Iterable<WebSocket>): Hub {
  const node = randomId(8)
  const open = new Map<WebSocket, Open>()
  const ofAccount = new Map<number, Set<WebSocket>>()
  const stops = [watchPresence(parts), parts.fanout.subscribe(NUDGES, message => pass(message as NudgeMessage))]
  const timer = setInterval(() => void beat(), BEAT_MS).unref()

  function pass({ to, nudge }: NudgeMessage) {
    const text = JSON.stringify(nudge)
    for (const accountId of to) for (const socket of ofAccount.get(accountId) ?? []) send(socket, text)
  }

  function send(socket: WebSocket, text: string) {
    if (socket.bufferedAmount > UNREAD_BYTES) socket.terminate()
    else if (socket.readyState === socket.OPEN) socket.send(text)
  }

  const isLooking = (accountId: number) => [...ofAccount.get(accountId) ?? []].some(socket => open.get(socket)!.looking)

  /** Notes a change and says so where it changes what others should know. */
  function noting(accountId: number, change: () => void) {
    const before = isLooking(accountId)
    change()
    const after = isLooking(accountId)
    if (before !== after) tellPresence(parts, { node, [after ? 'seen' : 'gone']: [accountId] })
  }

  async function beat() {
    for (const [socket, state] of open) {
      if (!state.answered) {
        socket.terminate()
        continue
      }
      state.answered = false
      socket.ping()
    }
    tellPresence(parts, { node, all: [...ofAccount.keys()].filter(isLooking) })
    await closeEnded().catch((error: unknown) => {
      if (!isDatabaseAway(error)) parts.log.error({ err: error }, 'sessions of open pages could not be checked')
    })
  }

  /** All sessions in one statement: a socket outlives its session by half a minute at most. */
  async function closeEnded() {
    if (open.size === 0) return
    const asked = [...open]
    const live = await liveSessionIds(parts, [...new Set(asked.map(([, { sessionId }]) => sessionId))])
    for (const [socket, { sessionId }] of asked) if (!live.has(sessionId)) socket.close(CLOSE_CODES.notSignedIn, 'signed out')
  }

  return {
    join(socket, { accountId, sessionId }) {
      const all = ofAccount.get(accountId) ?? new Set()
      if (all.size >= SOCKETS_PER_ACCOUNT) return socket.close(CLOSE_CODES.tooMany, 'too many pages are open')
      ofAccount.set(accountId, all.add(socket))
      open.set(socket, { accountId, sessionId, answered: true, looking: false })
      socket.on('pong', () => {
        const state = open.get(socket)
        if (state) state.answered = true
      })
      send(socket, '{"type":"ready"}')
    },
    leave(socket) {
      const state = open.get(socket)
      if (!state) return
      noting(state.accountId, () => {
        const all = ofAccount.get(state.accountId)!
        all.delete(socket)
        if (all.size === 0) ofAccount.delete(state.accountId)
        open.delete(socket)
      })
    },
    look(socket, visible) {
      const state = open.get(socket)
      if (state) noting(state.accountId, () => { state.looking = visible })
    },
    beat,
    async close() {
      clearInterval(timer)
      for (const stop of stops) stop()
      const all = [...sockets()]
      const gone = Promise.all(all.map(socket => new Promise(resolve => socket.once('close', resolve))))
      for (const socket of all) socket.close(CLOSE_CODES.goingAway, 'the site restarts')
      const cut = setTimeout(() => all.forEach(socket => socket.terminate()), GOODBYE_MS)
      await gone
      clearTimeout(cut)
    },
  }
}
