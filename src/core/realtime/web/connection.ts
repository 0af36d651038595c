import type { Nudge } from './useRealtime.ts'
import { CLOSE_CODES } from '../../../kit/close-codes.ts'
import { waitMs } from './backoff.ts'

export interface Connection { send: (frame: object) => void, close: () => void }

interface Hooks {
  ready: () => void
  lost: () => void
  /** The session has ended; nothing is tried again. */
  signedOut: () => void
  nudge: (nudge: Nudge) => void
}

/** Keeps one socket open until `close`: it comes back by itself, later and later, and never with many others at the same moment. */
export function openConnection(hooks: Hooks): Connection {
  let socket: WebSocket | undefined
  let failures = 0
  let timer: number | undefined
  let ended = false

  function open() {
    clearTimeout(timer)
    if (ended || socket) return
    const own = socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v1/realtime`)
    own.onmessage = ({ data }) => hear(JSON.parse(String(data)) as { type?: string, topic?: string })
    own.onclose = ({ code }) => {
      if (own !== socket) return
      socket = undefined
      hooks.lost()
      if (ended) return
      if (code === CLOSE_CODES.notSignedIn) return hooks.signedOut()
      timer = window.setTimeout(open, waitMs(failures++, code))
    }
  }

  function hear(frame: { type?: string, topic?: string }) {
    if (frame.type === 'ready') {
      failures = 0
      tellVisible()
      hooks.ready()
    } else if (frame.topic !== undefined) {
      hooks.nudge(frame as Nudge)
    }
  }

  function send(frame: object) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }

  const tellVisible = () => send({ type: 'visible', visible: document.visibilityState === 'visible' })

  function leave() {
    clearTimeout(timer)
    const old = socket
    socket = undefined
    if (!old) return
    old.close()
    hooks.lost()
  }

  // A page with an open socket is not kept for "back".
  const shown = ({ persisted }: PageTransitionEvent) => { if (persisted) open() }
  document.addEventListener('visibilitychange', tellVisible)
  window.addEventListener('online', open)
  window.addEventListener('pagehide', leave)
  window.addEventListener('pageshow', shown)
  open()

  return {
    send,
    close() {
      ended = true
      document.removeEventListener('visibilitychange', tellVisible)
      window.removeEventListener('online', open)
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', shown)
      leave()
    },
  }
}
