import type { TestPerson } from '../../../../test/people.ts'
import type { MyPhoto } from './contract.ts'
import { describe, expect, test } from 'vitest'
import sharp from 'sharp'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { aMeeter, deckOf } from '../social.fixture.ts'
import { aScene, uploadPhoto } from './photos.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
/** Where staff look at photos before others see them. */
const careful = withApp({ env: { SOCIAL_PHOTO_REVIEW: 'before' } })

let scenes = 0
const aPhoto = () => aScene(++scenes, 300, 400).jpeg().toBuffer()
const upload = async (me: TestPerson, file?: Buffer) => uploadPhoto(site, me, file ?? await aPhoto())
const remove = (me: TestPerson, id: number) => site.call('DELETE', `social/photos/${id}`, { as: me })
const sort = (me: TestPerson, ids: unknown[]) => site.call('PUT', 'social/photos/order', { as: me, body: { ids } })
const profile = async (me: TestPerson) => (await site.call('GET', 'social/profile', { as: me })).data
const idsOf = async (me: TestPerson): Promise<number[]> => (await profile(me)).photos.map(({ id }: MyPhoto) => id)
const positions = async (me: TestPerson) => (await site.parts.db.sql.selectFrom('social_photo').select('position').where('account_id', '=', me.accountId).orderBy('position').execute()).map(({ position }) => position)
const filesOf = ({ picture }: MyPhoto) => Promise.all(Object.values(picture.urls).map(async url => (await site.app.inject(url)).rawPayload))

