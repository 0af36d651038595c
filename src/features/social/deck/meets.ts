import type { RawBuilder } from 'kysely'
import type { PlainDate } from '../../../kit/dates.ts'
import type { Meeter } from '../profile/standing.ts'
import { sql } from 'kysely'
import { ageOn, birthDates } from '../profile/rules.ts'

/** Kilometres of a degree of latitude. */
const KM_A_DEGREE = 111.2
/** Beyond it the flat reckoning of distance is not worth its name; nobody lives there. */
const FARTHEST_NORTH = 80

/** So far from the date line nobody who may be met lives on its other side. */
const FAR_FROM_DATE_LINE = 150

/** Degrees between the centre of my cell and that of card `c`, squared: flat, which is good enough for the kilometres at stake. Asked of very many cards, so without a power or a root. */
function apart({ lat, lng }: Meeter): RawBuilder<number> {
  const squeeze2 = Math.cos(Math.min(FARTHEST_NORTH, Math.abs(lat)) * Math.PI / 180) ** 2
  const north = sql`(c.lat - ${lat}::float8)`
  const straight = sql`(c.lng - ${lng}::float8)`
  const east = Math.abs(lng) < FAR_FROM_DATE_LINE ? straight : sql`least(abs(${straight}), 360 - abs(${straight}))`
  return sql<number>`(${north} * ${north} + ${east} * ${east} * ${squeeze2}::float8)`
}

const degrees2 = (km: number) => (km / KM_A_DEGREE) ** 2

/**
 * Whether card `c` and I may be shown to each other, as one condition for deck, counts and boost (social.md §2.6): each is of a
 * gender, an age, a distance and in a city the other wants. Both places are centres of cells, so nothing finer than a cell can be
 * found out by trying (§2.9).
 */
export function meetsBothWays(me: Meeter, today: PlainDate): RawBuilder<boolean> {
  const born = birthDates(today, me.ageMin, me.ageMax)
  const mine = me.scope === 'near'
    ? sql`and ${apart(me)} <= ${degrees2(me.maxKm)}::float8 ${me.minKm > 0 ? sql`and ${apart(me)} >= ${degrees2(me.minKm)}::float8` : sql``}`
    : me.scope === 'city' ? sql`and c.city = ${me.targetCity ?? me.city}` : sql``
  return sql<boolean>`(c.gender & ${me.seeks}::int) <> 0 and (c.seeks & ${me.gender}::int) <> 0
    and c.birth_date > ${born.after}::date and c.birth_date <= ${born.until}::date and ${ageOn(me.birthDate, today)}::int between c.age_min and c.age_max
    ${mine} and ${apart(me)} <= (c.reach_km / ${KM_A_DEGREE}::float8) * (c.reach_km / ${KM_A_DEGREE}::float8) and (c.only_city is null or c.only_city = ${me.city})
    and c.account_id <> ${me.accountId}`
}

/**
 * Whether I have neither decided about card `c` nor is one of us blocked. Asked card by card, as `not exists` would not be: a cell is
 * then read in the order of its index and given up after enough, not joined as a whole and sorted.
 */
export function undecided(me: { accountId: number }): RawBuilder<boolean> {
  return sql<boolean>`(select 1 from swipe s where s.actor = ${me.accountId} and s.target = c.account_id) is null
    and (select 1 from social_block b where b.account_id = ${me.accountId} and b.other_id = c.account_id) is null`
}
