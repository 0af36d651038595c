import type { Generated, GeneratedAlways } from 'kysely'
import type { PlainDate } from '../../kit/dates.ts'
import type { Fen } from '../../kit/money.ts'

declare module '../../kit/db.ts' {
  interface Tables {
    social_profile: ProfileTable
    social_photo: PhotoTable
    social_banned_photo: { phash: string, picture_id: string, reason: string, banned_at: Date }
    social_card: CardTable
    swipe: { actor: number, target: number, kind: SwipeCode, at: Date }
    social_quota: { account_id: number, kind: QuotaKind, used: number, resets_at: Date, began_at: Date }
    social_match: MatchTable
    social_match_member: MatchMemberTable
    social_message: MessageTable
    social_upload: { match_id: number, account_id: number, picture_id: string, at: Date }
    social_block: { account_id: number, other_id: number, by_me: boolean, by_them: boolean, at: Date }
    social_report: ReportTable
    social_appeal: AppealTable
    membership_level: LevelTable
    membership_plan: { id: GeneratedAlways<number>, level: number, days: number, price: Fen, on_sale: Generated<boolean>, version: Generated<number> }
    membership_order: MembershipOrderTable
    membership_span: { account_id: number, level: number, starts_at: Date, ends_at: Date }
    social_rank: { period: 'week' | 'all', place: number, account_id: number, points: number }
    social_tally: { account_id: number, given: number, given_likes: number, received: number, received_likes: number, exposure: number, score: number, counted_at: Date }
    social_tally_mark: { only_one: Generated<boolean>, counted_to: Date }
    social_deck: { account_id: number, ids: number[], served: Generated<number[]>, rewound: Generated<number[]>, made_at: Date }
    social_jump: { account_id: number, at: Date, km: number }
    social_looks: { account_id: number, ids: number[], began_at: Date, stopped_at: Date | null }
    social_day: DayTable
  }
}

/** 1 woman, 2 man, 4 other; whom somebody seeks is a sum of them. */
export type GenderCode = 1 | 2 | 4
/** 0 pass, 1 like, 2 super-like. */
export type SwipeCode = 0 | 1 | 2
export type QuotaKind = 'like' | 'superlike' | 'rewind' | 'city' | 'report'

export type ReportReason = 'spam' | 'fake' | 'photos' | 'harassment' | 'minor' | 'money' | 'offline' | 'other'
export type ReportDecision = 'dismiss' | 'warn' | 'reject_photos' | 'ban' | 'ban_and_suspend' | 'left'

interface ProfileTable {
  account_id: number
  public_id: string
  name: string
  birth_date: PlainDate | null
  birth_set_on: PlainDate | null
  birth_corrected_at: Date | null
  gender: GenderCode | null
  seeks: Generated<number>
  about: Generated<string>
  tags: Generated<string[]>
  city: string | null
  scope: Generated<'near' | 'city' | 'anywhere'>
  target_city: string | null
  min_km: Generated<number>
  max_km: Generated<number>
  age_min: Generated<number>
  age_max: Generated<number>
  album_for_matches: Generated<boolean>
  autoplay: Generated<boolean>
  vibration: Generated<boolean>
  on_ranking: Generated<boolean>
  paused: Generated<boolean>
  zone: Generated<string>
  banned_at: Date | null
  banned_until: Date | null
  ban_reason: string | null
  warned_at: Date | null
  warn_reason: string | null
  /** H3 cells are 64-bit integers, beyond what a number holds. */
  c5: string | null
  c6: string | null
  c7: string | null
  resolution: number | null
  lat: number | null
  lng: number | null
  located_at: Date | null
  visit_c5: string | null
  visit_lat: number | null
  visit_lng: number | null
  active_at: Date
  created_at: Date
}

interface PhotoTable {
  id: GeneratedAlways<number>
  account_id: number
  picture_id: string
  position: number
  state: Generated<'pending' | 'approved' | 'rejected'>
  reason: string | null
  phash: string | null
  blur: string | null
  created_at: Date
  judged_at: Date | null
}

interface CardTable {
  account_id: number
  gender: GenderCode
  seeks: number
  birth_date: PlainDate
  age_min: number
  age_max: number
  reach_km: number
  only_city: string | null
  city: string
  c5: string
  c6: string | null
  c7: string | null
  resolution: number
  lat: number
  lng: number
  active_hour: Date
  score: Generated<number>
}

interface MatchTable {
  id: GeneratedAlways<number>
  public_id: string
  lo: number
  hi: number
  created_at: Date
  ended_at: Date | null
  ended_by: number | null
  last_seq: Generated<number>
  last_at: Date
}

interface MatchMemberTable {
  match_id: number
  account_id: number
  other_id: number
  delivered_seq: Generated<number>
  read_seq: Generated<number>
  last_at: Date
  live: Generated<boolean>
}

interface MessageTable {
  match_id: number
  seq: number
  sender_id: number
  client_id: string
  text: string | null
  picture_id: string | null
  created_at: Date
}

interface ReportTable {
  id: GeneratedAlways<number>
  reporter_id: number
  reported_id: number
  reason: ReportReason
  text: Generated<string>
  snapshot: unknown
  state: Generated<'open' | 'dismissed' | 'acted'>
  created_at: Date
  decided_at: Date | null
  decided_by: number | null
  decision: ReportDecision | null
  decision_reason: string | null
}

interface AppealTable {
  id: GeneratedAlways<number>
  account_id: number
  banned_at: Date
  text: string
  state: Generated<'open' | 'granted' | 'refused'>
  answer: string | null
  created_at: Date
  decided_at: Date | null
}

interface LevelTable {
  level: number
  name_zh: string
  name_en: string
  badge: boolean
  likes_a_day: number | null
  superlikes_a_day: number | null
  rewinds_a_day: number | null
  any_city: boolean
  sees_likes: boolean
  version: Generated<number>
}

interface MembershipOrderTable {
  id: GeneratedAlways<number>
  no: string
  account_id: number
  level: number
  days: number
  price: Fen
  status: Generated<'WAIT_PAYMENT' | 'PAID' | 'CANCELED' | 'REFUNDED'>
  created_at: Date
  expires_at: Date
  paid_at: Date | null
  payment_id: number | null
  refund_asked_at: Date | null
  refunded_at: Date | null
  refunded: Generated<Fen>
}

interface DayTable {
  day: PlainDate
  people: number
  new_people: number
  active_people: number
  passes: number
  likes: number
  superlikes: number
  matches: number
  messages: number
  reports: number
  income: Fen
  refunds: Fen
  counted_at: Date
}
