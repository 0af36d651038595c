import type { MeeterWish, TestMeeter } from '../social.fixture.ts'
import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { cursorOf } from '../../../kit/cursors.ts'
import { aScene, uploadPhoto } from '../profile/photos.fixture.ts'
import { aMeeter, deckOf, manyMeeters, showTo, swipeAs } from '../social.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

const read = (me: TestMeeter, query: Record<string, string | number | undefined> = {}) => site.call('GET', 'social/likes', { as: me, query })
const idsIn = ({ data }: Awaited<ReturnType<typeof read>>) => data.items.map(({ id }: { id: string }) => id) as string[]

/** As made before. */
const BLUR = 'data:image/webp;base64,AAAA'

let scenes = 0
/** Somebody with photos that can be looked at. */
async function aFan(me: TestMeeter, kind: 'like' | 'superlike' = 'like', wish: MeeterWish = {}): Promise<TestMeeter> {
  const fan = await aMeeter(site, { photos: 0, level: 1, ...wish })
  for (let n = 0; n < 2; n++) expect((await uploadPhoto(site, fan, await aScene(++scenes, 240, 320).jpeg().toBuffer())).status).toBe(201)
  await showTo(site, fan, me)
  expect((await swipeAs(site, fan, me, kind)).status).toBe(200)
  site.clock.advance(1)
  return fan
}

/** So many people like somebody, one a second or all at once. @returns their ids, the latest first */
async function likedBy(me: TestMeeter, count: number, atOnce = false): Promise<{ accountId: number, meetId: string }[]> {
  const people = await manyMeeters(site, Array.from({ length: count }, () => ({})))
  const at = site.clock.now().getTime()
  await site.parts.db.sql.insertInto('swipe').values(people.map(({ accountId }, n) => ({ actor: accountId, target: me.accountId, kind: 1 as const, at: new Date(atOnce ? at : at + n * 1000) }))).execute()
  site.clock.advance(atOnce ? 1 : count)
  return people.reverse()
}

/** Bytes of a blurred picture, and how wide and high it is. */
async function decoded(address: string) {
  const [, data] = /^data:image\/webp;base64,(.+)$/.exec(address)!
  const file = Buffer.from(data!, 'base64')
  const { width, height, exif } = await sharp(file).metadata()
  return { bytes: file.length, width, height, exif }
}

describe('who is no member', () => {
  test('reads how many like them and sees a few pixels: no name, id or picture leaves the site', async () => {
    const me = await aMeeter(site)
    const fans = [await aFan(me, 'like', { name: '秘密的名字', tags: ['秘密的标签'] }), await aFan(me), await aFan(me, 'superlike')]
    const pictures = await site.parts.db.sql.selectFrom('social_photo').select(['picture_id as id', 'id as photo']).where('account_id', 'in', fans.map(({ accountId }) => accountId)).execute()
    const traces = [...fans.flatMap(({ meetId, id, name, mobile }) => [meetId, id, name, mobile]), '秘密', '/media/', ...pictures.map(({ id }) => id)]
    for (const query of [{}, { limit: 100 }, { limit: 1, after: cursorOf('fans', [site.clock.now().getTime(), fans[0]!.meetId]) }]) {
      const { status, data, raw } = await read(me, query)
      expect([status, data.count, data.items, data.next, data.blurred.length, Object.keys(data).length]).toEqual([200, 3, [], null, 3, 4])
      for (const trace of traces) expect(raw.body).not.toContain(trace)
      expect(JSON.stringify(raw.headers)).not.toMatch(/media|preload/)
    }
    expect((await site.call('GET', 'social/profile', { as: me })).data.likes).toBe(3)
    // Nor does somebody find the others by guessing: who super-likes is told openly, the others only to members.
    expect(await Promise.all(fans.map(async fan => (await site.call('GET', `social/people/${fan.meetId}`, { as: me })).status))).toEqual([404, 404, 200])
    expect((await swipeAs(site, me, fans[0]!, 'like')).status).toBe(404)
  })

  test('gets pictures that were made small and blurred on the server, each once', async () => {
    const me = await aMeeter(site, { level: 2 }) // silver is not enough
    const fans = [await aFan(me), await aFan(me)]
    const { data: { items, blurred } } = await read(me)
    expect(items).toEqual([])
    expect(new Set(blurred).size).toBe(2)
    for (const address of blurred) {
      const { bytes, width, height, exif } = await decoded(address)
      expect([width <= 8, height <= 8, bytes < 400, exif]).toEqual([true, true, true, undefined])
    }
    // Kept beside the photo; looked at again it is the same.
    const kept = await site.parts.db.sql.selectFrom('social_photo').select('blur').where('account_id', '=', fans[1]!.accountId).where('position', '=', 1).executeTakeFirstOrThrow()
    expect([kept.blur, (await read(me)).data.blurred]).toEqual([blurred[0], blurred])
    // Another cover is another picture.
    const ids = (await site.call('GET', 'social/profile', { as: fans[1]! })).data.photos.map(({ id }: { id: number }) => id)
    await site.call('PUT', 'social/photos/order', { as: fans[1]!, body: { ids: ids.reverse() } })
    const after = (await read(me)).data.blurred
    expect([after[0] === blurred[0], after[1]]).toEqual([false, blurred[1]])
  })

  test('sees six blurred pictures at most, and counts to a hundred', async () => {
    const me = await aMeeter(site)
    const seven = await likedBy(me, 7)
    await site.parts.db.sql.updateTable('social_photo').set({ blur: BLUR }).where('account_id', 'in', seven.map(({ accountId }) => accountId)).execute()
    expect((await read(me)).data).toMatchObject({ count: 7, items: [], blurred: [BLUR, BLUR, BLUR, BLUR, BLUR, BLUR] })
    const busy = await aMeeter(site, { level: 3 })
    await likedBy(busy, 130)
    expect([(await read(busy, { limit: 1 })).data.count, (await site.call('GET', 'social/profile', { as: busy })).data.likes]).toEqual([100, 100])
  })
})

