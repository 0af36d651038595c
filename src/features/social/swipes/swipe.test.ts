import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aMatch, aMeeter, deckOf, showTo, swipeAs } from '../social.fixture.ts'

const site = withApp()

test('two who like each other get one match, and each is told', async () => {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site, { gender: 'male' })]
  expect(await deckOf(site, anna)).toContain(ben.meetId)
  expect(await deckOf(site, ben)).toContain(anna.meetId)
  expect((await swipeAs(site, anna, ben, 'like')).data).toMatchObject({ matched: false, quota: { likes: { limit: 100, left: 99 } } })
  const { status, data } = await swipeAs(site, ben, anna, 'like')
  expect(status).toBe(200)
  expect(data.matched).toBe(true)
  expect(await site.parts.db.sql.selectFrom('social_match').select(['public_id', 'ended_at']).where('lo', '=', Math.min(anna.accountId, ben.accountId)).where('hi', '=', Math.max(anna.accountId, ben.accountId)).execute()).toEqual([{ public_id: data.matchId, ended_at: null }])
  expect(await deckOf(site, anna)).not.toContain(ben.meetId)
})

test('the same swipe again is the same answer and costs nothing; another opinion is refused', async () => {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  await showTo(site, anna, ben)
  await showTo(site, ben, anna)
  await swipeAs(site, ben, anna, 'like')
  const first = await swipeAs(site, anna, ben, 'like')
  const again = await swipeAs(site, anna, ben, 'like')
  expect(again.data).toEqual(first.data)
  expect(again.data.quota.likes.left).toBe(99)
  expect(await swipeAs(site, anna, ben, 'pass')).toMatchObject({ status: 409, error: 'social.already_swiped' })
})

test('nobody swipes themselves, strangers, people they were not shown, or somebody who has blocked them', async () => {
  const [anna, ben, cora] = [await aMeeter(site), await aMeeter(site), await aMeeter(site)]
  expect((await swipeAs(site, anna, anna, 'like')).status).toBe(404)
  expect((await swipeAs(site, anna, ben, 'like')).status).toBe(404)
  expect((await swipeAs(site, anna, { ...ben, meetId: '0190a6b8-0000-7000-8000-000000000000' }, 'like')).status).toBe(404)
  await showTo(site, anna, cora)
  await site.parts.db.sql.insertInto('social_block').values([{ account_id: anna.accountId, other_id: cora.accountId, by_me: false, by_them: true, at: site.clock.now() }]).execute()
  expect((await swipeAs(site, anna, cora, 'like')).status).toBe(404)
})

test('super-likes are for members', async () => {
  const [anna, ben, silver] = [await aMeeter(site), await aMeeter(site), await aMeeter(site, { level: 2 })]
  await showTo(site, anna, ben)
  await showTo(site, silver, ben)
  expect(await swipeAs(site, anna, ben, 'superlike')).toMatchObject({ status: 403, error: 'social.members_only' })
  expect((await swipeAs(site, silver, ben, 'superlike')).data.quota.superlikes).toMatchObject({ limit: 5, left: 4 })
  expect((await deckOf(site, ben))[0]).toBe(silver.meetId)
})

test('a rewind brings the card back, takes the match along, and gives the like back', async () => {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  const matchId = await aMatch(site, ben, anna)
  const { status, data } = await site.call('DELETE', '/api/v1/social/swipes/last', { as: anna })
  expect(status).toBe(200)
  expect(data).toMatchObject({ unmatched: true, card: { id: ben.meetId }, quota: { likes: { left: 100 }, rewinds: { limit: 3, left: 2 } } })
  expect((await site.parts.db.sql.selectFrom('social_match').select('ended_at').where('public_id', '=', matchId).executeTakeFirstOrThrow()).ended_at).not.toBeNull()
  expect((await deckOf(site, anna))[0]).toBe(ben.meetId)
  expect((await swipeAs(site, anna, ben, 'like')).data.matched).toBe(true)
})

test('five minutes and a second later nothing can be taken back, and no fourth time a day', async () => {
  const anna = await aMeeter(site)
  const others = await Promise.all(Array.from({ length: 5 }, () => aMeeter(site)))
  await showTo(site, anna, ...others)
  for (const other of others) {
    await swipeAs(site, anna, other, 'pass')
    site.clock.advance(1)
  }
  for (let n = 0; n < 3; n++) expect((await site.call('DELETE', '/api/v1/social/swipes/last', { as: anna })).status).toBe(200)
  const fourth = await site.call('DELETE', '/api/v1/social/swipes/last', { as: anna })
  expect(fourth).toMatchObject({ status: 429, error: 'social.over_quota' })
  expect(fourth.details.resetAt).toBe('2027-03-01T20:00:00.000Z')
  site.clock.advance(301)
  expect(await site.call('DELETE', '/api/v1/social/swipes/last', { as: anna })).toMatchObject({ status: 409, error: 'social.rewind_too_late' })
})
