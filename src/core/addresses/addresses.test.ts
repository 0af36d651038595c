import type { Answer } from '../../../test/app.ts'
import type { TestPerson } from '../../../test/people.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { addresses, addressOf } from './index.ts'
import { giveRoomBack, lockBook, markDeleted, setDefault, updateAddress } from './store.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const FIELDS = { receiver: '张三', mobile: '13900001234', regionCode: '340104', place: '望江西路 666 号 3 栋 1201' }

const mine = 'users/me/addresses'
const add = (as: TestPerson, more: object = {}) => site.call('POST', mine, { as, body: { ...FIELDS, ...more } })
const listOf = async (as: TestPerson): Promise<any[]> => (await site.call('GET', mine, { as })).data.items

test('a new address is in the book, with its district by name; the first one is the default', async () => {
  const anna = await aPerson(site)
  expect((await site.call('GET', mine, { as: anna })).data).toEqual({ items: [], limit: 20 })
  const first = await add(anna, { title: '公司', tel: '0551-6260000', email: 'anna@example.com' })
  expect([first.status, first.data]).toEqual([201, { id: expect.any(Number), ...FIELDS, region: '安徽省合肥市蜀山区', regionIsCurrent: true, title: '公司', tel: '0551-6260000', email: 'anna@example.com', isDefault: true }])
  const second = await add(anna)
  expect(second.data).toMatchObject({ title: '', tel: null, email: null, isDefault: false })
  const third = await add(anna, { isDefault: true })
  expect((await listOf(anna)).map(({ id, isDefault }) => [id, isDefault])).toEqual([[third.data.id, true], [second.data.id, false], [first.data.id, false]])
})

test('an address is changed in any part, also emptied where it may be empty, and made the default or not', async () => {
  const anna = await aPerson(site)
  const { data: { id } } = await add(anna, { tel: '0551-6260000', title: '家' })
  await add(anna)
  const changed = await site.call('PATCH', `${mine}/${id}`, { as: anna, body: { receiver: ' 李  四 ', mobile: '139-0000 1234', regionCode: '110105', tel: null, title: '', isDefault: false } })
  expect([changed.status, changed.data]).toEqual([200, { ...FIELDS, id, receiver: '李 四', regionCode: '110105', region: '北京市朝阳区', regionIsCurrent: true, title: '', tel: null, email: null, isDefault: false }])
  expect((await listOf(anna)).map(({ isDefault }) => isDefault)).toEqual([false, false])
  expect((await site.call('PATCH', `${mine}/${id}`, { as: anna, body: { isDefault: true } })).data.isDefault).toBe(true)
  expect((await site.call('PATCH', `${mine}/${id}`, { as: anna, body: {} })).status).toBe(400)
})

test('a deleted address is gone for its owner, leaves room for another, and takes its being the default along', async () => {
  const anna = await aPerson(site)
  const first = (await add(anna)).data.id
  const second = (await add(anna)).data.id
  expect((await site.call('DELETE', `${mine}/${first}`, { as: anna })).status).toBe(204)
  expect((await listOf(anna)).map(({ id, isDefault }) => [id, isDefault])).toEqual([[second, false]])
  expect(await addressOf(site.parts.db.sql, anna.accountId, first)).toBeUndefined()
  for (const [method, url] of [['DELETE', ''], ['PATCH', ''], ['PUT', '/default']] as const) {
    const again = await site.call(method, `${mine}/${first}${url}`, { as: anna, ...method === 'PATCH' ? { body: { title: 'x' } } : {} })
    expect([method, again.status]).toEqual([method, 404])
  }
  expect((await add(anna)).data.isDefault).toBe(true)
})

test('what was deleted is dropped for good after a month; what was not stays', async () => {
  const anna = await aPerson(site)
  const [gone, kept] = [(await add(anna)).data.id, (await add(anna)).data.id]
  await site.call('DELETE', `${mine}/${gone}`, { as: anna })
  const rows = () => site.parts.db.sql.selectFrom('address').select('id').where('account_id', '=', anna.accountId).orderBy('id').execute()
  await addresses.sweeps!.dropDeleted!.run(site.parts)
  expect((await rows()).map(({ id }) => id)).toEqual([gone, kept])
  site.clock.advance(31 * 86_400)
  await addresses.sweeps!.dropDeleted!.run(site.parts)
  expect((await rows()).map(({ id }) => id)).toEqual([kept])
})

