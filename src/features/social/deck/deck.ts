import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Meeter } from '../profile/standing.ts'
import type { AudienceQuery, Deck, DeckQuery, Person, PersonCard, Widening } from './contract.ts'
import type { Gender } from '../atoms.ts'
import { dayOf } from '../../../kit/dates.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { SocialErrors } from '../errors.ts'
import { activeMeeter } from '../profile/standing.ts'
import { seeksCode } from '../profile/rules.ts'
import { noteLooks } from '../safety/looks.ts'
import { toCard } from './card-view.ts'
import { ranked } from './rank.ts'
import { countCandidates, deckMadeAt, listCandidates, listSuperLikers, markServed, saveDeck, stillThere } from './store-deck.ts'
import { cardsOf, visiblePerson } from './store-people.ts'
import { findRelation } from './store-relation.ts'

/** With so few left the deck is filled again, behind the answer. */
const LOW = 5
const FRESH_MS = 60_000
const SUPER_LIKERS = 20
/** Counting stops here: people want to know whether it is few or many. */
const MANY = 100
const MOST_KM = 500

/** The next people to decide about: those who super-liked me, then the best of those who fit both ways (O-11, social.md §2.5, §2.6). */
export async function readDeck(parts: Parts, accountId: number, { limit = 20, exclude = '' }: DeckQuery, lang: Lang): Promise<Deck> {
  const me = await activeMeeter(parts, accountId)
  if (me.paused) return { items: [], paused: true, widen: [] }
  const pending = exclude === '' ? [] : exclude.split(',')
  const now = parts.clock.now()
  const rest = () => stillThere(parts.db.sql, me, dayOf(now), pending, limit + LOW)
  let ids = await rest()
  const old = ids.length < limit + LOW && await isOld(parts, me)
  if (old && ids.length < limit) {
    await fill(parts, me)
    ids = await rest()
  } else if (old) {
    fillSoon(parts, me)
  }
  const next = ids.slice(0, limit)
  if (next.length === 0) return { items: [], paused: false, widen: await widenings(parts, me, pending.length > 0) }
  const [items] = await Promise.all([showCards(parts, me, next, lang), noteLooks(parts, accountId, next).then(() => markServed(parts.db.sql, accountId, next))])
  return { items, paused: false, widen: [] }
}

/** Who has seen everybody asks again and again: a deck is made anew once a minute at most. */
async function isOld(parts: Parts, { accountId }: Meeter): Promise<boolean> {
  const madeAt = await deckMadeAt(parts.db.sql, accountId)
  return !madeAt || madeAt.getTime() <= parts.clock.now().getTime() - FRESH_MS
}

/** These people as cards, in this order. */
export async function showCards(parts: Parts, me: Meeter, ids: readonly number[], lang: Lang): Promise<PersonCard[]> {
  const rows = await cardsOf(parts, me.accountId, ids)
  return rows.map(row => toCard(row, me, parts.clock.now(), lang))
}

const DECIDED = ['pass', 'like', 'superlike'] as const

/** Somebody whom I was shown, who likes me, or with whom I am matched; for everybody else, nobody (social.md §2.8). */
export async function readPerson(parts: Parts, accountId: number, publicId: string, lang: Lang): Promise<Person> {
  const me = await activeMeeter(parts, accountId)
  const id = await visiblePerson(parts.db.sql, accountId, publicId, me.level.seesLikes, parts.clock.now())
  if (id === undefined) throw KitErrors.not_found()
  const [[card], { decided, matchId }] = await Promise.all([showCards(parts, me, [id], lang), findRelation(parts.db.sql, accountId, id)])
  if (!card) throw KitErrors.not_found()
  return { ...card, decided: decided === null ? null : DECIDED[decided], matchId }
}

async function fill(parts: Parts, me: Meeter): Promise<void> {
  const now = parts.clock.now()
  const [superLikers, candidates] = await Promise.all([listSuperLikers(parts.db.sql, me, SUPER_LIKERS), listCandidates(parts.db.sql, me, dayOf(now))])
  await saveDeck(parts.db.sql, me.accountId, [...new Set([...superLikers, ...ranked(candidates, me, now)])], now)
}

const filling = new Set<number>()

/** Fills the deck behind an answer; never throws. */
function fillSoon(parts: Parts, me: Meeter): void {
  if (filling.has(me.accountId)) return
  filling.add(me.accountId)
  fill(parts, me).catch(error => parts.log.warn({ error: String(error) }, 'a deck was not filled')).finally(() => filling.delete(me.accountId))
}

/** How many people these settings would find; what is left out is as it is now. */
export async function readAudience(parts: Parts, accountId: number, { seeks, ...query }: AudienceQuery): Promise<{ count: number }> {
  const me = await activeMeeter(parts, accountId)
  const wish = { ...me, ...query, ...seeks !== undefined && { seeks: seeksCode(seeks.split(',') as Gender[]) } }
  if (wish.minKm > wish.maxKm) throw SocialErrors.range_reversed({ field: 'minKm' })
  if (wish.ageMin > wish.ageMax) throw SocialErrors.range_reversed({ field: 'ageMin' })
  return { count: await countCandidates(parts.db.sql, wish, dayOf(parts.clock.now()), MANY) }
}

/** What to change when nobody is left, never done silently (social.md §4). @param waiting some who are left are decided about, and that is on its way here */
async function widenings(parts: Parts, me: Meeter, waiting: boolean): Promise<Widening[]> {
  const today = dayOf(parts.clock.now())
  const ideas: (Omit<Widening, 'gain'> & { wish: Partial<Meeter> })[] = []
  if (me.scope === 'near' && me.maxKm < MOST_KM) {
    const maxKm = Math.min(MOST_KM, me.maxKm * 2)
    ideas.push({ kind: 'distance', maxKm, wish: { maxKm, minKm: 0 } })
  }
  const ages = { ageMin: Math.max(18, me.ageMin - 5), ageMax: Math.min(100, me.ageMax + 5) }
  ideas.push({ kind: 'ages', ...ages, wish: ages })
  if (me.scope !== 'anywhere') ideas.push({ kind: 'anywhere', wish: { scope: 'anywhere' } })
  const there = waiting ? await countCandidates(parts.db.sql, me, today, MANY) : 0 // they are there without any change
  const counted = await Promise.all(ideas.map(async ({ wish, ...idea }) => ({ ...idea, gain: await countCandidates(parts.db.sql, { ...me, ...wish }, today, MANY) - there })))
  return counted.filter(({ gain }) => gain > 0)
}
