import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aMeeter, deckOf, manyMeeters } from '../social.fixture.ts'

const site = withApp()

/** A place of its own: whom a test makes nobody of another test meets. */
let places = 0
const elsewhere = () => ({ at: { lat: 25 + 2 * places++, lng: 100 } })

test('who has seen everybody meets newcomers a minute later, and no sooner', async () => {
  const place = elsewhere()
  const me = await aMeeter(site, place)
  expect(await deckOf(site, me)).toEqual([])
  const newcomer = await aMeeter(site, place)
  site.clock.advance(59)
  expect(await deckOf(site, me)).toEqual([])
  site.clock.advance(1)
  expect(await deckOf(site, me)).toEqual([newcomer.meetId])
})

test('a deck that runs low is filled behind the answer, once a minute at most', async () => {
  const place = elsewhere()
  const me = await aMeeter(site, place)
  const saved = async () => (await sql<{ people: number }>`select cardinality(ids) as people from social_deck where account_id = ${me.accountId}`.execute(site.parts.db.sql)).rows[0]!.people
  await manyMeeters(site, [place, place, place])
  expect(await deckOf(site, me, 2)).toHaveLength(2)
  await manyMeeters(site, [place])
  site.clock.advance(59)
  expect(await deckOf(site, me, 2)).toHaveLength(2)
  expect(await saved()).toBe(3)
  site.clock.advance(1)
  expect(await deckOf(site, me, 2)).toHaveLength(2)
  await expect.poll(saved).toBe(4)
})
