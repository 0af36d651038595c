import type { TestPerson } from './people.ts'
import type { TestStaff } from './staff.ts'
import { Buffer } from 'node:buffer'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { insertIdentity } from '../src/core/oauth/store.ts'
import { aBuyer, aClaim, putInCart } from '../src/features/mall/checkout/checkout.fixture.ts'
import { aProduct } from '../src/features/mall/mall.fixture.ts'
import { anArrivedOrder, anOrderToSend } from '../src/features/mall/orders/orders.fixture.ts'
import { aHost, aHouse, book, day, moneyArrives } from '../src/features/stays/houses.fixture.ts'
import { join } from '../src/features/social/membership/membership.fixture.ts'
import { aMatch, aMeeter, asMeeter, showTo } from '../src/features/social/social.fixture.ts'
import { withApp } from './app.ts'
import { aPerson, messagesTo } from './people.ts'
import { aStaff } from './staff.ts'

// What somebody takes along is all there is of them (research/social.md, GDPR art. 20): compared with the database as it is.

const site = withApp()
const password = 'a good password'
const OTHERS_MOBILE = '13755556666'

/** Everything a module's tables can hold of a person, by module; a table that `exports` names needs a row made here. */
const GIVERS: Record<string, (person: TestPerson, staff: TestStaff) => Promise<void>> = {
  async accounts(person) {
    await site.call('PUT', 'users/me/email', { as: person, body: { email: 'anna.next@example.com', password } })
  },
  async oauth(person) {
    await site.parts.db.tx(tx => insertIdentity(tx, person.accountId, { provider: 'qq', openid: 'QQ-OF-ANNA' }, site.clock.now()))
  },
  async addresses(person) {
    for (const place of ['望江西路 666 号', '长江西路 2 号']) await site.call('POST', 'users/me/addresses', { as: person, body: { receiver: '张三', mobile: '13900001234', regionCode: '340104', place } })
  },
  async stays(person) {
    const [other, host] = [await aPerson(site, { mobile: OTHERS_MOBILE, name: '另一个人' }), await aHost(site)]
    const own = await aHouse(site, person, { instant: true, address: '安娜家的地址' })
    await site.call('PUT', `stays/houses/${own}/calendar`, { as: person, body: { from: day(site, 100), to: day(site, 102), state: 'blocked' } })
    const hosted = await book(site, other, { houseId: own, checkIn: day(site, 3), checkOut: day(site, 5), guests: 1, note: '晚到' })
    await moneyArrives(site, hosted.data.id)
    const [house, asked] = [await aHouse(site, host, { instant: true }), await aHouse(site, host, { instant: true, address: '还没有告诉安娜的地址' })]
    await book(site, person, { houseId: asked, checkIn: day(site, 50), checkOut: day(site, 52), guests: 1, note: '带一只猫' })
    const stayed = await book(site, person, { houseId: house, checkIn: day(site, 0), checkOut: day(site, 1), guests: 1 })
    await moneyArrives(site, stayed.data.id)
    await site.parts.db.sql.updateTable('booking').set({ status: 'WAIT_COMMENT', due_at: new Date('2027-03-20') }).where('public_id', '=', stayed.data.id).execute()
    expect((await site.call('POST', `stays/bookings/${stayed.data.id}/reviews`, { as: person, body: { rating: 5, text: '像在家里一样' } })).status).toBe(201)
  },
  async mall(person, staff) {
    const [kept, bought] = [await aProduct(site, { title: '留着看的' }), await aProduct(site, { title: '买过的', stock: 100 })]
    const lines = [{ skuId: bought.skuId, count: 1 }]
    expect((await site.call('PUT', `mall/favourites/${kept.id}`, { as: person })).status).toBeLessThan(300)
    await site.parts.db.sql.insertInto('product_view').values({ account_id: person.accountId, product_id: kept.id, at: site.clock.now() }).execute()
    await site.parts.db.sql.insertInto('search_history').values({ account_id: person.accountId, word: '保温杯', at: site.clock.now() }).execute()
    await putInCart(site, person, kept.skuId, 2)
    await aClaim(site, person)
    const image = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#2f6b52' } }).jpeg().toBuffer()
    const uploaded = await site.call('POST', 'mall/review-images', { as: person, payload: multipart(image), headers: MULTIPART })
    expect(uploaded.status).toBe(201)
    const done = await anArrivedOrder(site, person, staff, { lines })
    expect((await site.call('POST', `mall/orders/${done.no}/items/${done.itemIds[0]}/reviews`, { as: person, body: { score: 5, text: '很好用，推荐', images: [uploaded.data.id] } })).status).toBe(201)
    const open = await anOrderToSend(site, person, { lines })
    expect((await site.call('POST', `mall/orders/${open.no}/items/${open.itemIds[0]}/returns`, { as: person, body: { kind: 'refund', quantity: 1, reason: '不想要了' } })).status).toBe(201)
  },
  async social(person) {
    const [anna, ben, cora] = [await asMeeter(site, person), await aMeeter(site, { name: '小本' }), await aMeeter(site, { name: '小可' })]
    const matchId = await aMatch(site, anna, ben)
    expect((await site.call('POST', `social/matches/${matchId}/messages`, { as: person, body: { clientId: '01a6b8c0-0000-4000-8000-000000000001', text: '周末去爬山吗' } })).status).toBe(201)
    expect((await site.call('POST', `social/matches/${matchId}/messages`, { as: ben, body: { clientId: '01a6b8c0-0000-4000-8000-000000000002', text: '小本的回答' } })).status).toBe(201)
    const image = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#7c4269' } }).jpeg().toBuffer()
    expect((await site.call('POST', `social/matches/${matchId}/pictures`, { as: person, payload: multipart(image), headers: MULTIPART })).status).toBe(201)
    await showTo(site, anna, cora)
    expect((await site.call('POST', 'social/reports', { as: person, body: { personId: cora.meetId, reason: 'spam', text: '发广告' } })).status).toBe(201)
    await join(site, person, 1, 30)
    const at = site.clock.now()
    await site.parts.db.sql.insertInto('social_jump').values({ account_id: person.accountId, at, km: 900 }).execute()
    await site.parts.db.sql.insertInto('social_appeal').values({ account_id: person.accountId, banned_at: at, text: '我没有发过广告，请再看看', created_at: at }).execute()
  },
}
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' }
const multipart = (image: Buffer) => Buffer.concat([Buffer.from('--x\r\ncontent-disposition: form-data; name="image"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n'), image, Buffer.from('\r\n--x--\r\n')])

