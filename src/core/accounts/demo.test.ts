import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { codeFor } from '../../../test/people.ts'
import { loadDemo } from './demo.ts'
import { inventPeople } from './demo/people.ts'
import { demoPeople, publicProfiles } from './index.ts'

const app = withApp({ env: { LINLI_LIMITS: 'off' } })

test('the demo site has its three people to sign in as, and forty neighbours with faces', async () => {
  await app.parts.db.tx(tx => loadDemo(app.parts, tx, 'linli'))
  const signIn = async (account: string) => (await app.call('POST', 'sessions', { body: { account, password: 'linli-demo-2026' } })).data.user
  expect(await signIn('13800000001')).toMatchObject({ name: '小满', verified: false, username: 'demo_guest' })
  expect(await signIn('13800000002')).toMatchObject({ name: '周师傅', verified: true })
  expect(await signIn('13800000003')).toMatchObject({ name: '清如', verified: false })

  const { guest, host, member, others } = await demoPeople(app.parts.db.sql)
  const profiles = await publicProfiles(app.parts.db.sql, [guest, host, member, ...others.map(person => person.id)])
  expect(profiles.size).toBe(43)
  expect(others.filter(person => person.verified).length).toBeGreaterThan(15)
  const faces = [...profiles.values()].map(profile => profile.avatar!.urls[320])
  expect(new Set(faces).size).toBe(43)
  expect((await app.call('GET', faces[0]!)).raw.headers['content-type']).toBe('image/webp')
})

test('a neighbour without a password signs in by code', async () => {
  const code = await codeFor(app, { channel: 'sms', to: '13800000100', purpose: 'sign_in' })
  expect((await app.call('POST', 'sessions', { body: { mobile: '13800000100', code } })).status).toBe(201)
})

test('the same seed invents the same people', () => {
  expect(inventPeople('linli')).toEqual(inventPeople('linli'))
  expect(inventPeople('linli')).not.toEqual(inventPeople('other'))
  expect(new Set(inventPeople('linli').map(person => person.mobile)).size).toBe(43)
})
