import type { Log } from './log.ts'

/**
 * Says something to whoever listens on any node, once and without a guarantee: what must not be lost is in the database.
 * The shape fits a shared pub/sub as well: messages are plain data, they arrive a moment later, and the sender hears them too.
 */
export interface Fanout {
  /** Never throws and waits for nothing. */
  publish: (channel: string, message: object) => void
  /** @returns a function that ends it */
  subscribe: (channel: string, handler: (message: object) => void) => () => void
}

/** The fan-out of a single process. A handler that throws is logged and hinders no other. */
export function memoryFanout(log: Log): Fanout {
  const handlers = new Map<string, Set<(message: object) => void>>()

  function deliver(channel: string, text: string) {
    for (const handler of handlers.get(channel) ?? []) {
      try {
        handler(JSON.parse(text) as object)
      } catch (error) {
        log.error({ err: error, channel }, 'a listener failed')
      }
    }
  }

  return {
    publish(channel, message) {
      const text = JSON.stringify(message)
      queueMicrotask(() => deliver(channel, text))
    },
    subscribe(channel, handler) {
      const own = (message: object) => handler(message) // the same function may listen twice
      const all = handlers.get(channel) ?? new Set()
      handlers.set(channel, all.add(own))
      return () => {
        all.delete(own)
        if (all.size === 0 && handlers.get(channel) === all) handlers.delete(channel)
      }
    },
  }
}