test('a deleted account leaves no address behind', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  await add(anna)
  const deleted = (await add(anna)).data.id
  await site.call('DELETE', `${mine}/${deleted}`, { as: anna })
  await add(ben)
  await site.parts.db.tx(tx => addresses.onAccountDeleted!(site.parts, tx, anna.accountId))
  const rows = await site.parts.db.sql.selectFrom('address').select('account_id').where('account_id', 'in', [anna.accountId, ben.accountId]).execute()
  expect(rows.map(row => row.account_id)).toEqual([ben.accountId])
})

test('an order is told who receives what where, in Chinese; of somebody else\'s address nothing', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  const { data: { id } } = await add(anna, { title: '家' })
  expect(await addressOf(site.parts.db.sql, anna.accountId, id)).toEqual({ receiver: '张三', mobile: '13900001234', regionCode: '340104', region: '安徽省合肥市蜀山区', place: FIELDS.place })
  expect(await addressOf(site.parts.db.sql, ben.accountId, id)).toBeUndefined()
  expect(await addressOf(site.parts.db.sql, anna.accountId, id + 1000)).toBeUndefined()
})

test('nobody reaches another person\'s address: it is not there for them', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  const { data: { id } } = await add(anna)
  await add(ben)
  for (const [method, url, body] of [['PATCH', '', { receiver: 'x' }], ['DELETE', '', undefined], ['PUT', '/default', undefined]] as const) {
    const answer = await site.call(method, `${mine}/${id}${url}`, { as: ben, ...body ? { body } : {} })
    expect([method, answer.status, answer.error]).toEqual([method, 404, 'kit.not_found'])
  }
  expect((await listOf(anna))[0]).toMatchObject({ id, receiver: '张三', isDefault: true })
  expect((await listOf(ben)).map(address => address.id)).not.toContain(id)
})

test.each([
  ['receiver', '  ', 422, 'addresses.blank'],
  ['receiver', '张\u0007三', 422, 'addresses.bad_text'],
  ['receiver', 'x'.repeat(33), 400, 'kit.bad_request'],
  ['place', '\u202E号路', 422, 'addresses.bad_text'],
  ['place', '', 400, 'kit.bad_request'],
  ['place', '\u0958'.repeat(60), 422, 'addresses.bad_text'], // each becomes two
  ['mobile', '12345678901', 422, 'addresses.bad_mobile'],
  ['mobile', '1390000123', 422, 'addresses.bad_mobile'],
  ['mobile', '13900001234\n5', 422, 'addresses.bad_mobile'],
  ['tel', '12', 422, 'addresses.bad_tel'],
  ['email', 'anna@', 422, 'addresses.bad_email'],
  ['title', 'x'.repeat(21), 400, 'kit.bad_request'],
  ['regionCode', '340100', 422, 'addresses.unknown_region'],
  ['regionCode', '330221', 422, 'addresses.unknown_region'],
  ['regionCode', '999999', 422, 'addresses.unknown_region'],
  ['regionCode', '34010', 400, 'kit.bad_request'],
  ['regionCode', 340104, 400, 'kit.bad_request'],
  ['id', 7, 400, 'kit.bad_request'],
])('an address with %s = %j is refused at that field', async (field, value, status, error) => {
  const anna = await aPerson(site)
  const answer = await add(anna, { [field]: value })
  expect([answer.status, answer.error, answer.details.field]).toEqual([status, error, field])
  const { data: { id } } = await add(anna)
  const changed = await site.call('PATCH', `${mine}/${id}`, { as: anna, body: { [field]: value } })
  expect([changed.status, changed.error, changed.details.field]).toEqual([status, error, field])
  expect(await listOf(anna)).toHaveLength(1)
})

test('of thirty addresses added at once twenty fit in; one must go before another comes', async () => {
  const anna = await aPerson(site)
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => add(anna, { title: String(i), isDefault: true })))
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 20 }).fill(201), ...Array.from({ length: 10 }).fill(409)])
  const refused = answers.find(({ status }) => status === 409)!
  expect([refused.error, refused.details.limit, refused.message]).toEqual(['addresses.full', 20, expect.stringContaining('20')])
  const items = await listOf(anna)
  expect([items.length, items.filter(({ isDefault }) => isDefault).length]).toEqual([20, 1])
  await Promise.all(items.slice(0, 2).map(({ id }) => site.call('DELETE', `${mine}/${id}`, { as: anna })))
  const more = await Promise.all(Array.from({ length: 5 }, () => add(anna)))
  expect(more.filter(({ status }) => status === 201)).toHaveLength(2)
})