let anna: TestPerson
let taken: Record<string, Record<string, any>>
let text: string
beforeAll(async () => {
  anna = await aPerson(site, { password, name: '安娜', username: 'anna_of_linli', email: 'anna@example.com', verified: true })
  const staff = await aStaff(site, ['*'])
  for (const module of site.parts.modules) await GIVERS[module.name]?.(anna, staff)
  for (const { sweeps } of site.parts.modules) await sweeps?.tell?.run(site.parts) // what happened is told: notices, messages
  await aBuyer(site)
  const answer = await site.call('POST', 'users/me/exports', { as: anna, body: { password } })
  expect([answer.status, answer.raw.headers['content-disposition']]).toEqual([201, 'attachment; filename="linli-2027-03-01.json"'])
  expect(answer.data).toMatchObject({ exportedAt: '2027-03-01T06:00:00.000Z', site: expect.any(String) })
  taken = answer.data.modules
  text = answer.raw.body
})

/** Columns that mean an account: those that point to one, directly or by a row whose key is one, and those that are called so. */
async function columnsOfPeople(): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ table: string, columns: string[] }>`
    with recursive pointing as (
      select c.conrelid as rel, c.conkey[1] as col from pg_constraint c
      where c.contype = 'f' and c.confrelid = 'account'::regclass and array_length(c.conkey, 1) = 1
      union
      select c.conrelid, c.conkey[i] from pg_constraint c join pointing p on p.rel = c.confrelid, generate_subscripts(c.conkey, 1) i
      where c.contype = 'f' and c.confkey[i] = p.col
    ), called as (
      select a.attrelid, a.attnum from pg_attribute a join pg_class t on t.oid = a.attrelid and t.relkind in ('r', 'p') and t.relnamespace = 'public'::regnamespace
      where a.attnum > 0 and not a.attisdropped and a.atttypid = 'bigint'::regtype and a.attname ~ '(^|_)(account|person|people|member|user|guest|host|buyer|owner|author|sender|recipient|other|liker|liked|blocker|blocked|reporter|actor)(_id)?$'
    )
    select t.relname as table, array_agg(distinct a.attname::text) as columns
    from (select rel, col from pointing union select attrelid, attnum from called) found
    join pg_class t on t.oid = found.rel join pg_attribute a on a.attrelid = found.rel and a.attnum = found.col
    group by 1 order by 1`.execute(site.parts.db.sql)
  return new Map([['account', ['id']], ...rows.map(({ table, columns }) => [table, columns] as [string, string[]])])
}

