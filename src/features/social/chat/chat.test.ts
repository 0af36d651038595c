import type { TestMeeter } from '../social.fixture.ts'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { smallestVariant } from '../../../core/media/index.ts'
import { connect } from '../../../core/realtime/sockets.fixture.ts'
import { hashOf } from '../profile/photos.ts'
import { aMatch, aMeeter } from '../social.fixture.ts'
import { chatExport } from './export.ts'
import { forgetChatsOf } from './store-export.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

const send = (me: TestMeeter, match: string, body: object) => site.call('POST', `social/matches/${match}/messages`, { as: me, body })
const say = (me: TestMeeter, match: string, text: string) => send(me, match, { clientId: randomUUID(), text })
const read = async (me: TestMeeter, match: string, query = {}) => (await site.call('GET', `social/matches/${match}/messages`, { as: me, query })).data
const readUpTo = async (me: TestMeeter, match: string, seq: number) => (await site.call('PUT', `social/matches/${match}/read`, { as: me, body: { seq } })).data.readSeq
const progress = async (me: TestMeeter, match: string) => {
  const { data: { lastSeq, readSeq, other } } = await site.call('GET', `social/matches/${match}`, { as: me })
  return [lastSeq, readSeq, other.deliveredSeq, other.readSeq]
}
async function aPair() {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  return { anna, ben, id: await aMatch(site, anna, ben) }
}

