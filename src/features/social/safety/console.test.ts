import type { TestStaff } from '../../../../test/staff.ts'
import type { TestMeeter } from '../social.fixture.ts'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson, messagesTo } from '../../../../test/people.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aMatch, aMeeter, deckOf, showTo } from '../social.fixture.ts'
import { endBans } from './bans.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const DAY = 86_400
let staff: TestStaff
beforeAll(async () => { staff = await aStaff(site, ['*']) })

const ask = (path: string, query: Record<string, string | number> = {}) => site.call('GET', `console/social/${path}`, { as: staff, query })
const put = (path: string, body: object) => site.call('PUT', `console/social/${path}`, { as: staff, body })
const del = (path: string, body: object) => site.call('DELETE', `console/social/${path}`, { as: staff, body })
const inAWhile = (seconds: number) => new Date(site.clock.now().getTime() + seconds * 1000).toISOString()
const noticesOf = async (who: TestMeeter): Promise<string[]> => (await site.call('GET', 'inbox', { as: who })).data.notices.items.map(({ text }: { text: string }) => text)
const profileOf = async (who: TestMeeter) => (await site.call('GET', 'social/profile', { as: who })).data
async function report(me: TestMeeter, other: TestMeeter, reason = 'spam') {
  await showTo(site, me, other)
  return (await site.call('POST', 'social/reports', { as: me, body: { personId: other.meetId, reason, text: '请看一下' } })).data.id as number
}
const photosOf = async (who: TestMeeter) => (await profileOf(who)).photos as { id: number, state: string, reason: string | null }[]

describe('the queue of reports', () => {
  test('has those first whom many different people report who were right before; who seems to be under age before all', async () => {
    const [often, once, young, friend] = [await aMeeter(site), await aMeeter(site), await aMeeter(site), await aMeeter(site)]
    const liars = await Promise.all(Array.from({ length: 3 }, () => aMeeter(site)))
    for (const liar of liars) {
      for (const victim of await Promise.all(Array.from({ length: 4 }, () => aMeeter(site)))) await put(`reports/${await report(liar, victim)}/decision`, { decision: 'dismiss', reason: '没有问题' })
    }
    for (const liar of liars) await report(liar, once)
    for (let n = 0; n < 2; n++) await report(await aMeeter(site), often)
    await report(friend, young, 'minor')
    const { data } = await ask('reports', { limit: 100 })
    const place = (who: TestMeeter) => data.items.findIndex(({ reported }: { reported: { id: string } }) => reported.id === who.meetId)
    expect([place(young), place(often) > place(young), place(once) > place(often)]).toEqual([0, true, true])
    expect(data.items[place(once)]).toMatchObject({ reporters: 3, priority: expect.closeTo(0.6, 5) })
    expect(data.items[place(often)]).toMatchObject({ reporters: 2, priority: 2 })
    expect((await ask('reports', { state: 'dismissed' })).data.items).toHaveLength(12)
    expect((await ask('reports', { person: young.meetId })).data.items).toHaveLength(1)
    expect((await ask('reports', { reason: 'minor' })).data.items).toHaveLength(1)
  })

  test('shows a report with what the reporter saw, both people, and what else was said', async () => {
    const [anna, ben, cora] = [await aMeeter(site), await aMeeter(site, { name: '小本', tags: ['爬山'] }), await aMeeter(site)]
    const matchId = await aMatch(site, anna, ben)
    await site.call('POST', `social/matches/${matchId}/messages`, { as: ben, body: { clientId: randomUUID(), text: '借我五千' } })
    const [first, second] = [await report(anna, ben, 'money'), await report(cora, ben)]
    const { status, data } = await ask(`reports/${first}`)
    expect(status).toBe(200)
    expect(data).toMatchObject({
      reported: { id: ben.meetId, name: '小本' },
      reporter: { id: anna.meetId, record: { open: 1, acted: 0, dismissed: 0 } },
      snapshot: { name: '小本', age: 30, gender: 'female', city: '合肥市', tags: ['爬山'], photos: [{ state: 'approved' }, {}], match: { messages: [{ byReporter: false, text: '借我五千' }] } },
      others: [{ id: second }],
      banned: false,
    })
    expect(JSON.stringify(data)).not.toMatch(/"(?:lat|lng|c5|c6|c7|mobile)"/)
    expect((await ask('reports/999999')).status).toBe(404)
  })
})

