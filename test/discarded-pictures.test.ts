import type { TestPerson } from './people.ts'
import { Buffer } from 'node:buffer'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { mediaFolder } from '../src/core/media/index.ts'
import { removeDiscarded } from '../src/core/media/discard.ts'
import { aProduct } from '../src/features/mall/mall.fixture.ts'
import { anArrivedOrder } from '../src/features/mall/orders/orders.fixture.ts'
import { aMatch, aMeeter } from '../src/features/social/social.fixture.ts'
import { withApp } from './app.ts'
import { aPerson } from './people.ts'
import { aStaff } from './staff.ts'

// What somebody takes away, or leaves behind, is gone from the disk as well, unless something shows it still.

const site = withApp()
const DAY = 86_400
let colour = 0

/** A picture nobody else has. */
const aPicture = () => sharp({ create: { width: 960, height: 1280, channels: 3, background: { r: ++colour, g: 80, b: 160 } } }).png().toBuffer()

async function send(person: TestPerson, method: 'POST' | 'PUT', url: string, picture: Buffer): Promise<any> {
  const payload = Buffer.concat([Buffer.from('--x\r\ncontent-disposition: form-data; name="image"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n'), picture, Buffer.from('\r\n--x--\r\n')])
  const { status, data } = await site.call(method, url, { as: person, payload, headers: { 'content-type': 'multipart/form-data; boundary=x' } })
  expect(status).toBeLessThan(300)
  return data
}

/** Whether a picture is on the disk, whatever its size. */
const isThere = ({ id }: { id: string }) => [320, 640, 960].map(width => existsSync(join(mediaFolder(site.parts.config.dataDir), id.slice(0, 2), `${id}-${width}.webp`)))
const THERE = [true, true, true]
const GONE = [false, false, false]
const avatarOf = async (person: TestPerson, picture: Buffer) => (await send(person, 'PUT', 'users/me/avatar', picture)).avatar as { id: string }

/** The account ends, after its days of grace. */
async function leave(person: TestPerson): Promise<void> {
  await site.parts.db.tx(async (tx) => {
    for (const module of site.parts.modules) await module.onAccountDeleted?.(site.parts, tx, person.accountId)
  })
  await removeDiscarded(site.parts)
}

test('a new avatar takes the old one off the disk; the same one again stays', async () => {
  const anna = await aPerson(site)
  const [one, two] = [await aPicture(), await aPicture()]
  const old = await avatarOf(anna, one)
  await avatarOf(anna, one)
  await removeDiscarded(site.parts)
  expect(isThere(old)).toEqual(THERE)
  const current = await avatarOf(anna, two)
  expect(isThere(old)).toEqual(THERE)
  await removeDiscarded(site.parts)
  expect([isThere(old), isThere(current)]).toEqual([GONE, THERE])
  expect(await site.parts.db.sql.selectFrom('picture').select('id').where('id', '=', old.id).execute()).toEqual([])
  const again = await avatarOf(anna, one)
  await removeDiscarded(site.parts)
  expect([again.id, isThere(again)]).toEqual([old.id, THERE])
})

test('a picture that two people show stays until the second takes it away too', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  const picture = await aPicture()
  const shown = await avatarOf(anna, picture)
  await avatarOf(ben, picture)
  await avatarOf(anna, await aPicture())
  await removeDiscarded(site.parts)
  expect(isThere(shown)).toEqual(THERE)
  await avatarOf(ben, await aPicture())
  await removeDiscarded(site.parts)
  expect(isThere(shown)).toEqual(GONE)
})

test('a photo that was taken out of a profile is gone from the disk after 90 days, in which staff may need it', async () => {
  const anna = await aMeeter(site, { photos: 2 })
  const photo = (await send(anna, 'POST', 'social/photos', await aPicture())).photos.at(-1)
  expect((await site.call('DELETE', `social/photos/${photo.id}`, { as: anna })).status).toBe(200)
  site.clock.advance(90 * DAY - 1)
  await removeDiscarded(site.parts)
  expect(isThere(photo.picture)).toEqual(THERE)
  site.clock.advance(1)
  await removeDiscarded(site.parts)
  expect(isThere(photo.picture)).toEqual(GONE)
})

test('of who leaves, photos of the profile and of chats are gone; what a review shows stays', async () => {
  const staff = await aStaff(site, ['mall.orders'])
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  const photo = (await send(anna, 'POST', 'social/photos', await aPicture())).photos.at(-1).picture
  const matchId = await aMatch(site, anna, ben)
  const [sent, unsent, answered] = [await send(anna, 'POST', `social/matches/${matchId}/pictures`, await aPicture()), await send(anna, 'POST', `social/matches/${matchId}/pictures`, await aPicture()), await send(ben, 'POST', `social/matches/${matchId}/pictures`, await aPicture())]
  for (const [who, picture, n] of [[anna, sent, 1], [ben, answered, 2]] as const) {
    expect((await site.call('POST', `social/matches/${matchId}/messages`, { as: who, body: { clientId: `01a6b8c0-0000-4000-8000-00000000000${n}`, image: picture.id } })).status).toBe(201)
  }
  const [reviewed, left] = [await send(anna, 'POST', 'mall/review-images', await aPicture()), await send(anna, 'POST', 'mall/review-images', await aPicture())]
  const order = await anArrivedOrder(site, anna, staff, { lines: [{ skuId: (await aProduct(site)).skuId, count: 1 }] })
  expect((await site.call('POST', `mall/orders/${order.no}/items/${order.itemIds[0]}/reviews`, { as: anna, body: { score: 5, text: '有图有真相', images: [reviewed.id] } })).status).toBe(201)

  await leave(anna)
  expect([photo, sent, unsent, left].map(isThere)).toEqual([GONE, GONE, GONE, GONE])
  expect([answered, reviewed].map(isThere)).toEqual([THERE, THERE])
})