describe('what is kept of people', () => {
  test('is told to them or there is a reason why not, for every table of the database', async () => {
    const tables = await columnsOfPeople()
    expect(tables.size).toBeGreaterThan(20)
    const said = site.parts.modules.flatMap(({ exports = {}, notExported = {} }) => [...Object.keys(exports), ...Object.keys(notExported)])
    expect([...tables.keys()].filter(table => !said.includes(table)), 'tables that name people, of which no module says under `exports` or `notExported` whether its `exportOf` tells them').toEqual([])
    expect(said.filter(table => !tables.has(table)), 'tables of which a module speaks that name nobody, or are not there').toEqual([])
    expect(said.filter((table, i) => said.indexOf(table) !== i)).toEqual([])
    for (const { notExported = {} } of site.parts.modules) for (const reason of Object.values(notExported)) expect(reason.length).toBeGreaterThan(20)
  })

  test('is in the document row by row', async () => {
    const tables = await columnsOfPeople()
    for (const { name, exports = {} } of site.parts.modules) {
      for (const [table, section] of Object.entries(exports)) {
        const theirs = sql.join(tables.get(table)!.map(column => sql`${sql.ref(column)} = ${anna.accountId}`), sql` or `)
        const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)} where ${theirs}`.execute(site.parts.db.sql)
        expect(counted!.count, `rows of ${table} that GIVERS.${name} makes`).toBeGreaterThan(0)
        const told = taken[name]![section]
        expect([name, section, Array.isArray(told) ? told.length : told == null ? 0 : 1]).toEqual([name, section, counted!.count])
      }
    }
  })
})

test('their own words, numbers and sums are in it', () => {
  const { accounts, addresses, oauth, stays, mall, social, payments, messages } = taken
  expect(accounts!.account).toMatchObject({ id: anna.id, name: '安娜', username: 'anna_of_linli', mobile: anna.mobile, email: 'anna@example.com', termsVersion: 'test' })
  expect(accounts!.pendingEmail).toBe('anna.next@example.com')
  expect(accounts!.identity).toEqual({ realName: '张三', idNumber: expect.stringMatching(/^\d\*{16}[\dX]$/), verifiedAt: '2027-03-01T06:00:00.000Z' })
  expect(accounts!.sessions).toMatchObject([{ kind: 'browser', address: '127.0.0.1' }])
  expect(addresses!.addresses).toMatchObject([{ receiver: '张三', mobile: '13900001234', place: '望江西路 666 号', isDefault: true }, { isDefault: false }])
  expect(oauth!.links).toMatchObject([{ provider: 'qq', openid: 'QQ-OF-ANNA' }])
  expect(stays!.houses).toMatchObject([{ address: '安娜家的地址', status: 'published', closedNights: [{ from: day(site, 100) }] }])
  expect(stays!.bookings).toMatchObject([{ role: 'host', otherPerson: '另一个人', note: '晚到', steps: [{ action: 'book' }, { action: 'pay' }] }, { role: 'guest', note: '带一只猫', address: null }, { role: 'guest', review: { rating: 5 } }])
  expect(stays!.reviews).toMatchObject([{ text: '像在家里一样' }])
  expect(mall).toMatchObject({ searches: [{ word: '保温杯' }], views: [{ title: '留着看的' }], favourites: [{ title: '留着看的' }], cart: [{ lines: [{ title: '留着看的', quantity: 2 }] }], coupons: [{ name: '优惠券', orderNo: null }] })
  expect(mall!.orders).toMatchObject([{ payable: 11_000, address: { receiver: '小满' }, items: [{ title: '买过的' }], shipments: [{ carrier: '顺丰速运' }] }, { status: 'WAIT_SHIP' }])
  expect(mall!.reviews).toMatchObject([{ text: '很好用，推荐', pictures: [expect.stringMatching(/^\/media\//)] }])
  expect(mall!.returns).toMatchObject([{ reason: '不想要了', title: '买过的' }])
  expect(mall!.pictures).toMatchObject([{ address: expect.stringMatching(/^\/media\//) }])
  expect(social).toMatchObject({ profile: [{ gender: 1, city: '340100' }], sentMessages: [{ text: '周末去爬山吗' }], reports: [{ name: '小可', text: '发广告' }], blocks: [{ name: '小可' }], memberships: { orders: [{ level: 1, days: 30 }] } })
  expect(text).not.toContain('小本的回答')
  expect(payments!.payments.map(({ amount }: { amount: number }) => amount)).toEqual([expect.any(Number), 11_000, 11_000, 1000, 1000])
  expect(messages!.messages).toContainEqual(expect.objectContaining({ channel: 'sms', to: anna.mobile, purpose: 'booking_paid' }))
})

test('nobody else’s number, no address that was not told, and no secret of the site is in it', async () => {
  expect(text).not.toContain(OTHERS_MOBILE)
  expect(text).not.toContain('还没有告诉安娜的地址')
  expect(text).not.toMatch(/argon2|hash|token|secret|sealed|"(?:\\\\x|type":"Buffer)/i)
  const { password_hash: hash } = await site.parts.db.sql.selectFrom('account').select('password_hash').where('id', '=', anna.accountId).executeTakeFirstOrThrow()
  expect(hash).toContain('argon2')
})

describe('asking for it', () => {
  test('shows first that it is them, by password or by code', async () => {
    const person = await aPerson(site, { password })
    const ask = (as: TestPerson, body: object) => site.call('POST', 'users/me/exports', { as, body })
    expect(await ask(person, {})).toMatchObject({ status: 422, error: 'accounts.password_needed' })
    expect(await ask(person, { password: 'wrong password' })).toMatchObject({ status: 422, error: 'accounts.wrong_current_password', data: undefined })
    expect((await site.call('POST', 'users/me/exports', { body: { password } })).status).toBe(401)
    const friend = await aPerson(site)
    expect((await site.call('POST', 'users/me/confirmations', { as: friend })).status).toBe(202)
    const code = (await messagesTo(site.parts, friend.mobile))[0]!.code!
    expect((await ask(friend, { code })).status).toBe(201)
    expect((await ask(friend, { code })).error).toBe('codes.code_wrong')
  })

  test('is for three a day; a mistyped password does not count', async () => {
    const person = await aPerson(site, { password })
    const ask = (given: string) => site.call('POST', 'users/me/exports', { as: person, body: { password: given } })
    for (let i = 0; i < 3; i++) expect((await ask('wrong password')).status).toBe(422)
    for (let i = 0; i < 3; i++) expect((await ask(password)).status).toBe(201)
    expect(await ask(password)).toMatchObject({ status: 429, error: 'kit.too_many' })
  })

  test('of somebody with thousands of rows is answered in one piece', async () => {
    const person = await aPerson(site, { password })
    await sql`insert into search_history (account_id, word, at) select ${person.accountId}, '词' || n, ${site.clock.now()} from generate_series(1, 5000) n`.execute(site.parts.db.sql)
    const { status, data } = await site.call('POST', 'users/me/exports', { as: person, body: { password } })
    expect([status, data.modules.mall.searches.length]).toEqual([201, 5000])
  })
})