describe('deciding a report', () => {
  test('dismissed, only the reporter hears of it', async () => {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site, { name: '阿本' })]
    const id = await report(anna, ben)
    expect((await put(`reports/${id}/decision`, { decision: 'dismiss', reason: '没有违规' })).data).toMatchObject({ state: 'dismissed', decision: 'dismiss', decidedBy: staff.name })
    expect(await noticesOf(ben)).toEqual([])
    expect(await noticesOf(anna)).toEqual([expect.stringContaining('您对阿本的举报已处理：我们看过了，没有发现')])
    expect((await site.call('GET', 'social/reports', { as: anna })).data.items[0]).toMatchObject({ state: 'dismissed', outcome: expect.stringContaining('没有发现') })
    expect(await auditOf(site, `report:${id}`)).toMatchObject([{ staffId: staff.staffId, action: 'social.report.decide', reason: '没有违规' }])
    expect((await put(`reports/${id}/decision`, { decision: 'ban', reason: '改主意' })).error).toBe('social.decided')
  })

  test('a warning is read by the warned, and hides nobody', async () => {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
    await put(`reports/${await report(anna, ben)}/decision`, { decision: 'warn', reason: '请不要群发消息' })
    expect(await profileOf(ben)).toMatchObject({ visible: true, warning: { reason: '请不要群发消息' } })
    expect(await noticesOf(ben)).toEqual([expect.stringContaining('请不要群发消息')])
    expect((await site.call('GET', 'social/reports', { as: anna })).data.items[0]).toMatchObject({ state: 'acted', outcome: expect.not.stringContaining('请不要群发消息') })
  })

  test('photos can be rejected; with too few left nobody is shown them', async () => {
    const [anna, ben, cora] = [await aMeeter(site), await aMeeter(site), await aMeeter(site)]
    const id = await report(anna, ben, 'photos')
    const [first] = await photosOf(ben)
    const others = await photosOf(cora)
    expect((await put(`reports/${id}/decision`, { decision: 'reject_photos', reason: '不是本人' })).error).toBe('social.no_photos_chosen')
    expect((await put(`reports/${id}/decision`, { decision: 'reject_photos', reason: '不是本人', photoIds: [others[0]!.id] })).error).toBe('social.no_photos_chosen')
    expect((await photosOf(cora))[0]!.state).toBe('approved')
    expect((await put(`reports/${id}/decision`, { decision: 'reject_photos', reason: '不是本人', photoIds: [first!.id] })).status).toBe(200)
    expect(await photosOf(ben)).toMatchObject([{ state: 'rejected', reason: '不是本人' }, { state: 'approved' }])
    expect(await profileOf(ben)).toMatchObject({ visible: false, missing: ['photos'] })
    expect(await deckOf(site, cora)).not.toContain(ben.meetId)
  })

  test('a ban closes everything else that is open about them, and every reporter hears of it', async () => {
    const [anna, cora, ben] = [await aMeeter(site), await aMeeter(site), await aMeeter(site)]
    const [first, second] = [await report(anna, ben), await report(cora, ben, 'harassment')]
    expect((await put(`reports/${first}/decision`, { decision: 'ban', reason: '多次骚扰他人', until: inAWhile(7 * DAY) })).status).toBe(200)
    expect((await ask(`reports/${second}`)).data).toMatchObject({ state: 'acted', decision: 'ban', banned: true })
    expect((await profileOf(ben)).ban).toMatchObject({ reason: '多次骚扰他人', until: inAWhile(7 * DAY), appeal: null })
    expect(await noticesOf(ben)).toEqual([expect.stringMatching(/停用至2027年3月8日：多次骚扰他人/)])
    for (const one of [anna, cora]) expect(await noticesOf(one)).toEqual([expect.stringContaining('不能在这里认识别人')])
    expect((await site.call('GET', 'social/deck', { as: ben })).error).toBe('social.banned')
    expect(await messagesTo(site.parts, ben.mobile)).toEqual([]) // never by SMS: others may see the phone
  })

  test('suspending the account takes the permission for it', async () => {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
    const id = await report(anna, ben)
    const body = { decision: 'ban_and_suspend', reason: '诈骗', until: null }
    const reportsOnly = await aStaff(site, ['social.reports'])
    expect(await site.call('PUT', `console/social/reports/${id}/decision`, { as: reportsOnly, body })).toMatchObject({ status: 403, error: 'kit.not_allowed' })
    expect((await site.call('GET', 'users/me', { as: ben })).status).toBe(200)
    expect((await put(`reports/${id}/decision`, body)).status).toBe(200)
    expect((await site.call('GET', 'users/me', { as: ben })).status).toBe(401)
    expect(await auditOf(site, `account:${ben.accountId}`)).toMatchObject([{ action: 'accounts.suspend', reason: '诈骗' }])
    const again = await report(await aMeeter(site), ben)
    expect((await put(`reports/${again}/decision`, body)).error).toBe('social.decided')
  })

  test('needs a reason, an end that lies ahead, and a decision there is', async () => {
    const id = await report(await aMeeter(site), await aMeeter(site))
    for (const body of [{ decision: 'ban' }, { decision: 'ban', reason: '  ' }, { decision: 'praise', reason: 'x' }, { decision: 'ban', reason: 'x', until: 'morgen' }, { decision: 'reject_photos', reason: 'x', photoIds: [] }]) expect((await put(`reports/${id}/decision`, body)).status).toBe(400)
    expect((await put(`reports/${id}/decision`, { decision: 'ban', reason: 'x', until: inAWhile(-1) })).error).toBe('social.bad_until')
    expect((await put('reports/999999/decision', { decision: 'ban', reason: 'x' })).status).toBe(404)
  })
})