const BOUNDARY = 'x'
const plain = () => sharp({ create: { width: 400, height: 300, channels: 3, background: { r: 200, g: 90, b: 40 } } })
async function upload(me: TestMeeter, match: string, picture = plain()) {
  const image = await picture.withExif({ IFD0: { Copyright: 'secret place' } }).jpeg().toBuffer()
  const payload = Buffer.concat([Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="image"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`), image, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
  return site.call('POST', `social/matches/${match}/pictures`, { as: me, payload, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } })
}

test('what one writes the other reads, in order; the sender knows their own by its name', async () => {
  const { anna, ben, id } = await aPair()
  const clientId = randomUUID()
  const first = await send(anna, id, { clientId, text: '  你好 👋🏽\r\n在吗\t？ ' })
  expect([first.status, first.data]).toEqual([201, { seq: 1, mine: true, clientId, text: '你好 👋🏽\n在吗\t？', picture: null, at: '2027-03-01T06:00:00.000Z' }])
  await say(ben, id, '在')
  expect((await read(ben, id)).items).toEqual([{ ...first.data, mine: false, clientId: null }, { seq: 2, mine: true, clientId: expect.any(String), text: '在', picture: null, at: expect.any(String) }])
  expect((await read(anna, id)).items.map((item: { mine: boolean }) => item.mine)).toEqual([true, false])
})

test('the same message again is the first one and is told once; another under its name is refused', async () => {
  const { anna, ben, id } = await aPair()
  const page = await connect(site, { as: ben })
  const clientId = randomUUID()
  const first = await send(anna, id, { clientId, text: '你好' })
  const again = await send(anna, id, { clientId, text: ' 你好\n' })
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.data).toEqual(first.data)
  expect(await send(anna, id, { clientId, text: '你好！' })).toMatchObject({ status: 409, error: 'social.message_changed' })
  const { data: picture } = await upload(anna, id)
  expect(await send(anna, id, { clientId, image: picture.id })).toMatchObject({ status: 409, error: 'social.message_changed' })
  // The name is the sender's own: of the other it means another message.
  expect((await send(ben, id, { clientId, text: '你好呀' })).data.seq).toBe(2)
  await expect.poll(() => page.frames.filter(({ topic }) => topic === 'social.message')).toEqual([{ topic: 'social.message', id, seq: 1 }, { topic: 'social.message', id, seq: 2 }])
  page.socket.terminate()
})

test('a text has something to see, at most 2000 characters and no control characters', async () => {
  const { anna, id } = await aPair()
  const refusals: [string, string][] = [['', 'empty_message'], [' \n\t ', 'empty_message'], ['\u200B\u200D\u3164\uFEFF', 'empty_message'], ['字'.repeat(2001), 'bad_message'], ['a\u0007b', 'bad_message'], ['a\u001B[31m', 'bad_message'], ['a\u202Eb', 'bad_message'], ['a\u0085b', 'bad_message']]
  for (const [text, error] of refusals) expect([text.slice(0, 9), (await say(anna, id, text)).error]).toEqual([text.slice(0, 9), `social.${error}`])
  for (const text of ['👩‍👩‍👧‍👦', `${'🏠'.repeat(1999)}x`, '<script>alert(1)</script>', 'مرحبا']) expect((await say(anna, id, text)).data.text).toBe(text)
  expect((await read(anna, id)).lastSeq).toBe(4)
})

test('a shape that is none is refused with a 400', async () => {
  const { anna, id } = await aPair()
  const clientId = randomUUID()
  for (const body of [{ text: 'x' }, { clientId }, { clientId: 'x', text: 'x' }, { clientId: `urn:uuid:${clientId}`, text: 'x' }, { clientId, text: 1 }, { clientId, text: 'x', image: 'a'.repeat(32) }, { clientId, image: '../x' }, { clientId, text: 'x', seq: 9 }]) expect([body, (await send(anna, id, body)).status]).toEqual([body, 400])
  for (const query of [{ afterSeq: -1 }, { afterSeq: 'x' }, { afterSeq: 2 ** 31 }, { afterSeq: 1, beforeSeq: 2 }, { limit: 101 }, { limit: 0 }]) expect([query, (await site.call('GET', `social/matches/${id}/messages`, { as: anna, query })).status]).toEqual([query, 400])
  for (const body of [{}, { seq: -1 }, { seq: 1.5 }, { seq: '1' }, { seq: 2 ** 31 }]) expect([body, (await site.call('PUT', `social/matches/${id}/read`, { as: anna, body })).status]).toEqual([body, 400])
})

test('history comes in pages, backwards from any number and forwards from any', async () => {
  const { anna, ben, id } = await aPair()
  for (let n = 1; n <= 7; n++) await say(n % 2 ? anna : ben, id, `${n}`)
  const seqs = async (query: object) => {
    const { items, more } = await read(anna, id, query)
    return [items.map((item: { seq: number }) => item.seq), more]
  }
  expect(await seqs({ limit: 3 })).toEqual([[5, 6, 7], true])
  expect(await seqs({ limit: 3, beforeSeq: 5 })).toEqual([[2, 3, 4], true])
  expect(await seqs({ limit: 3, beforeSeq: 2 })).toEqual([[1], false])
  expect(await seqs({ limit: 3, afterSeq: 0 })).toEqual([[1, 2, 3], true])
  expect(await seqs({ limit: 3, afterSeq: 4 })).toEqual([[5, 6, 7], false])
  expect(await seqs({ afterSeq: 7 })).toEqual([[], false])
})

test('fetched is delivered, read is said; neither ever falls or goes beyond the last message', async () => {
  const { anna, ben, id } = await aPair()
  for (let n = 1; n <= 5; n++) await say(anna, id, `${n}`)
  expect(await progress(anna, id)).toEqual([5, 5, 0, 0])
  await read(ben, id, { afterSeq: 0, limit: 3 })
  expect(await progress(anna, id)).toEqual([5, 5, 3, 0])
  await read(ben, id, { beforeSeq: 2 })
  expect(await progress(anna, id)).toEqual([5, 5, 3, 0])
  expect(await readUpTo(ben, id, 4)).toBe(4)
  expect(await progress(anna, id)).toEqual([5, 5, 4, 4])
  expect(await readUpTo(ben, id, 2)).toBe(4)
  expect(await readUpTo(ben, id, 2_000_000_000)).toBe(5)
  expect(await readUpTo(ben, id, 0)).toBe(5)
  expect(await progress(anna, id)).toEqual([5, 5, 5, 5])
})

test('who answers without having read keeps what is unread', async () => {
  const { anna, ben, id } = await aPair()
  await say(anna, id, '1')
  await say(ben, id, '2')
  expect((await progress(ben, id)).slice(0, 2)).toEqual([2, 0])
  expect((await site.call('GET', 'inbox/unread', { as: ben })).data.conversations).toBe(1)
  await readUpTo(ben, id, 2)
  await say(ben, id, '3')
  expect((await progress(ben, id)).slice(0, 2)).toEqual([3, 3])
})

test('a picture that staff have banned can not be sent, in whatever size', async () => {
  const { anna, id } = await aPair()
  const drawing = () => sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="700"><rect width="900" height="700" fill="#fff"/><circle cx="300" cy="200" r="180" fill="#246"/><path d="M500 650 L880 650 L700 90 Z" fill="#c52"/></svg>'))
  const { data: picture } = await upload(anna, id, drawing())
  await site.parts.db.sql.insertInto('social_banned_photo').values({ phash: sql`${await hashOf(await smallestVariant(site.parts, picture.id))}::bit(64)`, picture_id: picture.id, reason: '不是真人', banned_at: site.clock.now() }).execute()
  expect(await upload(anna, id, drawing().resize(450))).toMatchObject({ status: 422, error: 'social.photo_banned', details: { field: 'image' } })
  expect((await upload(anna, id)).status).toBe(201)
})

test('a picture is sent by whoever uploaded it, where they uploaded it, and carries nothing of the camera', async () => {
  const { anna, ben, id } = await aPair()
  const cora = await aMeeter(site)
  const elsewhere = await aMatch(site, anna, cora)
  const { status, data: picture } = await upload(anna, id)
  expect([status, picture]).toMatchObject([201, { width: 400, height: 300 }])
  expect((await site.call('GET', picture.urls[640])).raw.body).not.toContain('secret place')
  for (const [me, match] of [[ben, id], [anna, elsewhere], [cora, elsewhere]] as const) expect(await send(me, match, { clientId: randomUUID(), image: picture.id })).toMatchObject({ status: 422, error: 'social.unknown_picture' })
  const clientId = randomUUID()
  const sent = await send(anna, id, { clientId, image: picture.id })
  expect([sent.status, sent.data]).toEqual([201, { seq: 1, mine: true, clientId, text: null, picture, at: expect.any(String) }])
  expect((await send(anna, id, { clientId, image: picture.id })).data).toEqual(sent.data)
  expect((await read(ben, id)).items[0].picture).toEqual(picture)
  expect((await site.call('GET', 'social/matches', { as: ben })).data.items[0].last).toMatchObject({ text: null, picture: true })
  expect((await site.call('GET', 'inbox', { as: ben })).data.conversations.items[0].preview).toBe('📷')
})

test('nobody uploads to a match of others or one that is over, nor what is no picture', async () => {
  const { anna, ben, id } = await aPair()
  const eve = await aMeeter(site)
  expect((await upload(eve, id)).status).toBe(404)
  expect((await upload(anna, randomUUID())).status).toBe(404)
  const payload = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="image"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\nno picture\r\n--${BOUNDARY}--\r\n`
  expect((await site.call('POST', `social/matches/${id}/pictures`, { as: anna, payload, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } })).status).toBe(415)
  await site.call('DELETE', `social/matches/${id}`, { as: ben })
  expect(await upload(anna, id)).toMatchObject({ status: 403, error: 'social.match_over' })
})

