import type { Answer, CallOptions } from './app.ts'
import type { Operation } from './operations.ts'
import type { TestPerson } from './people.ts'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { inventIdentityNumber } from '../src/core/accounts/demo/people.ts'
import { aHouse, day, FIELDS, moneyArrives } from '../src/features/stays/houses.fixture.ts'
import { withApp } from './app.ts'
import { addressOf, fitting, operationsOf } from './operations.ts'
import { aPerson } from './people.ts'
import { aStaff } from './staff.ts'

// Who reads what of whom (rental.md §5 check 11): every address that is read, by everybody, and every answer of a booking's life.

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const ROLES = ['nobody', 'guest', 'other guest', 'host', 'other host', 'all staff', 'other staff'] as const
type Role = typeof ROLES[number]

let as: Record<Role, CallOptions['as']>
let people: Record<'guest' | 'host', TestPerson>
let houseId: number
let bookings: Record<'asked' | 'accepted' | 'paid' | 'canceled' | 'over', string>
/** What nobody but those in whom `mayRead` names may ever read. */
let secrets: Record<string, string>
const heard: { role: Role, url: string, body: string }[] = []

async function call(role: Role, method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, options: CallOptions = {}): Promise<Answer> {
  const answer = await site.call(method, url, { ...options, as: as[role] })
  heard.push({ role, url, body: answer.raw.body })
  return answer
}

async function somebodyKnown(name: string, email: string, sex: 'male' | 'female', serial: number) {
  const person = await aPerson(site, { name, email })
  const idNumber = inventIdentityNumber({ sex, birthDate: '1987-06-05' }, serial)
  const { status } = await site.call('POST', 'users/me/identity', { as: person, body: { realName: sex === 'male' ? '欧阳不露' : '司马不显', idNumber } })
  expect(status).toBe(201)
  return { person, idNumber }
}

beforeAll(async () => {
  const host = await somebodyKnown('房东甲', 'host.hidden@example.com', 'male', 1)
  const guest = await somebodyKnown('房客乙', 'guest.hidden@example.com', 'female', 2)
  people = { host: host.person, guest: guest.person }
  const stranger = await aPerson(site, { verified: true })
  as = { 'nobody': undefined, ...people, 'other guest': await aPerson(site), 'other host': stranger, 'all staff': await aStaff(site, ['*']), 'other staff': await aStaff(site, []) }
  await aHouse(site, stranger)
  secrets = {
    'address': '暗号街 4711 号 9 栋 9 层',
    'host’s phone': host.person.mobile,
    'guest’s phone': guest.person.mobile,
    'host’s e-mail': 'host.hidden@example.com',
    'guest’s e-mail': 'guest.hidden@example.com',
    'host’s identity number': host.idNumber,
    'guest’s identity number': guest.idNumber,
    'host’s real name': '欧阳不露',
    'guest’s real name': '司马不显',
  }

  houseId = await aHouse(site, people.host, { address: secrets.address! })
  const ask = async (from: number) => {
    const wish = { houseId, checkIn: day(site, from), checkOut: day(site, from + 2), guests: 1 }
    await call('guest', 'POST', 'stays/quotes', { body: wish })
    return (await call('guest', 'POST', 'stays/bookings', { body: { ...wish, note: '您好' } })).data.id as string
  }
  const accepted = async (from: number) => {
    const id = await ask(from)
    expect((await call('host', 'PUT', `stays/bookings/${id}/status`, { body: { action: 'accept' } })).data.status).toBe('WAIT_PAYMENT')
    return id
  }
  const paid = async (from: number) => {
    const id = await accepted(from)
    expect(await moneyArrives(site, id)).toBe('accepted')
    return id
  }
  const over = await paid(1)
  site.clock.advance(5 * 86_400)
  as['all staff'] = await aStaff(site, ['*'])
  as['other staff'] = await aStaff(site, [])
  await call('guest', 'POST', `stays/bookings/${over}/reviews`, { body: { rating: 5, text: '好' } })
  await call('host', 'POST', `stays/bookings/${over}/reviews/answer`, { body: { text: '谢谢' } })
  const canceled = await paid(10)
  expect((await call('guest', 'PUT', `stays/bookings/${canceled}/status`, { body: { action: 'cancel' } })).data.status).toBe('CANCELED')
  bookings = { asked: await ask(20), accepted: await accepted(24), paid: await paid(28), canceled, over }
  await call('guest', 'POST', `stays/bookings/${bookings.accepted}/payments`)
  await call('host', 'PATCH', `stays/houses/${houseId}`, { body: { price: FIELDS.price } })
  await site.parts.jobs.sweepNow(site.parts)
})

