import type { Answer, Credentials } from '../../../test/app.ts'
import type { TOTP } from 'otpauth'
import { URI } from 'otpauth'
import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { waitingForLocks } from '../../../test/locks.ts'
import { aStaff } from '../../../test/staff.ts'
import { addOwner } from './index.ts'
import { deleteRole, endSessionsOf, setCredentials } from './store.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

/** The code the authenticator app shows now; every sign-in waits for the next one, since a code is good once. */
function freshCode(otpauthUrl: string): string {
  site.clock.advance(30)
  return (URI.parse(otpauthUrl) as TOTP).generate({ timestamp: site.clock.now().getTime() })
}

function credentialsOf(answer: Answer): Credentials {
  const jar = Object.fromEntries(answer.raw.cookies.map(cookie => [cookie.name, cookie.value]))
  return { headers: { 'cookie': `linli_staff=${jar.linli_staff}`, 'x-csrftoken': jar.csrf_staff! } }
}

let people = 0
/** Somebody of the staff, signed in. Without permissions named: an owner. */
async function signedIn(permissions?: string[]) {
  const owner = await addOwner(site.parts, `owner${++people}`)
  const asOwner = credentialsOf(await site.call('POST', 'console/session', { body: { name: owner.name, password: owner.password, code: freshCode(owner.otpauthUrl) } }))
  if (!permissions) return { ...owner, as: asOwner }
  const { data: role } = await site.call('POST', 'console/roles', { as: asOwner, body: { name: `role${people}`, permissions } })
  const { data: person } = await site.call('POST', 'console/staff', { as: asOwner, body: { name: `person${people}`, roleIds: [role.id] } })
  const answer = await site.call('POST', 'console/session', { body: { name: person.name, password: person.password, code: freshCode(person.otpauthUrl) } })
  return { ...person, as: credentialsOf(answer), roleId: role.id as number }
}

test('the console opens with name, password and the code of the authenticator', async () => {
  const owner = await signedIn()
  const { status, data } = await site.call('GET', 'console/session', { as: owner.as })
  expect(status).toBe(200)
  expect(data.staff.permissions).toContain('staff.manage')
})

test('whoever is signed in as a member in the same browser gets in as well, also when an ended session has left its token there', async () => {
  const owner = await addOwner(site.parts, 'at-both')
  const { cookie } = (await aPerson(site)).headers
  const signIn = (headers: Record<string, string>) => site.call('POST', 'console/session', { headers: { cookie: cookie!, ...headers }, body: { name: owner.name, password: owner.password, code: freshCode(owner.otpauthUrl) } })
  const answers = [await signIn({}), await signIn({ 'x-csrftoken': 'of a session that is over' })]
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  const { cookie: staffCookie } = credentialsOf(answers[1]!).headers
  expect((await site.call('GET', 'console/session', { headers: { cookie: `${cookie}; ${staffCookie}` } })).data.staff.name).toBe('at-both')
  expect((await signIn({ origin: 'https://evil.example' })).error).toBe('kit.bad_csrf')
})

test('a wrong name, a wrong password and a wrong code are refused in the same words', async () => {
  const owner = await signedIn()
  const code = freshCode(owner.otpauthUrl)
  const answers = await Promise.all([
    site.call('POST', 'console/session', { body: { name: 'nobody', password: owner.password, code } }),
    site.call('POST', 'console/session', { body: { name: owner.name, password: 'not the password', code } }),
    site.call('POST', 'console/session', { body: { name: owner.name, password: owner.password, code: '000000' } }),
  ])
  expect(answers.map(a => [a.status, a.error, a.message])).toEqual(Array.from({ length: 3 }).fill([401, 'staff.wrong', '用户名、密码或动态码不正确']))
})

test('a code is good once, even for two who use it at the same moment', async () => {
  const owner = await signedIn()
  const body = { name: owner.name, password: owner.password, code: freshCode(owner.otpauthUrl) }
  const answers = await Promise.all([1, 2, 3].map(() => site.call('POST', 'console/session', { body })))
  expect(answers.map(a => a.status).sort()).toEqual([201, 401, 401])
})

test('staff may do only what their roles say, and nothing without signing in', async () => {
  const reader = await signedIn(['staff.audit'])
  expect((await site.call('GET', 'console/audit', { as: reader.as })).status).toBe(200)
  expect((await site.call('GET', 'console/staff', { as: reader.as })).error).toBe('kit.not_allowed')
  expect((await site.call('GET', 'console/staff')).error).toBe('kit.not_signed_in')
})

test('a write without the token of the page is refused, also with the right cookie', async () => {
  const owner = await signedIn()
  const { status, error } = await site.call('POST', 'console/roles', { headers: { cookie: owner.as.headers.cookie! }, body: { name: 'forged', permissions: [] } })
  expect([status, error]).toEqual([403, 'kit.bad_csrf'])
})