describe('a ban', () => {
  const banned = async (until: string | null = null) => {
    const ben = await aMeeter(site)
    expect((await put(`people/${ben.meetId}/ban`, { reason: '虚假资料', until })).status).toBe(200)
    return ben
  }
  const appeal = (who: TestMeeter, text = '资料都是我本人的，请再看一下') => site.call('POST', 'social/appeals', { as: who, body: { text } })
  const openAppeal = async (who: TestMeeter) => (await ask('appeals', { limit: 100 })).data.items.find(({ person }: { person: { id: string } }) => person.id === who.meetId)

  test('can be appealed once; granted, others see them again', async () => {
    const ben = await banned()
    expect((await appeal(ben, '      太短了       ')).error).toBe('social.short_appeal')
    expect((await appeal(ben)).data).toEqual({ state: 'open', answer: null })
    expect((await appeal(ben)).error).toBe('social.appealed')
    const open = await openAppeal(ben)
    expect(open).toMatchObject({ text: '资料都是我本人的，请再看一下', ban: { reason: '虚假资料', until: null } })
    expect((await put(`appeals/${open.id}/decision`, { decision: 'grant', answer: '核实过了，抱歉' })).data).toMatchObject({ state: 'granted', answer: '核实过了，抱歉', ban: { reason: null } })
    expect(await profileOf(ben)).toMatchObject({ visible: true, ban: null })
    expect(await noticesOf(ben)).toEqual(['您的交友资料已恢复。', expect.stringContaining('虚假资料')])
    expect((await put(`appeals/${open.id}/decision`, { decision: 'refuse', answer: '不行' })).error).toBe('social.decided')
    expect((await appeal(ben)).error).toBe('social.not_banned')
  })

  test('stays with an answer when the appeal is refused; another ban may be appealed anew', async () => {
    const ben = await banned()
    await appeal(ben)
    await put(`appeals/${(await openAppeal(ben)).id}/decision`, { decision: 'refuse', answer: '照片不是本人' })
    expect((await profileOf(ben)).ban.appeal).toEqual({ state: 'refused', answer: '照片不是本人' })
    expect((await appeal(ben)).error).toBe('social.appealed')
    site.clock.advance(60)
    await del(`people/${ben.meetId}/ban`, { reason: '已改正' })
    site.clock.advance(60)
    await put(`people/${ben.meetId}/ban`, { reason: '再次违规', until: null })
    expect((await appeal(ben)).status).toBe(201)
    await del(`people/${ben.meetId}/ban`, { reason: '误判' })
    expect(await openAppeal(ben)).toBeUndefined() // what it was about is over
  })

  test('with an end is over at that moment, without anybody doing anything; the sweep puts them back before others', async () => {
    const [ben, viewer] = [await banned(inAWhile(3600)), await aMeeter(site)]
    await appeal(ben)
    site.clock.advance(3599)
    expect((await site.call('GET', 'social/deck', { as: ben })).error).toBe('social.banned')
    expect((await appeal(viewer)).error).toBe('social.not_banned')
    site.clock.advance(1)
    expect((await site.call('GET', 'social/deck', { as: ben })).status).toBe(200)
    expect(await profileOf(ben)).toMatchObject({ ban: null, visible: true })
    await endBans(site.parts)
    expect(await deckOf(site, viewer)).toContain(ben.meetId)
    expect((await noticesOf(ben))[0]).toBe('您的交友资料已恢复。')
    expect(await openAppeal(ben)).toBeUndefined()
    expect((await put(`people/${ben.meetId}/ban`, { reason: '又一次', until: null })).status).toBe(200)
  })

  test('is given once and taken back once, and the audit log says by whom', async () => {
    const ben = await banned()
    expect((await put(`people/${ben.meetId}/ban`, { reason: '再来一次', until: null })).error).toBe('social.decided')
    expect((await del(`people/${ben.meetId}/ban`, { reason: '误判' })).data).toMatchObject({ banned: false, visible: true })
    expect((await del(`people/${ben.meetId}/ban`, { reason: '误判' })).error).toBe('social.decided')
    expect((await auditOf(site, `meeter:${ben.meetId}`)).map(({ action }) => action)).toEqual(['social.unban', 'social.ban'])
    expect((await put(`people/${randomUUID()}/ban`, { reason: 'x', until: null })).status).toBe(404)
  })
})