test('of many defaults chosen at once the last one holds, and never two or one that was deleted meanwhile', async () => {
  for (let round = 0; round < 5; round++) {
    const anna = await aPerson(site)
    const ids = await Promise.all(Array.from({ length: 6 }, async () => (await add(anna)).data.id as number))
    const doomed = ids[0]!
    const answers = await Promise.all([
      ...ids.map(id => site.call('PUT', `${mine}/${id}/default`, { as: anna })),
      site.call('DELETE', `${mine}/${doomed}`, { as: anna }),
      ...ids.slice(1, 4).map(id => site.call('PATCH', `${mine}/${id}`, { as: anna, body: { isDefault: true } })),
    ])
    expect(answers.every(({ status }) => status < 500)).toBe(true)
    const left = await listOf(anna)
    expect(left.map(({ id }) => id)).not.toContain(doomed)
    expect(left.filter(({ isDefault }) => isDefault).length).toBeLessThanOrEqual(1)
    const book = await site.parts.db.sql.selectFrom('address_book').select(['live', 'default_id as defaultId']).where('account_id', '=', anna.accountId).executeTakeFirstOrThrow()
    expect(book.live).toBe(5)
    expect(book.defaultId).not.toBe(doomed)
  }
})

test('an address that is being deleted does not become the default in the same moment', async () => {
  const anna = await aPerson(site)
  const doomed = (await add(anna)).data.id as number
  await add(anna, { isDefault: true })
  const { db } = site.parts
  const waiting = async () => (await sql<{ n: number }>`select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db.sql)).rows[0]!.n
  let choosing: Promise<Answer> | undefined
  await db.tx(async (tx) => {
    await lockBook(tx, anna.accountId)
    await markDeleted(tx, anna.accountId, doomed, site.clock.now())
    await giveRoomBack(tx, anna.accountId, doomed)
    choosing = site.call('PUT', `${mine}/${doomed}/default`, { as: anna })
    await vi.waitUntil(async () => await waiting() > 0, { timeout: 10_000 })
  })
  expect((await choosing!).status).toBe(404)
  expect((await listOf(anna)).map(({ isDefault }) => isDefault)).toEqual([true])
})

test('no statement changes an address without asking whose it is', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  const { data: { id } } = await add(anna)
  await add(ben)
  const done = await site.parts.db.tx(async tx => [await updateAddress(tx, ben.accountId, id, { receiver: 'x' }), await setDefault(tx, ben.accountId, id), await markDeleted(tx, ben.accountId, id, site.clock.now())])
  expect(done).toEqual([false, false, false])
  expect(await listOf(anna)).toMatchObject([{ id, receiver: '张三' }])
})

test('the database itself refuses somebody else\'s address as a default', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  const { data: { id } } = await add(anna)
  await add(ben)
  const foreign = site.parts.db.sql.updateTable('address_book').set({ default_id: id }).where('account_id', '=', ben.accountId).execute()
  await expect(foreign).rejects.toThrow('address_book_default')
})

test('the same try sent again adds no second address', async () => {
  const anna = await aPerson(site)
  const tries = await Promise.all(Array.from({ length: 8 }, () => site.call('POST', mine, { as: anna, body: FIELDS, headers: { 'idempotency-key': 'once' } })))
  expect(new Set(tries.map(({ status, data }) => `${status} ${data.id}`)).size).toBe(1)
  expect(await listOf(anna)).toHaveLength(1)
})

test('whatever text is kept, it is kept in one line as it can be read', async () => {
  const anna = await aPerson(site)
  const { data: { id } } = await add(anna)
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map(text => text.toWellFormed())
  await fc.assert(fc.asyncProperty(text, text, async (receiver, place) => {
    const { status, data } = await site.call('PATCH', `${mine}/${id}`, { as: anna, body: { receiver, place } })
    expect([200, 400, 422]).toContain(status)
    if (status === 200) for (const kept of [data.receiver, data.place]) expect(kept).toMatch(/^\S(?:\P{C}*\S)?$/u)
  }), { numRuns: 200, seed: 7 })
})