/** Where a secret is for somebody to read: the agreed stay tells the two of each other, and the staff who look after homes see where they are. */
function mayRead(role: Role, url: string, secret: string): boolean {
  const agreed = /^stays\/bookings(?:\?|$)/.test(url) || [bookings.paid, bookings.over].some(id => url.startsWith(`stays/bookings/${id}`))
  switch (secret) {
    case 'address': return role === 'host' ? url.startsWith(`stays/houses/${houseId}`) || url.startsWith('stays/bookings') : role === 'guest' ? agreed : role === 'all staff' && url.startsWith(`console/stays/houses/${houseId}`)
    case 'host’s phone': return role === 'guest' && agreed
    case 'guest’s phone': return role === 'host' && agreed
    default: return false
  }
}

function told(answers: typeof heard): string[] {
  return answers.flatMap(({ role, url, body }) => Object.entries(secrets).filter(([secret, text]) => body.includes(text) && !mayRead(role, url, secret)).map(([secret]) => `${role} reads the ${secret} in ${url}`))
}

/** The address of what there is; of a thing nobody has made, some id that fits. */
function urlsOf({ path, inPath }: Operation): string[] {
  const place = /(\w+)\/\{\w+\}/.exec(path)?.[1] ?? ''
  const things: Record<string, (string | number)[]> = { houses: [houseId], bookings: Object.values(bookings), users: [people.host.id, people.guest.id] }
  const [first, ...others] = inPath
  const other = Object.fromEntries(others.map(({ name, schema }) => [name, fc.sample(fitting(schema), { seed: 1, numRuns: 1 })[0]]))
  if (!first) return [path]
  const known = things[place] ?? [fc.sample(fitting(first.schema), { seed: 1, numRuns: 1 })[0]]
  return known.map(id => addressOf(path, { ...other, [first.name]: id }))
}

test('phone numbers, e-mail and exact addresses, real names and identity numbers are in no answer but those they are meant for', async () => {
  const reads = operationsOf(site.app).filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/v1/dev/')) // which is on the owner's machine only
  expect(reads.length).toBeGreaterThan(30)
  const urls = reads.flatMap(urlsOf).map(url => url.replace('/api/v1/', ''))
  urls.push('stays/bookings?role=host', 'stays/houses?owner=me', 'stays/houses?limit=100', 'stays/bookings?status=PAID', `console/users?q=${people.host.id}`, 'console/users?limit=100', `console/stays/bookings?guest=${people.guest.id}`)
  let answered = 0
  for (const url of urls) for (const role of ROLES) if ((await call(role, 'GET', url)).status === 200) answered++
  expect(answered).toBeGreaterThan(100)
  expect(told(heard)).toEqual([])
})

test('the same is told to those it is meant for, so the look above could have found it', () => {
  const reads = (role: Role, url: string, secret: string) => heard.some(answer => answer.role === role && answer.url === url && answer.body.includes(secrets[secret]!))
  expect(reads('guest', `stays/bookings/${bookings.paid}`, 'address')).toBe(true)
  expect(reads('guest', `stays/bookings/${bookings.paid}`, 'host’s phone')).toBe(true)
  expect(reads('host', `stays/bookings/${bookings.paid}`, 'guest’s phone')).toBe(true)
  expect(reads('host', `stays/houses/${houseId}`, 'address')).toBe(true)
  for (const not of [bookings.asked, bookings.accepted, bookings.canceled]) expect(reads('guest', `stays/bookings/${not}`, 'address')).toBe(false)
})
