import type { Sql, Tx } from '../../kit/db.ts'
import type { PlainDate } from '../../kit/dates.ts'
import type { Parts } from '../../kit/module.ts'
import { dayOf, daysBetween } from '../../kit/dates.ts'
import { seeded } from '../../kit/draw.ts'
import { hashPassword } from '../../kit/password-hash.ts'
import { planPictures } from '../media/index.ts'
import { findDemoPeople, insertAccount, insertAccounts, setAvatar } from './accounts-store.ts'
import { drawAvatar } from './demo/avatars.ts'
import { inventIdentityNumber, inventPeople } from './demo/people.ts'
import { parseIdentityNumber } from './identity-number.ts'
import { saveIdentity } from './identity.ts'
import { TERMS_VERSION } from './rules.ts'

const PASSWORD = 'linli-demo-2026'
const AVATAR_PIXELS = 512
const AVATAR_COLOR = '#e9dccb'
const DAY_MS = 86_400_000
/** Districts of Hefei whose codes the invented numbers carry: 340102 … 340104. */
const DISTRICTS = 3

interface Face { seed: string, sex: 'female' | 'male', age: 'young' | 'middle' | 'senior' }

/** An SVG text of somebody's face, from what the demo wrote down of it. */
export const drawFace = ({ seed, sex, age }: Face) => drawAvatar(seed, { sex, age })

/** Three people to sign in as (design.md §5) and forty neighbours, with drawn faces; some have confirmed their identity. */
export async function loadDemo(parts: Parts, tx: Tx, seed: string): Promise<void> {
  const now = parts.clock.now()
  const random = seeded(`${seed} public ids`)
  const passwordHash = await hashPassword(PASSWORD)
  const people = inventPeople(seed)
  const plans = people.map(({ mobile, sex, birthDate }) => {
    const years = daysBetween(birthDate, dayOf(now)) / 365.25
    const spec: Face = { seed: mobile, sex, age: years < 35 ? 'young' : years < 55 ? 'middle' : 'senior' }
    return { kind: 'avatar', spec, width: AVATAR_PIXELS, height: AVATAR_PIXELS, color: AVATAR_COLOR }
  })
  const avatars = await planPictures(tx, now, plans)
  for (const [i, person] of people.entries()) {
    const createdAt = new Date(now.getTime() - person.daysHere * DAY_MS)
    const id = await insertAccount(tx, {
      publicId: Array.from({ length: 20 }, () => random.pick([...'0123456789abcdefghjkmnpqrstvwxyz'])).join(''),
      name: person.name,
      mobile: person.mobile,
      email: null,
      username: person.username,
      passwordHash: person.username ? passwordHash : null,
      termsVersion: TERMS_VERSION,
      lang: null,
    }, createdAt)
    await setAvatar(tx, id, avatars[i]!)
    if (person.verified) {
      const number = parseIdentityNumber(inventIdentityNumber(person, i % DISTRICTS), dayOf(now))
      if (!number.ok) throw new Error(`demo: ${person.mobile} has a bad identity number: ${number.reason}`)
      await saveIdentity(parts, tx, id, person.realName, number, createdAt)
    }
  }
}

interface DemoNeighbour { publicId: string, mobile: string, name: string, createdAt: Date, identity: { realName: string, sex: 'female' | 'male', birthDate: PlainDate } | null }

/** Districts of Hefei which the identity numbers of further neighbours carry; those of the first people have others, so that no number comes twice. */
const FURTHER_DISTRICTS = ['340111', '340121', '340122', '340123', '340124', '340181'] as const

/** Adds further people to the demo site, without password and avatar, in few statements. @returns their internal ids, in order */
export async function addDemoNeighbours(parts: Parts, tx: Tx, people: readonly DemoNeighbour[]): Promise<number[]> {
  const ids = await insertAccounts(tx, people.map(({ createdAt, publicId, mobile, name }) => ({ publicId, mobile, name, email: null, username: null, passwordHash: null, termsVersion: TERMS_VERSION, lang: null, createdAt })))
  const taken = new Set<string>()
  for (const [i, { identity, createdAt }] of people.entries()) {
    if (!identity) continue
    const free = FURTHER_DISTRICTS.map(district => inventIdentityNumber(identity, district)).find(number => !taken.has(number))
    if (!free) continue
    taken.add(free)
    const number = parseIdentityNumber(free, dayOf(parts.clock.now()))
    if (!number.ok) throw new Error(`demo: ${free} is a bad identity number: ${number.reason}`)
    await saveIdentity(parts, tx, ids[i]!, identity.realName, number, createdAt)
  }
  return ids
}

/** The demo site's people by internal id, for the demo data of other modules; in the order they were made. */
export async function demoPeople(sql: Sql): Promise<DemoPeople> {
  const [guest, host, member, ...others] = await findDemoPeople(sql)
  if (!guest || !host || !member) throw new Error('demo: the people are not there yet')
  return { guest: guest.id, host: host.id, member: member.id, others }
}

export interface DemoPeople { guest: number, host: number, member: number, others: { id: number, verified: boolean }[] }
