import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aMatch, aMeeter, showTo, swipeAs } from '../social.fixture.ts'

const site = withApp()

test('somebody\'s page says what I have decided about them, and where our match is', async () => {
  const [me, passed, liked, matched] = [await aMeeter(site), await aMeeter(site), await aMeeter(site), await aMeeter(site)]
  await showTo(site, me, passed, liked)
  const pageOf = async (id: string) => (await site.call('GET', `/api/v1/social/people/${id}`, { as: me })).data
  expect(await pageOf(liked.meetId)).toMatchObject({ id: liked.meetId, decided: null, matchId: null })
  await swipeAs(site, me, passed, 'pass')
  await swipeAs(site, me, liked, 'like')
  const matchId = await aMatch(site, me, matched)
  expect(await pageOf(passed.meetId)).toMatchObject({ decided: 'pass', matchId: null })
  expect(await pageOf(liked.meetId)).toMatchObject({ decided: 'like', matchId: null })
  expect(await pageOf(matched.meetId)).toMatchObject({ decided: 'like', matchId })
})
