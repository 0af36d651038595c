import type { SwipeKind } from '../../swipes/contract.ts'

/** A decision that the server may not know yet. */
export interface Pending { id: string, kind: SwipeKind }

/** What became of sending one: taken, refused for good, or to be tried again (no network, a busy server). */
export type Sent = 'taken' | 'refused' | { againAfterMs?: number } | 'stop'

export interface OutboxParts {
  read: () => string | null
  write: (text: string | null) => void
  /** Sends one and tells what came of it; `stop`: nobody is signed in, all stay where they are. */
  send: (pending: Pending) => Promise<Sent>
  /** Calls back after so many ms. */
  later: (work: () => void, ms: number) => void
  /** How many wait; called whenever it changes. */
  changed?: (pending: readonly Pending[]) => void
}

export interface Outbox {
  put: (pending: Pending) => void
  pending: () => Pending[]
  /** Sends what waits now rather than later. @returns when all is sent, or one has to wait */
  flush: () => Promise<void>
}

const FIRST_MS = 1000
const LONGEST_MS = 60_000

/**
 * Decisions in the order they were made, one at a time, kept over reloads (social.md §2.5): the stored list is the truth, so two
 * tabs add to the same one, and what both send is the same to the server.
 */
export function createOutbox({ read, write, send, later, changed }: OutboxParts): Outbox {
  let failures = 0
  let waiting = false
  let running: Promise<void> | undefined

  const list = (): Pending[] => parse(read())
  function save(pending: Pending[]) {
    write(pending.length ? JSON.stringify(pending) : null)
    changed?.(pending)
  }

  async function work(): Promise<void> {
    for (let next = list()[0]; next; next = list()[0]) {
      const { id } = next
      const sent = await send(next).catch((): Sent => ({}))
      if (sent === 'stop') return
      if (typeof sent === 'object') return again(sent.againAfterMs)
      failures = 0
      save(list().filter(pending => pending.id !== id))
    }
  }

  function again(afterMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures)) {
    failures++
    if (waiting) return
    waiting = true
    later(() => {
      waiting = false
      void flush()
    }, afterMs)
  }

  function flush(): Promise<void> {
    running ??= work().finally(() => { running = undefined })
    return running
  }

  return {
    pending: list,
    flush,
    put(pending) {
      save([...list().filter(({ id }) => id !== pending.id), pending])
      if (!waiting) void flush()
    },
  }
}

/** What another version, or somebody's hand, has left there is no list of ours. */
function parse(text: string | null): Pending[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found) ? found.filter((one): one is Pending => typeof one?.id === 'string' && ['pass', 'like', 'superlike'].includes(one?.kind)) : []
  } catch {
    return []
  }
}