test('signing out and being disabled both end the console session at once', async () => {
  const owner = await signedIn()
  const person = await signedIn(['staff.audit'])
  await site.call('PATCH', `console/staff/${person.id}`, { as: owner.as, body: { status: 'disabled', reason: 'left us' } })
  expect((await site.call('GET', 'console/session', { as: person.as })).status).toBe(401)
  await site.call('DELETE', 'console/session', { as: owner.as })
  expect((await site.call('GET', 'console/session', { as: owner.as })).status).toBe(401)
})

test('a sign-in with the old password does not outlive new credentials of the same moment', async () => {
  const owner = await signedIn()
  let answer!: Promise<Answer>
  await site.parts.db.tx(async (tx) => {
    await setCredentials(tx, owner.id, { passwordHash: '$argon2id$of another' })
    answer = site.call('POST', 'console/session', { body: { name: owner.name, password: owner.password, code: freshCode(owner.otpauthUrl) } })
    await expect.poll(() => waitingForLocks(site), { interval: 5 }).toBe(1)
    await endSessionsOf(tx, owner.id)
  })
  expect((await answer).error).toBe('staff.wrong')
  expect(await site.parts.db.sql.selectFrom('staff_session').select('id').where('staff_id', '=', owner.id).execute()).toEqual([])
})

test('a session nobody uses for eight hours is over', async () => {
  const owner = await signedIn()
  site.clock.advance(8 * 3600 + 1)
  expect((await site.call('GET', 'console/session', { as: owner.as })).status).toBe(401)
})

test('the last owner can be neither disabled nor given other roles, also by two at once', async () => {
  const first = await signedIn()
  const second = await signedIn()
  const { data: everybody } = await site.call('GET', 'console/staff', { as: first.as })
  for (const person of everybody) {
    if (person.id !== first.id && person.id !== second.id) await site.call('PATCH', `console/staff/${person.id}`, { as: first.as, body: { status: 'disabled', reason: 'test' } })
  }
  const answers = await Promise.all([
    site.call('PATCH', `console/staff/${first.id}`, { as: second.as, body: { status: 'disabled', reason: 'race' } }),
    site.call('PATCH', `console/staff/${second.id}`, { as: first.as, body: { status: 'disabled', reason: 'race' } }),
  ])
  expect(answers.map(a => a.status).sort()).toEqual([200, 409])
})

test('whoever manages staff gives, takes away and gets hold of no more than they have', async () => {
  const owner = await signedIn()
  const manager = await signedIn(['staff.manage', 'staff.audit'])
  const reader = await signedIn(['staff.audit'])
  const { data: roles } = await site.call('GET', 'console/roles', { as: owner.as })
  const ownerRole = roles.find((role: any) => role.name === 'owner').id
  const { data: money } = await site.call('POST', 'console/roles', { as: owner.as, body: { name: 'money', permissions: ['payments.refund'] } })
  const deeds = [
    ['PATCH', `console/staff/${manager.id}`, { roleIds: [ownerRole], reason: 'x' }],
    ['PATCH', `console/staff/${reader.id}`, { roleIds: [manager.roleId, money.id], reason: 'x' }],
    ['PATCH', `console/staff/${owner.id}`, { status: 'disabled', reason: 'x' }],
    ['POST', `console/staff/${owner.id}/credentials`, { reason: 'x' }],
    ['POST', 'console/staff', { name: 'puppet', roleIds: [ownerRole] }],
    ['POST', 'console/roles', { name: 'more', permissions: ['staff.audit', 'payments.refund'] }],
    ['PUT', `console/roles/${manager.roleId}`, { name: 'grown', permissions: ['staff.manage', 'staff.audit', 'accounts.manage'] }],
    ['PUT', `console/roles/${money.id}`, { name: 'money', permissions: [] }],
    ['DELETE', `console/roles/${money.id}`, { reason: 'x' }],
  ] as const
  const state = async () => [(await site.call('GET', 'console/staff', { as: owner.as })).data.map(({ lastSeenAt: _, ...one }: any) => one), (await site.call('GET', 'console/roles', { as: owner.as })).data]
  const before = await state()
  for (const [method, url, body] of deeds) {
    const { status, error } = await site.call(method, url, { as: manager.as, body })
    expect([method, url, status, error]).toEqual([method, url, 403, 'staff.beyond_own'])
  }
  expect(await state()).toEqual(before)
  expect((await site.call('PATCH', `console/staff/${reader.id}`, { as: manager.as, body: { roleIds: [manager.roleId], reason: 'one of us' } })).status).toBe(200)
  expect((await site.call('POST', `console/staff/${reader.id}/credentials`, { as: manager.as, body: { reason: 'lost phone' } })).status).toBe(201)
})