describe('photos', () => {
  const pending = async (who: TestMeeter) => {
    await site.parts.db.sql.updateTable('social_photo').set({ state: 'pending', judged_at: null, reason: null }).where('account_id', '=', who.accountId).execute()
    return photosOf(who)
  }
  const judge = (id: number, body: object) => put(`photos/${id}/state`, { seen: 'pending', ...body })

  test('wait, the oldest first, and are approved one by one or many at once', async () => {
    const [ben, cora] = [await aMeeter(site), await aMeeter(site)]
    const [mine, hers] = [await pending(ben), await pending(cora)]
    const { data } = await ask('photos')
    expect(data.items.map(({ id }: { id: number }) => id)).toEqual([...mine, ...hers].map(({ id }) => id))
    expect(data.items[0]).toMatchObject({ person: { id: ben.meetId }, position: 1, state: 'pending' })
    expect((await judge(mine[0]!.id, { state: 'approved' })).status).toBe(200)
    expect((await judge(mine[0]!.id, { state: 'approved' })).error).toBe('social.decided')
    const ids = [...mine, ...hers].map(({ id }) => id)
    expect((await site.call('POST', 'console/social/photo-approvals', { as: staff, body: { ids: [...ids, 999_999] } })).data).toEqual({ approved: 3, skipped: 2 })
    expect(await profileOf(cora)).toMatchObject({ visible: true })
    expect((await ask('photos')).data.items).toEqual([])
    expect(await auditOf(site, `photo:${hers[0]!.id}`)).toMatchObject([{ action: 'social.photo.approve' }])
  })

  test('rejected ones are explained to their owner; an approved one can be taken back', async () => {
    const ben = await aMeeter(site)
    const [first, second] = await pending(ben)
    expect((await judge(first!.id, { state: 'rejected' })).error).toBe('social.reason_needed')
    expect((await judge(first!.id, { state: 'rejected', reason: '看不清脸' })).status).toBe(200)
    await judge(second!.id, { state: 'approved' })
    expect((await judge(second!.id, { state: 'rejected', reason: '广告', seen: 'approved' })).status).toBe(200)
    expect(await photosOf(ben)).toMatchObject([{ reason: '看不清脸' }, { reason: '广告' }])
    expect(await noticesOf(ben)).toEqual([expect.stringContaining('广告'), expect.stringContaining('看不清脸')])
    expect((await ask('photos', { state: 'rejected', person: ben.meetId })).data.items).toHaveLength(2)
    expect((await judge(999_999, { state: 'approved' })).status).toBe(404)
  })

  test('a banned picture can’t come back, not saved again or smaller, until it is let', async () => {
    const [ben, cora] = [await aMeeter(site), await aMeeter(site)]
    const scene = Array.from({ length: 12 }, (_, i) => `<rect x="${(i * 173) % 700}" y="${(i * 271) % 1000}" width="${90 + i * 17}" height="${60 + i * 23}" fill="hsl(${i * 31}, 60%, ${20 + i * 5}%)"/>`).join('')
    const image = await sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1066"><rect width="800" height="1066" fill="#d8c8b0"/>${scene}</svg>`)).jpeg().toBuffer()
    const smaller = await sharp(image).resize(600).jpeg({ quality: 70 }).toBuffer()
    const upload = (who: TestMeeter, picture: Buffer) => site.call('POST', 'social/photos', { as: who, headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: Buffer.concat([Buffer.from('--x\r\ncontent-disposition: form-data; name="image"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n'), picture, Buffer.from('\r\n--x--\r\n')]) })
    const { data: { photos } } = await upload(ben, image)
    expect((await judge(photos.at(-1).id, { state: 'rejected', reason: '盗用他人照片', ban: true })).status).toBe(200)
    const list = (await ask('banned-photos')).data.items
    expect(list).toMatchObject([{ id: expect.stringMatching(/^[01]{64}$/), reason: '盗用他人照片', picture: { id: photos.at(-1).picture.id } }])
    expect((await upload(cora, smaller)).error).toBe('social.photo_banned')
    expect((await upload(ben, image)).error).toMatch(/social\.photo_(?:banned|twice)/)
    expect((await del(`banned-photos/${list[0].id}`, { reason: '核实为本人' })).status).toBe(200)
    expect((await del(`banned-photos/${list[0].id}`, { reason: '核实为本人' })).status).toBe(404)
    expect((await upload(cora, smaller)).status).toBe(201)
  })
})