test('typing is told to the other and nobody else, while the match lasts', async () => {
  const { anna, ben, id } = await aPair()
  const eve = await aMeeter(site)
  const [from, stranger, to] = [await connect(site, { as: anna }), await connect(site, { as: eve }), await connect(site, { as: ben })]
  const typing = () => to.frames.filter(({ topic }) => topic === 'social.typing')
  for (const data of [{}, { id: 7 }, { id: 'x' }, { id: randomUUID() }]) from.send({ ...data, topic: 'social.typing' })
  stranger.send({ topic: 'social.typing', id })
  from.send({ topic: 'social.typing', id })
  await expect.poll(typing).toEqual([{ topic: 'social.typing', id }])
  expect(from.frames.filter(({ topic }) => topic)).toEqual([])
  await site.call('DELETE', `social/matches/${id}`, { as: ben })
  from.send({ topic: 'social.typing', id })
  await say(ben, await aMatch(site, ben, eve), 'marks the end')
  await expect.poll(() => to.frames.some(({ topic }) => topic === 'social.message')).toBe(true)
  expect(typing()).toHaveLength(1)
  for (const { socket } of [from, stranger, to]) socket.terminate()
})

test('devices hear of messages and of how far the other has read, each once', async () => {
  const { anna, ben, id } = await aPair()
  const [hers, his] = [await connect(site, { as: anna }), await connect(site, { as: ben })]
  const topics = ({ frames }: typeof hers) => frames.flatMap(({ topic }) => topic ?? [])
  await say(anna, id, 'hi')
  await expect.poll(() => topics(his)).toEqual(['social.message', 'inbox'])
  await expect.poll(() => topics(hers)).toEqual(['social.message'])
  await read(ben, id)
  await read(ben, id)
  await expect.poll(() => topics(hers)).toEqual(['social.message', 'social.read'])
  await readUpTo(ben, id, 1)
  await readUpTo(ben, id, 1)
  await say(ben, id, 'yes')
  await expect.poll(() => topics(hers)).toEqual(['social.message', 'social.read', 'social.read', 'social.message', 'inbox'])
  await expect.poll(() => topics(his)).toEqual(['social.message', 'inbox', 'social.read', 'inbox', 'social.message'])
  for (const { socket } of [hers, his]) socket.terminate()
})

