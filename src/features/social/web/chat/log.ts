import type { ChatMessage, ChatMessages } from '../../chat/contract.ts'

/** What a page has of a conversation: a stretch without gaps, and how far both have got. */
export interface Log {
  /** By number, each one more than the one before. */
  items: readonly ChatMessage[]
  /** There are older ones. */
  older: boolean
  readSeq: number
  other: { deliveredSeq: number, readSeq: number }
}

export const lastSeqOf = (log: Log) => log.items.at(-1)?.seq ?? 0

/** The log with a page of messages that came; what does not join on to it is left out, to be asked for. Pointers never fall, in whatever order answers come. */
export function withPage(log: Log | undefined, page: ChatMessages, asked: 'latest' | 'newer' | 'older'): Log {
  if (!log) return { items: page.items, older: page.more, readSeq: page.readSeq, other: page.other }
  const items = asked === 'older' ? olderFirst(log.items, page.items) : newerLast(log.items, page.items)
  return {
    items,
    older: asked === 'older' && items !== log.items ? page.more : log.older,
    readSeq: Math.max(log.readSeq, page.readSeq),
    other: { deliveredSeq: Math.max(log.other.deliveredSeq, page.other.deliveredSeq), readSeq: Math.max(log.other.readSeq, page.other.readSeq) },
  }
}

/** The log with a message that the server has just taken; unchanged when others came before it that are not here yet. */
export const withSent = (log: Log, message: ChatMessage): Log => ({ ...log, items: newerLast(log.items, [message]) })

function newerLast(have: readonly ChatMessage[], came: readonly ChatMessage[]): readonly ChatMessage[] {
  const last = have.at(-1)?.seq ?? 0
  const further = came.filter(({ seq }) => seq > last)
  return further[0]?.seq === last + 1 ? [...have, ...further] : have
}

function olderFirst(have: readonly ChatMessage[], came: readonly ChatMessage[]): readonly ChatMessage[] {
  const first = have[0]?.seq
  const before = first === undefined ? came : came.filter(({ seq }) => seq < first)
  if (first !== undefined && before.at(-1)?.seq !== first - 1) return have
  return [...before, ...have]
}
