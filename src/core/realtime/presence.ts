import type { Parts } from '../../kit/module.ts'

const PRESENCE = 'realtime.presence'
/** A node that has said nothing for so long is gone, and its people with it. Nodes speak every 30 s. */
const KEPT_MS = 75_000

/** What a node says about the accounts that have a page in front of them: who came, who went, or all there are. */
interface Presence { node: string, seen?: number[], gone?: number[], all?: number[] }

interface Node { accounts: Set<number>, heardAt: number }

const known = new WeakMap<Parts, Map<string, Node>>()

/** Listens to what the nodes say; to be called at the start. @returns a function that ends it */
export function watchPresence(parts: Parts): () => void {
  const nodes = new Map<string, Node>()
  known.set(parts, nodes)
  return parts.fanout.subscribe(PRESENCE, (message) => {
    const { node, seen = [], gone = [], all } = message as Presence
    const accounts = all ? new Set(all) : nodes.get(node)?.accounts ?? new Set()
    for (const id of seen) accounts.add(id)
    for (const id of gone) accounts.delete(id)
    nodes.set(node, { accounts, heardAt: parts.clock.now().getTime() })
    for (const [name, { heardAt }] of nodes) if (parts.clock.now().getTime() - heardAt > KEPT_MS) nodes.delete(name)
  })
}

export const tellPresence = (parts: Parts, presence: Presence): void => parts.fanout.publish(PRESENCE, presence)

/** Whether this person has one of our pages in front of them right now, anywhere. */
export function isLooking(parts: Parts, accountId: number): boolean {
  const now = parts.clock.now().getTime()
  return [...known.get(parts)?.values() ?? []].some(({ accounts, heardAt }) => now - heardAt <= KEPT_MS && accounts.has(accountId))
}
