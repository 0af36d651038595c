import { describe, expect, test, vi } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { aStaff, auditOf } from '../../../test/staff.ts'

const app = withApp({ env: { LINLI_LIMITS: 'off' } })
const owner = () => aStaff(app, ['*'])
const reason = 'asked by the police'

async function found(q: string, more: Record<string, string> = {}): Promise<any[]> {
  const answer = await app.call('GET', 'console/users', { as: await owner(), query: { q, ...more } })
  expect(answer.status).toBe(200)
  return answer.data.items
}

describe('what staff were not given is denied', () => {
  const routes = [
    ['GET', 'console/users', 'accounts.read'],
    ['GET', 'console/users/ID', 'accounts.read'],
    ['GET', 'console/statistics', 'accounts.read'],
    ['PATCH', 'console/users/ID', 'accounts.manage', { status: 'suspended', reason }],
    ['DELETE', 'console/users/ID/sessions', 'accounts.manage', { reason }],
    ['GET', 'console/identities', 'accounts.identities'],
  ] as const

  test.each(routes)('%s %s asks for %s', async (method, path, permission, body?: object) => {
    const person = await aPerson(app)
    const url = path.replace('ID', person.id)
    const everythingElse = ['accounts.read', 'accounts.manage', 'accounts.identities', 'staff.manage', 'staff.audit'].filter(other => other !== permission)
    expect((await app.call(method, url, { body })).status).toBe(401)
    expect((await app.call(method, url, { body, as: person })).status).toBe(401)
    expect((await app.call(method, url, { body, as: await aStaff(app, []) })).status).toBe(403)
    expect((await app.call(method, url, { body, as: await aStaff(app, everythingElse) })).status).toBe(403)
    expect((await app.call(method, url, { body, as: await aStaff(app, [permission]) })).status).toBe(200)
  })

  test('a write without the token that only our own page can send is refused', async () => {
    const { headers } = await owner()
    const person = await aPerson(app)
    const answer = await app.call('PATCH', `console/users/${person.id}`, { headers: { cookie: headers.cookie! }, body: { status: 'suspended', reason } })
    expect(answer).toMatchObject({ status: 403, error: 'kit.bad_csrf' })
  })
})

describe('staff find somebody', () => {
  test('by the whole phone number, e-mail address, user name, public id or number', async () => {
    const person = await aPerson(app, { name: 'Wang Wu', mobile: '13912345678', email: 'wangwu@example.com', username: 'wang_wu' })
    await aPerson(app, { name: 'Zhao Liu', mobile: '13912345679' })
    for (const q of ['13912345678', 'WangWu@example.com', 'Wang_Wu', person.id, String(person.accountId), ' 13912345678 ']) {
      expect((await found(q)).map(user => user.id), q).toEqual([person.id])
    }
  })

  test('by how their name begins, in upper or lower case', async () => {
    const person = await aPerson(app, { name: 'Quentin' })
    for (const q of ['Quen', 'quentin', 'Q']) expect((await found(q)).map(user => user.id), q).toEqual([person.id])
    expect(await found('uentin')).toEqual([])
  })

  test('but never by a part of a phone number or an address: the hidden digits can not be guessed one by one', async () => {
    await aPerson(app, { mobile: '13900112233', email: 'hidden.part@example.com', username: 'whole_name' })
    for (const q of ['1390011', '0011', '2233', '1390011223%', '139001122__', 'hidden', 'hidden.part@', '@example.com', '%@example.com', 'whole_', 'whole%']) {
      expect(await found(q), q).toEqual([])
    }
  })

  test('among the suspended, the verified and the others', async () => {
    const verified = await aPerson(app, { name: 'Filter one', verified: true })
    const suspended = await aPerson(app, { name: 'Filter two' })
    await app.call('PATCH', `console/users/${suspended.id}`, { as: await owner(), body: { status: 'suspended', reason } })
    const ids = async (more: Record<string, string>) => (await found('Filter', more)).map(user => user.id)
    expect(await ids({})).toEqual([suspended.id, verified.id]) // the newest first
    expect(await ids({ verified: 'true' })).toEqual([verified.id])
    expect(await ids({ verified: 'false' })).toEqual([suspended.id])
    expect(await ids({ status: 'suspended' })).toEqual([suspended.id])
    expect(await ids({ status: 'active' })).toEqual([verified.id])
  })

  test('page by page, without anybody twice', async () => {
    const everybody = await Promise.all(Array.from({ length: 5 }, () => aPerson(app, { name: 'Paged' })))
    const as = await owner()
    const pages = await Promise.all([1, 2, 3].map(page => app.call('GET', 'console/users', { as, query: { q: 'Paged', page, limit: 2 } })))
    expect(pages.map(({ data }) => [data.items.length, data.hasMore, data.total])).toEqual([[2, true, 5], [2, true, 5], [1, false, 5]])
    expect(new Set(pages.flatMap(({ data }) => data.items.map((user: any) => user.id)))).toEqual(new Set(everybody.map(person => person.id)))
  })
})