describe('a member', () => {
  test('sees who likes them, the latest first, with when', async () => {
    const me = await aMeeter(site, { level: 3 })
    const began = site.clock.now()
    const [first, second] = [await aFan(me, 'like', { name: '先来的' }), await aFan(me, 'superlike', { name: '后来的' })]
    const passer = await aMeeter(site)
    await showTo(site, passer, me)
    await swipeAs(site, passer, me, 'pass')
    const { data } = await read(me)
    expect(data).toMatchObject({ count: 2, blurred: [], next: null })
    expect(data.items).toHaveLength(2)
    expect(data.items).toMatchObject([{ id: second.meetId, name: '后来的', superLikedMe: true, likedAt: new Date(began.getTime() + 1000).toISOString() }, { id: first.meetId, name: '先来的', superLikedMe: false, likedAt: began.toISOString() }])
    expect(data.items[0].photos).toHaveLength(2)
    // Answered, they are no fans any more.
    expect((await swipeAs(site, me, first, 'like')).data.matched).toBe(true)
    expect((await swipeAs(site, me, second, 'pass')).status).toBe(200)
    expect((await read(me)).data).toMatchObject({ count: 0, items: [] })
  })

  test('reads on from page to page without a gap or anybody twice, while new ones arrive and others are answered', async () => {
    const me = await aMeeter(site, { level: 3 })
    const old = await likedBy(me, 25)
    const seen: string[] = []
    let [after, answered] = [undefined as string | undefined, 0]
    const fresh: string[] = []
    for (let page = 0; page === 0 || after; page++) {
      const answer = await read(me, { limit: 7, after })
      seen.push(...idsIn(answer))
      after = answer.data.next
      fresh.push(...(await likedBy(me, 2)).map(({ meetId }) => meetId))
      // The last one of the page is answered: the next page goes on behind them all the same.
      if (after && (await swipeAs(site, me, { meetId: seen.at(-1)! }, 'pass')).status === 200) answered++
    }
    expect(seen).toEqual(old.map(({ meetId }) => meetId))
    expect(answered).toBe(3)
    const { data } = await read(me, { limit: 100 })
    expect([data.count, data.items.length, data.next]).toEqual([25 - 3 + 8, 30, null])
    expect(fresh.every(id => data.items.some((item: { id: string }) => item.id === id))).toBe(true)
  })

  test('reads all of many who liked in the same instant', async () => {
    const me = await aMeeter(site, { level: 3 })
    const people = await likedBy(me, 23, true)
    const seen: string[] = []
    let after: string | undefined
    do {
      const answer = await read(me, { limit: 5, after })
      seen.push(...idsIn(answer))
      after = answer.data.next
    } while (after)
    expect(seen.length).toBe(23)
    expect(new Set(seen)).toEqual(new Set(people.map(({ meetId }) => meetId)))
  })

  test('finds whoever likes them outside what they look for, who may not come as a card', async () => {
    const me = await aMeeter(site, { level: 3, at: { lat: 45, lng: 90 }, ageMax: 25 })
    const [fan] = await likedBy(me, 1)
    expect(await deckOf(site, me)).toEqual([])
    expect(idsIn(await read(me))).toEqual([fan!.meetId])
    expect((await swipeAs(site, me, fan!, 'like')).data.matched).toBe(true)
  })

  test('sees them as long as the membership lasts, to the second', async () => {
    const me = await aMeeter(site, { level: 3 })
    const [fan] = await likedBy(me, 1)
    await site.parts.db.sql.updateTable('social_photo').set({ blur: BLUR }).where('account_id', '=', fan!.accountId).execute()
    await site.parts.db.sql.updateTable('membership_span').set({ ends_at: new Date(site.clock.now().getTime() + 2000) }).where('account_id', '=', me.accountId).execute()
    site.clock.advance(1)
    expect(idsIn(await read(me))).toEqual([fan!.meetId])
    site.clock.advance(1)
    expect((await read(me)).data).toMatchObject({ count: 1, items: [], blurred: [BLUR] })
    expect((await swipeAs(site, me, fan!, 'like')).status).toBe(404)
  })

  test('gets a refusal for a place that is none', async () => {
    const me = await aMeeter(site, { level: 3 })
    await likedBy(me, 3)
    const { next } = (await read(me, { limit: 1 })).data
    for (const after of ['x', '', `${next}x`.slice(3), cursorOf('blocks', [1, me.meetId]), cursorOf('fans', [1]), cursorOf('fans', [1, 'x']), cursorOf('fans', ['1', me.meetId]), cursorOf('fans', [-1, me.meetId]), cursorOf('fans', [1.5, me.meetId])]) expect([after, (await read(me, { after })).status]).toEqual([after, 400])
    for (const query of [{ limit: 0 }, { limit: 101 }, { limit: 'x' }, { page: 2 }]) expect([query, (await read(me, query)).status]).toEqual([query, 400])
    // One that is made up well is no secret door, nor does it break anything.
    expect((await read(me, { after: cursorOf('fans', [Number.MAX_SAFE_INTEGER, me.meetId]) })).status).toBe(200)
    expect((await read(me, { after: cursorOf('fans', [0, '0190a6b8-0000-7000-8000-000000000000']) })).data.items).toEqual([])
  })
})
