import type { StaffCredentials } from './contract.ts'
import type * as argon2 from '@node-rs/argon2'
import type { TOTP } from 'otpauth'
import { verify } from '@node-rs/argon2'
import { URI } from 'otpauth'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aStaff } from '../../../test/staff.ts'
import { addOwner } from './index.ts'

// Cheaper hashes: these tests give dozens of passwords, and count them only.
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>()
  return { ...real, hash: (password: string) => real.hash(password, { memoryCost: 64, timeCost: 1 }), verify: vi.fn(real.verify) }
})

// The proxy in front is believed, so that a test can come from anywhere.
const site = withApp({ env: { LINLI_LIMITS: 'off', TRUST_PROXY: '127.0.0.1' } })

/** The code the authenticator app shows now. */
const codeOf = ({ otpauthUrl }: StaffCredentials) => (URI.parse(otpauthUrl) as TOTP).generate({ timestamp: site.clock.now().getTime() })
const attempt = (body: { name: string, password: string, code: string }, address: string) => site.call('POST', 'console/session', { body, headers: { 'x-forwarded-for': address } })
const signIn = ({ name, password, ...person }: StaffCredentials, address: string) => {
  site.clock.advance(30) // a code is good once
  return attempt({ name, password, code: codeOf({ name, password, ...person }) }, address)
}
const wrong = (name: string, address: string) => attempt({ name, password: 'wrong', code: '000000' }, address)
const guess = async (times: number, name: string, address: string) => {
  for (let i = 0; i < times; i++) expect((await wrong(name, address)).error).toBe('staff.wrong')
}

let owners = 0
const anOwner = () => addOwner(site.parts, `owner${++owners}`)

beforeEach(() => { site.clock.advance(7200) })

describe('wrong tries', () => {
  test('five close the name at that address for ten minutes, for the right credentials too', async () => {
    const owner = await anOwner()
    await guess(5, owner.name, '203.0.113.1')
    const locked = await wrong(owner.name, '203.0.113.1')
    expect(locked).toMatchObject({ status: 429, error: 'staff.locked', details: { retryAfter: 600 } })
    expect(locked.raw.headers['retry-after']).toBe('600')
    site.clock.advance(569)
    expect((await signIn(owner, '203.0.113.1')).error).toBe('staff.locked')
    site.clock.advance(1)
    expect((await signIn(owner, '203.0.113.1')).status).toBe(201)
  })

  test('of a name nobody has are answered alike, and cost the same work', async () => {
    const owner = await anOwner()
    const answersTo = async (name: string, address: string) => {
      vi.mocked(verify).mockClear()
      const answers = []
      for (let i = 0; i < 7; i++) answers.push(await wrong(name, address))
      const compared = vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split('$').slice(0, 4).join('$')) // the algorithm and its costs
      return { answers: answers.map(({ status, error, message, details }) => ({ status, error, message, details })), compared }
    }
    const known = await answersTo(owner.name, '203.0.113.2')
    expect(known.answers.map(({ error }) => error)).toEqual([...Array.from({ length: 5 }).fill('staff.wrong'), 'staff.locked', 'staff.locked'])
    expect(known.compared).toHaveLength(5)
    expect(await answersTo('nobody', '203.0.113.2')).toEqual(known)
  })

  test('of somebody who was disabled are answered alike', async () => {
    const [, left] = [await anOwner(), await anOwner()]
    expect((await site.call('PATCH', `console/staff/${left.id}`, { as: await aStaff(site, ['*']), body: { status: 'disabled', reason: 'left us' } })).status).toBe(200)
    for (let i = 0; i < 5; i++) expect((await signIn(left, '203.0.113.3')).error).toBe('staff.wrong')
    expect((await signIn(left, '203.0.113.3')).error).toBe('staff.locked')
  })

  test('from one IPv6 network count together', async () => {
    const owner = await anOwner()
    for (let i = 1; i <= 5; i++) await guess(1, owner.name, `2001:db8:1:2::${i}`)
    expect((await wrong(owner.name, '2001:db8:1:2::6')).error).toBe('staff.locked')
    expect((await wrong(owner.name, '2001:db8:1:3::1')).error).toBe('staff.wrong')
  })

  test('given at the same time are not compared more than five times', async () => {
    const owner = await anOwner()
    const answers = await Promise.all(Array.from({ length: 40 }, () => wrong(owner.name, '203.0.113.4')))
    expect(answers.filter(({ error }) => error === 'staff.wrong')).toHaveLength(5)
  })

  test('are forgotten after the right credentials, and after new ones', async () => {
    const owner = await anOwner()
    await guess(4, owner.name, '203.0.113.5')
    expect((await signIn(owner, '203.0.113.5')).status).toBe(201)
    await guess(5, owner.name, '203.0.113.5')
    const { data } = await site.call('POST', `console/staff/${owner.id}/credentials`, { as: await aStaff(site, ['*']), body: { reason: 'locked out' } })
    expect((await signIn(data, '203.0.113.5')).status).toBe(201)
  })

  test('with the password of an open console count as well', async () => {
    const owner = await anOwner()
    const { raw } = await signIn(owner, '203.0.113.6')
    const jar = Object.fromEntries(raw.cookies.map(({ name, value }) => [name, value]))
    const change = () => site.call('PUT', 'console/session/password', {
      headers: { 'cookie': `linli_staff=${jar.linli_staff}`, 'x-csrftoken': jar.csrf_staff!, 'x-forwarded-for': '203.0.113.6' },
      body: { currentPassword: 'wrong', newPassword: 'a password that is long', code: '000000' },
    })
    for (let i = 0; i < 5; i++) expect((await change()).error).toBe('staff.wrong')
    expect((await change()).error).toBe('staff.locked')
  })
})