describe('an album', () => {
  test('has room for nine photos; the tenth is refused and leaves the nine as they are', async () => {
    const me = await aMeeter(site, { photos: 7 })
    for (const count of [8, 9]) expect((await upload(me)).data.photos).toHaveLength(count)
    expect(await upload(me)).toMatchObject({ status: 422, error: 'social.photos_full', details: { field: 'image', most: 9 } })
    expect(await positions(me)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('has no more than nine when two arrive for the last place at the same moment', async () => {
    const me = await aMeeter(site, { photos: 8 })
    const files = await Promise.all([aPhoto(), aPhoto(), aPhoto()])
    const answers = await Promise.all(files.map(file => upload(me, file)))
    expect(answers.map(({ status, error }) => error ?? status).sort()).toEqual([201, 'social.photos_full', 'social.photos_full'])
    expect(await positions(me)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('has a photo once, also when it is sent twice at the same moment; somebody else may have it too', async () => {
    const [me, other] = [await aPerson(site), await aPerson(site)]
    const file = await aPhoto()
    expect((await Promise.all([upload(me, file), upload(me, file)])).map(({ status, error }) => error ?? status).sort()).toEqual([201, 'social.photo_twice'])
    expect((await upload(me, file)).status).toBe(409)
    expect(await positions(me)).toEqual([1])
    expect((await upload(other, file)).status).toBe(201)
  })

  test('is put in order by naming all of it; the first is what cards show first', async () => {
    const [me, viewer] = [await aMeeter(site, { photos: 4 }), await aMeeter(site)]
    const other = await aMeeter(site)
    const [first, second, third, fourth] = await idsOf(me) as [number, number, number, number]
    expect((await sort(me, [third, first, fourth, second])).data.photos.map(({ id }: MyPhoto) => id)).toEqual([third, first, fourth, second])
    expect(await idsOf(me)).toEqual([third, first, fourth, second])
    const [foreign] = await idsOf(other)
    for (const ids of [[third, first, fourth], [third, first, fourth, second, foreign], [third, first, fourth, foreign], [third, first, fourth, 999_999]]) expect([ids, await sort(me, ids)]).toMatchObject([ids, { status: 409, error: 'social.order_differs' }])
    for (const ids of [[], [third, third, first, fourth], ['x'], [0], [1.5], [1e300], Array.from({ length: 10 }, (_, i) => i + 1)]) expect([ids, (await sort(me, ids)).status]).toEqual([ids, 400])
    expect(await idsOf(me)).toEqual([third, first, fourth, second])
    const cover = (await profile(me)).photos[0].picture
    const { data: { items } } = await site.call('GET', 'social/deck', { as: viewer })
    expect(items.find(({ id }: { id: string }) => id === me.meetId).photos[0]).toEqual(cover)
  })

  test('is one’s own: nobody takes a photo of somebody else away', async () => {
    const [me, other] = [await aMeeter(site, { photos: 3 }), await aMeeter(site, { photos: 3 })]
    const before = await idsOf(other)
    for (const id of [before[1]!, 999_999]) expect(await remove(me, id)).toMatchObject({ status: 404, error: 'kit.not_found' })
    expect((await remove(me, 2 ** 53)).status).toBe(400)
    expect([await idsOf(other), (await idsOf(me)).length]).toEqual([before, 3])
    expect((await site.call('DELETE', `social/photos/${before[0]}`)).status).toBe(401)
  })

  test('with fewer than two photos hides somebody at once, and shows them again with the second', async () => {
    const at = { lat: 27, lng: 105 }
    const [me, viewer] = [await aMeeter(site, { at, photos: 3 }), await aMeeter(site, { at })]
    const [first, second, third] = await idsOf(me)
    expect((await remove(me, first!)).data.photos.map(({ id }: MyPhoto) => id)).toEqual([second, third])
    expect([await positions(me), await deckOf(site, viewer), (await profile(me)).visible]).toEqual([[1, 2], [me.meetId], true])
    expect((await remove(me, third!)).status).toBe(200)
    expect([await positions(me), await deckOf(site, viewer)]).toEqual([[1], []])
    expect(await profile(me)).toMatchObject({ visible: false, missing: ['photos'] })
    expect((await site.call('GET', 'social/deck', { as: me })).error).toBe('social.profile_needed')
    expect((await remove(me, third!)).status).toBe(404)
    await upload(me)
    site.clock.advance(61)
    expect([await positions(me), await deckOf(site, viewer)]).toEqual([[1, 2], [me.meetId]])
  })
})

describe('a photo', () => {
  test('is cut upright, and carries nothing of the camera and the place', async () => {
    const me = await aPerson(site)
    const taken = await aScene(++scenes, 1600, 1200).jpeg().withExif({ IFD0: { Make: 'Secret Camera' }, IFD3: { GPSLatitude: '31/1 51/1 0/1' } }).withMetadata({ orientation: 6 }).toBuffer()
    expect(taken.includes('Secret Camera')).toBe(true)
    const { data: { photos: [photo] } } = await upload(me, taken)
    expect(photo).toMatchObject({ picture: { width: 960, height: 1280 }, state: 'pending', reason: null })
    for (const file of await filesOf(photo)) {
      const { width, height, exif, orientation, xmp, icc } = await sharp(file).metadata()
      expect(Math.abs(height - width / 0.75)).toBeLessThanOrEqual(1)
      expect([exif, orientation, xmp, icc]).toEqual([undefined, undefined, undefined, undefined])
      expect(file.includes('Secret Camera')).toBe(false)
    }
  })

  test('is a picture, whatever its name says', async () => {
    const me = await aPerson(site)
    for (const file of [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), Buffer.from([0xFF, 0xD8, 0xFF, 0, 1, 2, 3]), Buffer.alloc(0)]) expect((await upload(me, file)).error).toBe('media.not_a_picture')
    expect((await site.call('POST', 'social/photos', { as: me, body: { image: 'x' } })).status).toBeGreaterThanOrEqual(400)
    expect((await profile(me)).photos).toEqual([])
  })

  test('waits for staff where the site is set so: nobody sees it or its owner before', async () => {
    const at = { lat: 27, lng: 105 }
    const [me, viewer, staff] = [await aMeeter(careful, { at, photos: 0 }), await aMeeter(careful, { at }), await aStaff(careful, ['social.photos'])]
    for (let n = 0; n < 3; n++) expect((await uploadPhoto(careful, me, await aPhoto())).status).toBe(201)
    const mine = async () => (await careful.call('GET', 'social/profile', { as: me })).data
    const shown = async () => (await careful.call('GET', 'social/deck', { as: viewer })).data.items.map(({ photos }: { photos: { id: string }[] }) => photos.map(({ id }) => id))
    const [first, second, third] = (await mine()).photos as [MyPhoto, MyPhoto, MyPhoto]
    const judge = (photo: MyPhoto, state: string) => careful.call('PUT', `console/social/photos/${photo.id}/state`, { as: staff, body: { state, seen: 'pending', reason: '看不清' } })
    expect([(await mine()).missing, await shown()]).toEqual([['photos'], []])
    await judge(third, 'approved')
    await judge(first, 'rejected')
    careful.clock.advance(61)
    expect([(await mine()).missing, await shown()]).toEqual([['photos'], []])
    await judge(second, 'approved')
    careful.clock.advance(61)
    expect([(await mine()).visible, await shown()]).toEqual([true, [[second.picture.id, third.picture.id]]])
  })
})

describe('a picture that staff have banned', () => {
  /** Somebody uploads it, staff ban it. */
  async function ban(file: Buffer): Promise<MyPhoto> {
    const [thief, staff] = [await aPerson(site), await aStaff(site, ['social.photos'])]
    const { data: { photos: [photo] } } = await upload(thief, file)
    expect((await site.call('PUT', `console/social/photos/${photo.id}/state`, { as: staff, body: { state: 'rejected', seen: 'pending', reason: '盗用他人照片', ban: true } })).status).toBe(200)
    return photo
  }

  test('does not come back in any size or quality, nor as the site itself shows it', async () => {
    const original = aScene(++scenes, 1280, 960)
    const photo = await ban(await original.clone().jpeg().toBuffer())
    const copies = [
      await original.clone().jpeg({ quality: 40 }).toBuffer(),
      await original.clone().resize(400).webp({ quality: 60 }).toBuffer(),
      await original.clone().resize(2000).png().toBuffer(),
      ...await filesOf(photo),
    ]
    const other = await aPerson(site)
    for (const [i, copy] of copies.entries()) expect([i, await upload(other, copy)]).toMatchObject([i, { status: 422, error: 'social.photo_banned' }])
    expect((await profile(other)).photos).toEqual([])
  })

  test('does not come back by being turned as phones turn pictures', async () => {
    const original = aScene(++scenes, 1200, 900)
    await ban(await original.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer())
    const upright = await original.clone().rotate(90).jpeg().toBuffer()
    expect((await upload(await aPerson(site), upright)).error).toBe('social.photo_banned')
  })

  test('keeps no other picture out', async () => {
    await ban(await aPhoto())
    const other = await aPerson(site)
    for (let n = 0; n < 5; n++) expect((await upload(other)).status).toBe(201)
  })
})