describe('what could reach somebody', () => {
  test('is masked in the list, on their page and after a change', async () => {
    const person = await aPerson(app, { mobile: '13955556666', email: 'lisi@example.com', verified: true })
    const as = await owner()
    const answers = [
      await app.call('GET', 'console/users', { as, query: { q: '13955556666' } }),
      await app.call('GET', `console/users/${person.id}`, { as }),
      await app.call('PATCH', `console/users/${person.id}`, { as, body: { status: 'suspended', reason } }),
    ]
    for (const { status, data, raw } of answers) {
      expect(status).toBe(200)
      expect(data.items?.[0] ?? data).toMatchObject({ mobile: '139****6666', email: 'l***@example.com' })
      expect(raw.body).not.toMatch(/13955556666|lisi@/)
    }
  })

  test('is not in the list of identities: name and number masked, year, sex and region beside them', async () => {
    const fresh = await aPerson(app, { verified: true, name: 'Confirmed' })
    const as = await owner()
    const { data, raw } = await app.call('GET', 'console/identities', { as })
    const mine = data.items.find((identity: any) => identity.user.id === fresh.id)
    expect(mine).toMatchObject({ user: { name: 'Confirmed', number: fresh.accountId }, realName: '*三', birthYear: 1970, region: expect.stringContaining('合肥市'), regionAbandoned: false })
    expect(mine.idNumber).toMatch(/^3\*{16}[\dX]$/)
    expect(['female', 'male']).toContain(mine.sex)
    expect(raw.body).not.toMatch(/\d{6}(?:19|20)\d{6}/)
    const inEnglish = await app.call('GET', 'console/identities', { as, headers: { 'accept-language': 'en' } })
    expect(inEnglish.data.items[0].region).toContain('Anhui')
  })

  test('of many takes no more asking of the database than of one', async () => {
    for (let i = 0; i < 3; i++) await aPerson(app, { verified: true })
    const as = await owner()
    const asking = vi.spyOn(app.parts.db.sql, 'selectFrom')
    const askedFor = async (limit: number) => {
      asking.mockClear()
      const { data } = await app.call('GET', 'console/identities', { as, query: { limit } })
      expect(data.items).toHaveLength(limit)
      return asking.mock.calls.length
    }
    const [one, three] = [await askedFor(1), await askedFor(3)]
    asking.mockRestore()
    expect(three).toBe(one)
  })

  test('of a session, the address is masked too', async () => {
    const person = await aPerson(app)
    const { data } = await app.call('GET', `console/users/${person.id}`, { as: await owner() })
    expect(data).toMatchObject({ sessions: [{ address: '127.0.0.*', kind: 'browser' }], counts: { sessions: 1, places: 2 } })
  })
})