test('a role that is removed while somebody gets it is unknown then', async () => {
  const owner = await signedIn()
  const person = await signedIn(['staff.audit'])
  for (const give of [
    (roleId: number) => site.call('PATCH', `console/staff/${person.id}`, { as: owner.as, body: { roleIds: [roleId], reason: 'moved' } }),
    (roleId: number) => site.call('POST', 'console/staff', { as: owner.as, body: { name: 'late', roleIds: [roleId] } }),
  ]) {
    const { data: role } = await site.call('POST', 'console/roles', { as: owner.as, body: { name: 'on its way out', permissions: [] } })
    let answer!: Promise<Answer>
    await site.parts.db.tx(async (tx) => {
      await deleteRole(tx, role.id)
      answer = give(role.id)
      await expect.poll(() => waitingForLocks(site), { interval: 5 }).toBe(1)
    })
    expect(await answer).toMatchObject({ status: 422, error: 'staff.unknown_role', details: { field: 'roleIds' } })
  }
})

test('what staff do is in the log: who, what, why, before and after', async () => {
  const owner = await addOwner(site.parts, 'auditor')
  const as = credentialsOf(await site.call('POST', 'console/session', { body: { name: 'auditor', password: owner.password, code: freshCode(owner.otpauthUrl) } }))
  const { data: role } = await site.call('POST', 'console/roles', { as, body: { name: 'helpers', permissions: ['staff.audit'] } })
  await site.call('PUT', `console/roles/${role.id}`, { as, body: { name: 'helpers', permissions: [] } })
  const { data } = await site.call('GET', 'console/audit', { as, query: { target: `role:${role.id}` } })
  expect(data.items.map((entry: any) => [entry.staffName, entry.action])).toEqual([['auditor', 'role.change'], ['auditor', 'role.add']])
  expect(data.items[0].before.permissions).toEqual(['staff.audit'])
})

test('a change of roles is told by their names', async () => {
  const owner = await signedIn()
  const person = await signedIn(['staff.audit'])
  const { data: role } = await site.call('POST', 'console/roles', { as: owner.as, body: { name: 'readers', permissions: [] } })
  await site.call('PATCH', `console/staff/${person.id}`, { as: owner.as, body: { roleIds: [role.id], reason: 'moved' } })
  const { data } = await site.call('GET', 'console/audit', { as: owner.as, query: { target: `staff:${person.id}`, action: 'staff.change' } })
  expect(data.items).toMatchObject([{ reason: 'moved', before: { status: 'active', roles: [expect.stringMatching(/^role/)] }, after: { status: 'active', roles: ['readers'] } }])
})

test('a role nobody has is removed for a reason, and the log knows what it was', async () => {
  const owner = await signedIn()
  const { data: role } = await site.call('POST', 'console/roles', { as: owner.as, body: { name: 'gone', permissions: ['staff.audit'] } })
  const remove = (body?: object) => site.call('DELETE', `console/roles/${role.id}`, { as: owner.as, body })
  for (const body of [undefined, {}, { reason: ' ' }]) expect((await remove(body)).status).toBe(400)
  const both = await Promise.all([remove({ reason: 'nobody needs it' }), remove({ reason: 'nobody needs it' })])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
  const { data } = await site.call('GET', 'console/audit', { as: owner.as, query: { target: `role:${role.id}`, action: 'role.remove' } })
  expect(data.items).toMatchObject([{ staffName: owner.name, reason: 'nobody needs it', before: { name: 'gone', permissions: ['staff.audit'] }, after: null }])
})

test('new credentials and a new password tell in the log how many sessions they ended', async () => {
  const owner = await signedIn()
  const person = await signedIn(['staff.audit'])
  const newPassword = 'a password that is long'
  expect((await site.call('PUT', 'console/session/password', { as: person.as, body: { currentPassword: person.password, newPassword, code: freshCode(person.otpauthUrl) } })).status).toBe(200)
  await site.call('POST', `console/staff/${person.id}/credentials`, { as: owner.as, body: { reason: 'lost phone' } })
  const { data } = await site.call('GET', 'console/audit', { as: owner.as, query: { target: `staff:${person.id}` } })
  expect(data.items.slice(0, 2)).toMatchObject([
    { action: 'staff.reset_credentials', reason: 'lost phone', before: { sessions: 0 }, after: { sessions: 0 } },
    { action: 'staff.change_password', before: { sessions: 1 }, after: { sessions: 0 } },
  ])
})

test('a blank reason is none', async () => {
  const as = await aStaff(site, ['*'])
  for (const [method, url] of [['PATCH', 'console/staff/1'], ['POST', 'console/staff/1/credentials'], ['DELETE', 'console/roles/1'], ['POST', 'console/refunds/1/attempts']] as const) {
    for (const body of [{}, { reason: '' }, { reason: ' \n ' }]) expect([url, (await site.call(method, url, { as, body })).details?.field]).toEqual([url, 'reason'])
  }
})