describe('people', () => {
  test('are found by name, id, account, and by what is the matter with them', async () => {
    const ben = await aMeeter(site, { name: '独特的名字' })
    const ids = async (query: Record<string, string | number>) => (await ask('people', query)).data.items.map(({ id }: { id: string }) => id)
    for (const q of ['独特', ben.meetId, String(ben.accountId), ben.id]) expect(await ids({ q })).toEqual([ben.meetId])
    expect(await ids({ q: '特的' })).toEqual([])
    expect(await ids({ q: '%' })).toEqual([])
    await report(await aMeeter(site), ben)
    expect(await ids({ state: 'reported', limit: 100 })).toContain(ben.meetId)
    await site.call('PATCH', 'social/settings', { as: ben, body: { paused: true } })
    expect(await ids({ state: 'paused' })).toEqual([ben.meetId])
    await put(`people/${ben.meetId}/ban`, { reason: 'x', until: inAWhile(60) })
    expect((await ids({ state: 'banned' }))[0]).toBe(ben.meetId)
    site.clock.advance(61)
    expect(await ids({ state: 'banned', limit: 100 })).not.toContain(ben.meetId)
    await sql`insert into social_looks (account_id, ids, began_at, stopped_at) values (${ben.accountId}, '{1,2,3}', ${site.clock.now()}, ${site.clock.now()})`.execute(site.parts.db.sql)
    expect(await ids({ state: 'stopped' })).toEqual([ben.meetId])
    expect(await ids({ from: '2027-03-02' })).toEqual([])
    expect((await ask('people', { state: 'odd' })).status).toBe(400)
  })

  test('are shown whole, without a place finer than a city', async () => {
    const [ben, anna] = [await aMeeter(site, { level: 2, tags: ['爬山'] }), await aMeeter(site)]
    await aMatch(site, ben, anna)
    await report(anna, ben)
    await sql`insert into social_jump (account_id, at, km) values (${ben.accountId}, ${site.clock.now()}, 1800)`.execute(site.parts.db.sql)
    const { data } = await ask(`people/${ben.meetId}`)
    expect(data).toMatchObject({ id: ben.meetId, account: ben.accountId, city: '合肥市', tags: ['爬山'], membership: { level: 2 }, jumps: [{ km: 1800 }], counts: { likes: 1, likesReceived: 1, matches: 0, matchesEver: 1, reportsAbout: 1, blockedBy: 1, blocksBy: 0 } })
    expect(JSON.stringify(data)).not.toMatch(/"(?:lat|lng|c5|c6|c7|resolution|mobile)"|31\.8|117\.2/)
  })

  test('have a birth date that staff can correct: an adult’s, and their identity card’s', async () => {
    const ben = await aMeeter(site, { age: 20 })
    const { data: { birthDate } } = await ask(`people/${ben.meetId}`)
    const correct = (to: string, seen = birthDate) => put(`people/${ben.meetId}/birth-date`, { birthDate: to, seen, reason: '身份证核对' })
    expect((await correct('2010-01-01')).error).toBe('social.not_adult')
    expect((await correct('1990-02-30')).status).toBeGreaterThanOrEqual(400)
    expect((await correct('1990-05-06', '1980-01-01')).error).toBe('social.changed')
    expect((await correct('1990-05-06')).data).toMatchObject({ birthDate: '1990-05-06', age: 36, birthCorrectedAt: site.clock.now().toISOString() })
    expect((await profileOf(ben)).age).toBe(36)
    expect(await auditOf(site, `meeter:${ben.meetId}`)).toMatchObject([{ action: 'social.correct_birth', before: { birthDate }, after: { birthDate: '1990-05-06' } }])
    const known = await aMeeter(site, { verified: true })
    const { data: was } = await ask(`people/${known.meetId}`)
    expect((await put(`people/${known.meetId}/birth-date`, { birthDate: '1985-01-01', seen: was.birthDate, reason: 'x' })).error).toBe('social.birth_differs')
  })

  test('are warned, and read it', async () => {
    const ben = await aMeeter(site)
    expect((await put(`people/${ben.meetId}/warning`, { reason: '请使用本人照片' })).data.warning).toMatchObject({ reason: '请使用本人照片' })
    expect(await noticesOf(ben)).toEqual([expect.stringContaining('请使用本人照片')])
  })
})

test('each part of it takes its own permission', async () => {
  const [member, some] = [await aPerson(site), await aStaff(site, ['social.people'])]
  const wanted = { 'reports': 403, 'appeals': 403, 'photos': 403, 'banned-photos': 403, 'statistics': 403, 'people': 200 }
  for (const [path, status] of Object.entries(wanted)) {
    expect([path, (await site.call('GET', `console/social/${path}`, { as: some })).status]).toEqual([path, status])
    expect([path, (await site.call('GET', `console/social/${path}`, { as: member })).status]).toEqual([path, 401])
  }
})
