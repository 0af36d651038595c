import type { Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { Addressee } from './store.ts'
import type { ParamsByLang } from './tables.ts'
import { afterCommit } from '../../kit/db.ts'
import { queueMessage, textOf } from '../messages/index.ts'
import { nudge, pushLater } from '../realtime/index.ts'
import { findAddressee, insertNotice } from './store.ts'

const READ_AFTER_MS = 2 * 86_400_000

export interface News {
  accountId: number
  /** Whose news it is: the module whose `messages` have the purpose. */
  module: string
  purpose: string
  /** What fills the text; a function where it reads differently in each language (dates, reasons). */
  params: Record<string, string> | ((lang: Lang) => Record<string, string>)
  /** The page it is about, as its reader sees it. */
  path: string
  /** Where the caller has read it already. */
  person?: Addressee
  /** For what is not worth an SMS or an e-mail. */
  inboxOnly?: true
}

/**
 * Tells somebody of something in the transaction in which it happens: a notice in their inbox, an SMS (or an e-mail where there
 * is no number), after the commit a nudge to their open pages and a push to their devices.
 */
export async function tell(parts: Parts, tx: Tx, { accountId, module, purpose, params, path, person, inboxOnly }: News): Promise<void> {
  if (!textOf(parts, purpose)) throw new Error(`no module declares the message ${purpose}`)
  const both = inBoth(params)
  await insertNotice(tx, { accountId, module, purpose, params: both, path, at: parts.clock.now() })
  if (!inboxOnly) await queueTo(parts, tx, person ?? await findAddressee(tx, accountId), purpose, both)
  await pushLater(parts, tx, [accountId], { kind: 'notice', path: '/inbox', tag: 'inbox' })
  afterCommit(tx, () => nudge(parts, [accountId], { topic: 'inbox' }))
}

/** Puts something into an inbox that was told at `at`, and tells nobody: for the demo. After two days it has been read. */
export async function remember(parts: Parts, tx: Tx, { accountId, module, purpose, params, path }: News, at: Date): Promise<void> {
  const isRead = parts.clock.now().getTime() - at.getTime() > READ_AFTER_MS
  await insertNotice(tx, { accountId, module, purpose, params: inBoth(params), path, at, readAt: isRead ? at : null })
}

async function queueTo(parts: Parts, tx: Tx, person: Addressee | undefined, purpose: string, params: ParamsByLang): Promise<void> {
  const lang = person?.lang ?? 'zh-CN'
  const message = { purpose, lang, params: params[lang] }
  if (person?.mobile) await queueMessage(parts, tx, { ...message, channel: 'sms', to: person.mobile })
  else if (person?.email) await queueMessage(parts, tx, { ...message, channel: 'email', to: person.email })
}

function inBoth(params: News['params']): ParamsByLang {
  return typeof params === 'function' ? { 'zh-CN': params('zh-CN'), 'en': params('en') } : { 'zh-CN': params, 'en': params }
}
