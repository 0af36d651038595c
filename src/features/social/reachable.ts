import { sql } from 'kysely'

// Who is there for whom at a moment: the same in every list, for every card and every message (social.md §2.7, §2.8). `p` is
// somebody's social_profile, `a` their account.

/** Whether staff don't hide `p`: `isBanned` of profile/rules.ts in SQL. */
export const notBanned = (now: Date) => sql<boolean>`(p.banned_at is null or p.banned_until <= ${now})`

/** Whether staff hide somebody, of the only profile where it stands; written as the index of banned profiles has it. */
export const banned = (now: Date) => sql<boolean>`banned_at is not null and (banned_until is null or banned_until > ${now})`

/** Whether `p` is there for anybody: the account is neither leaving, suspended nor deleted, and staff don't hide them. */
export const present = (now: Date) => sql<boolean>`a.status = 'active' and ${notBanned(now)}`

/** Whether neither has blocked the other: a block stands for both (social_block). */
export const notBlocked = (viewer: number) => sql<boolean>`not exists (select from social_block b where b.account_id = ${viewer} and b.other_id = p.account_id)`

/** Whether `p` is there for a viewer. */
export const reachable = (viewer: number, now: Date) => sql<boolean>`${present(now)} and ${notBlocked(viewer)}`