describe('suspending', () => {
  test('ends every session at once, keeps them out with the reason, and is in the log', async () => {
    const person = await aPerson(app, { password: 'good-password' })
    const other = await app.call('POST', 'sessions', { body: { account: person.mobile, password: 'good-password', token: true } })
    const as = await owner()

    const { data } = await app.call('PATCH', `console/users/${person.id}`, { as, body: { status: 'suspended', reason: 'sells what is not theirs' } })
    expect(data).toMatchObject({ status: 'suspended', statusReason: 'sells what is not theirs', sessions: [] })

    expect((await app.call('GET', 'users/me', { as: person })).status).toBe(401)
    expect((await app.call('GET', 'users/me', { headers: { authorization: `Bearer ${other.data.accessToken}` } })).status).toBe(401)
    expect((await app.call('POST', 'tokens', { body: { refreshToken: other.data.refreshToken } })).status).toBe(401)
    const again = await app.call('POST', 'sessions', { body: { account: person.mobile, password: 'good-password' } })
    expect(again).toMatchObject({ status: 403, error: 'accounts.suspended' })
    expect(again.message).toContain('sells what is not theirs')
    expect(await auditOf(app, `account:${person.accountId}`)).toEqual([{
      staffId: as.staffId,
      action: 'accounts.suspend',
      reason: 'sells what is not theirs',
      before: { status: 'active', statusReason: null },
      after: { status: 'suspended', statusReason: 'sells what is not theirs' },
    }])
  })

  test('is undone by restoring: they sign in again, and the log says who let them', async () => {
    const person = await aPerson(app, { password: 'good-password' })
    const as = await owner()
    const change = (status: string) => app.call('PATCH', `console/users/${person.id}`, { as, body: { status, reason } })
    await change('suspended')
    expect((await change('active')).data).toMatchObject({ status: 'active', statusReason: null })
    expect((await app.call('POST', 'sessions', { body: { account: person.mobile, password: 'good-password' } })).status).toBe(201)
    const [restored] = await auditOf(app, `account:${person.accountId}`)
    expect(restored).toMatchObject({ action: 'accounts.restore', reason, before: { status: 'suspended', statusReason: reason }, after: { status: 'active', statusReason: null } })
  })

  test('by two of the staff at once happens once, and is in the log once', async () => {
    const person = await aPerson(app)
    const both = await Promise.all([owner(), owner()])
    const answers = await Promise.all(both.map(as => app.call('PATCH', `console/users/${person.id}`, { as, body: { status: 'suspended', reason } })))
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409])
    expect(answers.find(answer => answer.status === 409)!.error).toBe('accounts.status_changed')
    expect(await auditOf(app, `account:${person.accountId}`)).toHaveLength(1)
  })

  test('while they sign in leaves no session behind, whoever comes first', async () => {
    for (let round = 0; round < 5; round++) {
      const person = await aPerson(app, { password: 'good-password' })
      const as = await owner()
      await Promise.all([
        app.call('POST', 'sessions', { body: { account: person.mobile, password: 'good-password' } }),
        app.call('PATCH', `console/users/${person.id}`, { as, body: { status: 'suspended', reason } }),
      ])
      expect((await app.call('GET', `console/users/${person.id}`, { as })).data.sessions).toEqual([])
    }
  })
})

test('ending the sessions signs somebody out everywhere, is in the log, and lets them in again', async () => {
  const person = await aPerson(app, { password: 'good-password' })
  const signIn = () => app.call('POST', 'sessions', { body: { account: person.mobile, password: 'good-password' } })
  await signIn()
  const as = await owner()
  expect((await app.call('DELETE', `console/users/${person.id}/sessions`, { as, body: { reason } })).data).toEqual({ ended: 2 })
  expect((await app.call('GET', 'users/me', { as: person })).status).toBe(401)
  expect((await signIn()).status).toBe(201)
  expect(await auditOf(app, `account:${person.accountId}`)).toEqual([{ staffId: as.staffId, action: 'accounts.end_sessions', reason, before: { sessions: 2 }, after: { sessions: 0 } }])
})