describe('nobody of the staff can be locked out by others', () => {
  test('a name closed at one address is open at others', async () => {
    const owner = await anOwner()
    await guess(5, owner.name, '203.0.113.10')
    expect((await wrong(owner.name, '203.0.113.10')).error).toBe('staff.locked')
    expect((await signIn(owner, '198.51.100.1')).status).toBe(201)
  })

  test('who has signed in from a place before comes in there, while strangers guess from everywhere', async () => {
    const owner = await anOwner()
    expect((await signIn(owner, '198.51.100.2')).status).toBe(201)
    for (let i = 0; i < 20; i++) await guess(1, owner.name, `203.0.113.${100 + i}`)
    expect(await wrong(owner.name, '203.0.113.200')).toMatchObject({ error: 'staff.locked', details: { retryAfter: 3600 } })
    expect((await signIn(owner, '203.0.113.201')).error).toBe('staff.locked')
    expect((await signIn(owner, '198.51.100.2')).status).toBe(201)
  })

  test('the place of one of the staff is a strange one for another', async () => {
    const [one, other] = [await anOwner(), await anOwner()]
    expect((await signIn(one, '198.51.100.3')).status).toBe(201)
    for (let i = 0; i < 20; i++) await guess(1, other.name, `203.0.113.${100 + i}`)
    expect((await signIn(other, '198.51.100.3')).error).toBe('staff.locked')
  })
})

test('what is over is swept away', async () => {
  const owner = await anOwner()
  expect((await signIn(owner, '198.51.100.4')).status).toBe(201)
  await guess(3, owner.name, '203.0.113.20')
  site.clock.advance(3600)
  await site.parts.jobs.sweepNow(site.parts)
  expect(await site.parts.db.sql.selectFrom('tries').selectAll().execute()).toEqual([])
  expect(await site.parts.db.sql.selectFrom('staff_place').selectAll().execute()).not.toEqual([])
  site.clock.advance(90 * 86_400)
  await site.parts.jobs.sweepNow(site.parts)
  expect(await site.parts.db.sql.selectFrom('staff_place').selectAll().execute()).toEqual([])
})
