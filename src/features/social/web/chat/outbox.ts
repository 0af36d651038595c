import type { Picture } from '../../../../core/media/contract.ts'

/** A message that the server may not know yet, under the name its writer gave it: words, or a picture that has been uploaded. */
export interface Waiting {
  clientId: string
  match: string
  text?: string
  picture?: Picture
  /** ISO, when it was written. */
  at: string
  /** Why the server will never take it, in words. */
  failed?: string
}

/** What became of sending one: taken, refused for good with the reason, or to be tried again (no network, a busy server); `stop`: nobody is signed in. */
export type Sent = 'taken' | { refused: string } | { againAfterMs?: number } | 'stop'

export interface OutboxParts {
  read: () => string | null
  write: (text: string | null) => void
  send: (message: Waiting) => Promise<Sent>
  later: (work: () => void, ms: number) => void
  changed: (list: readonly Waiting[]) => void
}

export interface Outbox {
  put: (message: Waiting) => void
  /** Once more, for one that was refused. */
  retry: (clientId: string) => void
  remove: (clientId: string) => void
  /** Sends what waits now rather than later. */
  flush: () => Promise<void>
  /** Another tab has changed the list. */
  reload: () => void
}

const FIRST_MS = 1000
const LONGEST_MS = 30_000

/**
 * Messages in the order they were written, one at a time, kept over reloads and without a network (social.md §2.11). The stored list
 * is the truth: two tabs add to the same one, and what both send is one message to the server.
 */
export function createOutbox({ read, write, send, later, changed }: OutboxParts): Outbox {
  let failures = 0
  let waiting = false
  let running: Promise<void> | undefined

  const list = () => parse(read())
  const next = () => list().find(({ failed }) => failed === undefined)

  function save(messages: Waiting[]) {
    write(messages.length > 0 ? JSON.stringify(messages) : null)
    changed(messages)
  }

  const update = (clientId: string, change: Partial<Waiting>) => save(list().map(message => message.clientId === clientId ? { ...message, ...change } : message))

  async function work(): Promise<void> {
    for (let message = next(); message; message = next()) {
      const { clientId } = message
      const sent = await send(message).catch((): Sent => ({}))
      if (sent === 'stop') return
      if (sent === 'taken') save(list().filter(one => one.clientId !== clientId))
      else if ('refused' in sent) update(clientId, { failed: sent.refused })
      else return again(sent.againAfterMs)
      failures = 0
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
    flush,
    put(message) {
      save([...list(), message])
      void flush()
    },
    retry(clientId) {
      update(clientId, { failed: undefined })
      void flush()
    },
    remove: clientId => save(list().filter(message => message.clientId !== clientId)),
    reload: () => changed(list()),
  }
}

/** What another version, or somebody's hand, has left there is no list of ours. */
function parse(text: string | null): Waiting[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found) ? found.filter((one): one is Waiting => typeof one?.clientId === 'string' && typeof one.match === 'string' && (typeof one.text === 'string') !== (typeof one.picture?.id === 'string')) : []
  } catch {
    return []
  }
}