test('a device that is not open is told neutrally, and who is not there any more has no time that goes back', async () => {
  const { anna, ben, id } = await aPair()
  await site.parts.db.sql.insertInto('push_subscription').values({ account_id: ben.accountId, session_id: (await site.parts.db.sql.selectFrom('session').select('id').where('account_id', '=', ben.accountId).executeTakeFirstOrThrow()).id, endpoint: 'https://push.example/1', p256dh: 'x', auth: 'x', created_at: site.clock.now() } as never).execute()
  const added: [string, object][] = []
  const { add } = site.parts.jobs
  site.parts.jobs.add = async (_, name, data) => { added.push([name, data]) }
  const { status } = await say(anna, id, 'geheim')
  site.parts.jobs.add = add
  expect(status).toBe(201)
  expect(added).toEqual([['realtime.push', { subscriptionId: expect.any(Number), kind: 'message', path: `/meet/chats/${id}`, tag: `match-${id}` }]])
  site.clock.advance(-30)
  expect((await say(anna, id, 'later')).data.at).toBe((await read(anna, id)).items[0].at)
  site.clock.advance(30)
})

test('messages keep somebody active', async () => {
  const { anna, id } = await aPair()
  site.clock.advance(7200)
  await say(anna, id, 'hi')
  const seen = await site.parts.db.sql.selectFrom('social_profile').select('active_at').where('account_id', '=', anna.accountId).executeTakeFirstOrThrow()
  expect(seen.active_at).toEqual(site.clock.now())
})

test('who leaves takes their words and pictures along, and gets a copy of them before; the words of others stay theirs', async () => {
  const { anna, ben, id } = await aPair()
  await say(anna, id, '我的话')
  await say(ben, id, '他的话')
  const { data: picture } = await upload(anna, id)
  await send(anna, id, { clientId: randomUUID(), image: picture.id })
  const copyOf = (me: TestMeeter) => chatExport(site.parts.db.sql, me.accountId)
  expect(await copyOf(anna)).toMatchObject({ matches: [{ over: false }], sentMessages: [{ seq: 1, text: '我的话' }, { seq: 3, text: null, picture: picture.id }], chatPictures: [{ picture: picture.id }] })
  expect(JSON.stringify(await copyOf(anna))).not.toContain('他的话')
  await site.parts.db.tx(tx => forgetChatsOf(tx, anna.accountId, site.clock.now()))
  expect(await copyOf(anna)).toMatchObject({ matches: [{ over: true }], sentMessages: [], chatPictures: [] })
  expect(await copyOf(ben)).toMatchObject({ matches: [{ over: true }], sentMessages: [{ text: '他的话' }] })
  expect((await say(ben, id, '还在吗')).error).toBe('social.match_over')
})