describe('nonsense', () => {
  test('a write without a reason, or with an empty or endless one, is refused and nothing happens', async () => {
    const person = await aPerson(app)
    const as = await owner()
    for (const body of [{}, { reason: '' }, { reason: '   ' }, { reason: 'x'.repeat(201) }, { reason: 7 }]) {
      expect((await app.call('PATCH', `console/users/${person.id}`, { as, body: { status: 'suspended', ...body } })).status).toBe(400)
      expect((await app.call('DELETE', `console/users/${person.id}/sessions`, { as, body })).status).toBe(400)
    }
    expect((await app.call('GET', 'users/me', { as: person })).status).toBe(200)
    expect(await auditOf(app, `account:${person.accountId}`)).toEqual([])
  })

  test('people who are not there are 404, ids that can not be are 400', async () => {
    const as = await owner()
    const calls = (id: string) => Promise.all([
      app.call('GET', `console/users/${id}`, { as }),
      app.call('PATCH', `console/users/${id}`, { as, body: { status: 'active', reason } }),
      app.call('DELETE', `console/users/${id}/sessions`, { as, body: { reason } }),
    ])
    for (const id of ['0', '999999999999999', 'zzzzzzzzzzzzzzzzzzzz']) expect((await calls(id)).map(a => a.status), id).toEqual([404, 404, 404])
    for (const id of ['-1', '1.5', 'x', '9'.repeat(16), '\'%20or%201=1', '%00']) expect((await calls(id)).map(a => a.status), id).toEqual([400, 400, 400])
  })

  test('no query makes the server stumble', async () => {
    const as = await owner()
    for (const q of ['%', '_', '\\', '\'', '\u0000', '\uD800', '%\\', '🙂', '@', '@@', '1'.repeat(254), '(', 'a'.repeat(255)]) {
      expect((await app.call('GET', 'console/users', { as, query: { q } })).status, JSON.stringify(q)).toBeLessThan(500)
    }
    expect(await found('%')).toEqual([])
    for (const [name, value] of [['page', '0'], ['page', 'x'], ['limit', '101'], ['status', 'gone'], ['verified', 'maybe'], ['unknown', '1']]) {
      expect((await app.call('GET', 'console/users', { as, query: { [name!]: value } })).status, `${name}=${value}`).toBe(400)
    }
    expect((await app.call('PATCH', 'console/users/1', { as, body: { status: 'deleted', reason } })).status).toBe(400)
  })
})

test('the figures count who is there, who came today and who was here today', async () => {
  const before = await app.call('GET', 'console/users', { as: await owner(), query: { limit: 1 } })
  app.clock.advance(24 * 3600)
  await aPerson(app)
  const [late, early] = [await aPerson(app), await aPerson(app)]
  await cameAt(late, '2027-03-01T15:59:59Z') // the last second of the day before in Shanghai
  await cameAt(early, '2027-03-01T16:00:00Z')
  const { data } = await app.call('GET', 'console/statistics', { as: await aStaff(app, ['accounts.read']) })
  expect(data.days).toHaveLength(30)
  expect(data.days.at(-1)).toEqual({ date: '2027-03-02', registered: 2 })
  expect(data.days.at(-2)).toEqual({ date: '2027-03-01', registered: before.data.total + 1 })
  expect(data).toMatchObject({ newToday: 2, users: before.data.total + 3, activeToday: 2, days: expect.arrayContaining([{ date: '2027-02-01', registered: 0 }]) })
  expect(data.suspended).toBe((await app.call('GET', 'console/users', { as: await owner(), query: { status: 'suspended' } })).data.total)
  expect(data.verified).toBe((await app.call('GET', 'console/users', { as: await owner(), query: { verified: 'true' } })).data.total)
  const found = async (query: Record<string, string>) => (await app.call('GET', 'console/users', { as: await owner(), query })).data.total
  expect(await found({ from: '2027-03-02', to: '2027-03-02' })).toBe(data.newToday)
  expect(await found({ from: '2027-03-01', to: '2027-03-01' })).toBe(data.days.at(-2).registered)
  expect(await found({ seenFrom: '2027-03-02' })).toBe(data.activeToday)
})

/** As if they had registered at that instant, and not been here since. */
async function cameAt({ accountId }: { accountId: number }, instant: string) {
  const at = new Date(instant)
  await app.parts.db.sql.updateTable('account').set({ created_at: at }).where('id', '=', accountId).execute()
  await app.parts.db.sql.updateTable('session').set({ last_seen_at: at }).where('account_id', '=', accountId).execute()
}
