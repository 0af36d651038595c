import type { TObject } from 'typebox'
import type { Cache } from './cache.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db, Tx } from './db.ts'
import type { Lang } from './errors.ts'
import type { Fanout } from './fanout.ts'
import type { App, Member, Request, Staff } from './http/app.ts'
import type { Limits } from './limits.ts'
import type { Log } from './log.ts'

/** What everything is built from; made once in main.ts (or in a test) and passed along. */
export interface Parts {
  config: Config
  db: Db
  clock: Clock
  log: Log
  cache: Cache
  limits: Limits
  /** Says something to all nodes; see core/realtime for what reaches people. */
  fanout: Fanout
  jobs: Jobs
  /** The modules that are on, in order. */
  modules: readonly Module[]
}

/** Work that is done after the commit, perhaps on another node, perhaps twice: a handler must bear that. */
export interface Jobs {
  /** Queues a job in the transaction that causes it; rolled back, it never existed. */
  add: (tx: Tx, name: string, data: object) => Promise<void>
  /** Runs every sweep once, now; after the clock was moved, and in tests. Throws when all have run and one has failed. */
  sweepNow: (parts: Parts) => Promise<void>
}

export interface Job<D extends object = any> {
  run: (parts: Parts, data: D) => Promise<void>
  /** Tries before it is laid with the dead letters; each waits twice as long as the one before. Default 5. */
  tries?: number
  /** How many of it a node does side by side; by default one, and no more than one a second. */
  atOnce?: number
}

/** Moves on what has become due by the clock (expired holds, ended stays). Runs every few seconds on one node at a time. */
export interface Sweep {
  everySeconds: number
  run: (parts: Parts) => Promise<void>
}

/** What a message says, in both languages, filled with the params it was queued with. The subject is for e-mail; what never goes by SMS needs no template of the provider. */
export type MessageText = Record<Lang, (params: Record<string, string>) => string> & { subject?: Record<Lang, string>, emailOnly?: true }

/** A money movement that core/payments tells the module whose thing was paid. */
export interface PaidThing {
  /** Which module's `onPaid` hears it, and that module's own id of the thing. */
  module: string
  reference: string
  paymentId: number
  amount: number
}

/** Whether an account is of use now, and when one that is leaving will be deleted. */
export interface Standing { accountId: number, active: boolean, leavesAt: Date | null }

/** Two people who write to each other, as one of them sees it in their inbox. */
export interface Conversation {
  id: string
  title: string
  /** As core/media describes pictures. */
  picture: { id: string, width: number, height: number, color: string, urls: Record<320 | 640 | 1280, string> } | null
  /** The last message, shortened. */
  preview: string
  /** How many messages this person has not read. */
  unread: number
  /** Of the last message, ISO. */
  at: string
  /** The page that shows it. */
  path: string
}

/** The conversations of a module; the inbox shows them above its notices. One module of a site has some. */
export interface Conversations {
  /** The latest first; `next` is the cursor for `after`. */
  list: (parts: Parts, accountId: number, query: { limit: number, after?: string }) => Promise<{ items: Conversation[], next: string | null }>
  /** How many messages in all are unread; asked often, so cheap. */
  unread: (parts: Parts, accountId: number) => Promise<number>
}

export interface SitemapEntry { path: string, changedAt?: Date }

export interface Module {
  name: string
  settings?: TObject
  /** Folder of its `.sql` files, ending with a slash. */
  migrations?: URL
  routes?: (app: App, parts: Parts) => void
  jobs?: Record<string, Job>
  sweeps?: Record<string, Sweep>
  /** What staff may be allowed to do here, e.g. 'stays.houses'. A route's `who: { staff }` must name one of some module. */
  permissions?: readonly string[]
  /** Finds out who calls; null when the request carries no valid sign of it. */
  authenticate?: {
    member?: (parts: Parts, request: Request) => Promise<Member | null>
    staff?: (parts: Parts, request: Request) => Promise<Staff | null>
  }
  /** Texts of the messages this module queues, by purpose, e.g. booking_accepted; see core/messages. */
  messages?: Record<string, MessageText>
  /** Why this module itself does things, e.g. canceled_by_host: stored as `stays.canceled_by_host`, told in the reader's language (reasons.ts). */
  reasons?: Record<string, Record<Lang, string>>
  /** Whether somebody's account has this phone number or e-mail address; core/codes asks before it sends. */
  knows?: (parts: Parts, target: { channel: 'sms' | 'email', to: string }) => Promise<boolean>
  /**
   * What a member's open page may tell over its socket, by topic, e.g. 'social.typing'. The module checks that `data` has the
   * shape and the caller the right, and passes it on (`nudge` of core/realtime). Nothing is answered.
   */
  signals?: Record<string, (parts: Parts, accountId: number, data: unknown) => Promise<void>>
  conversations?: Conversations
  /**
   * Called by core/payments inside the transaction that records a payment of this module.
   * Answers 'surplus' when the thing can no longer be had: the money then goes back.
   */
  onPaid?: (parts: Parts, tx: Tx, paid: PaidThing) => Promise<'accepted' | 'surplus'>
  /** Called when a refund of this module's thing has reached its end at the provider. */
  onRefunded?: (parts: Parts, tx: Tx, refund: PaidThing & { refundId: number, state: 'done' | 'failed' }) => Promise<void>
  /**
   * Called inside the transaction in which an account stops being of use (suspended, or leaving) or is so again: what it offers
   * leaves the site, or comes back. What is kept of it is dropped `afterCommit`.
   */
  onStandingChanged?: (parts: Parts, tx: Tx, standing: Standing) => Promise<void>
  /** Called inside the transaction that deletes an account, its grace period being over. */
  onAccountDeleted?: (parts: Parts, tx: Tx, accountId: number) => Promise<void>
  /** What somebody has open here and what becomes of it if they leave now: a sentence each, shown before they decide. */
  affairsOf?: (parts: Parts, accountId: number) => Promise<Record<Lang, string>[]>
  /**
   * Everything this person has given to this module and what it keeps about them, by section: plain JSON, instants as ISO texts, money in fen.
   * Of other people no more than the person sees anyway: never their phone numbers; never hashes, tokens or keys.
   */
  exportOf?: (parts: Parts, accountId: number) => Promise<Record<string, unknown>>
  /** This module's tables with a column that means an account: in which section of `exportOf` each is told, and why each other one is not. A test compares them with the database. */
  exports?: Record<string, string>
  notExported?: Record<string, string>
  /** What `linli doctor` asks: each answers a short sentence, or throws one that says what is wrong. */
  checks?: Record<string, (parts: Parts) => Promise<string>>
  sitemap?: (parts: Parts) => Promise<SitemapEntry[]>
  /** Fills its part of an empty database with a living demo site; deterministic from the seed. All modules share one transaction. */
  demo?: (parts: Parts, tx: Tx, seed: string) => Promise<void>
  /** Adds much data for measuring; `sizes` are options of `linli demo`, e.g. --houses 100000. */
  largeDemo?: { sizes: readonly string[], load: (parts: Parts, sizes: Record<string, number>, options: { dense: boolean }) => Promise<void> }
  /** Pages that most people see first: of a demo site the pictures on them are drawn ahead. */
  firstPages?: readonly string[]
  /** Draws the demo site's pictures, by kind: an SVG text of what a picture's spec says. */
  drawings?: Record<string, (spec: any) => string>
}

/** A module is one value: open its index.ts and you know the feature. */
export const defineModule = <const M extends Module>(module: M): Module => module
