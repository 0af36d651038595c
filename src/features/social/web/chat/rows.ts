import type { Picture } from '../../../../core/media/contract.ts'
import type { Log } from './log.ts'
import type { Waiting } from './outbox.ts'
import type { Upload } from './useUploads.ts'
import { dayOf } from '../../../../kit/dates.ts'

type BubbleState = 'uploading' | 'waiting' | 'failed' | 'sent' | 'delivered' | 'read'

/** A message as it is shown, whether the server has it or not. */
export interface Bubble {
  kind: 'bubble'
  /** The same before and after it was sent. */
  key: string
  mine: boolean
  text: string | null
  picture: Picture | null
  /** Of a picture that is not uploaded yet, and how much of it is, 0–1. */
  preview?: { url: string, done: number }
  at: string
  /** Of my own. */
  state?: BubbleState
  /** Why it was not sent. */
  reason?: string
  /** The first of some in a row by the same person. */
  leads: boolean
}

export type Row = Bubble | { kind: 'day', key: string, day: string } | { kind: 'unread', key: string }

interface Parts { log: Log, waiting: readonly Waiting[], uploads: readonly Upload[], unreadAfter: number | undefined }

/** What stands below each other in a conversation: days, where the unread begins, messages, and below them what is still to be sent. */
export function rowsOf({ log, waiting, uploads, unreadAfter }: Parts): Row[] {
  const known = new Set(log.items.map(({ clientId }) => clientId))
  const { deliveredSeq, readSeq } = log.other
  const unreadSeq = unreadAfter === undefined ? undefined : log.items.find(({ seq, mine }) => seq > unreadAfter && !mine)?.seq
  const rows: Row[] = []
  let day: string | undefined
  let writer: boolean | undefined

  function add(bubble: Omit<Bubble, 'kind' | 'leads'>) {
    const today = dayOf(new Date(bubble.at))
    if (today !== day) rows.push({ kind: 'day', key: `day ${today} ${bubble.key}`, day: today })
    const leads = today !== day || bubble.mine !== writer
    day = today
    writer = bubble.mine
    rows.push({ kind: 'bubble', ...bubble, leads })
  }

  for (const { seq, mine, clientId, text, picture, at } of log.items) {
    if (seq === unreadSeq) {
      rows.push({ kind: 'unread', key: 'unread' })
      writer = undefined
    }
    add({ key: clientId ?? `seq ${seq}`, mine, text, picture, at, ...mine && { state: seq <= readSeq ? 'read' : seq <= deliveredSeq ? 'delivered' : 'sent' } })
  }
  for (const { clientId, text, picture, at, failed } of waiting) {
    if (!known.has(clientId)) add({ key: clientId, mine: true, text: text ?? null, picture: picture ?? null, at, state: failed === undefined ? 'waiting' : 'failed', reason: failed })
  }
  for (const { clientId, url, done, at, failed } of uploads) add({ key: clientId, mine: true, text: null, picture: null, preview: { url, done }, at, state: failed === undefined ? 'uploading' : 'failed', reason: failed })
  return rows
}
