import type { Tx } from '../../../kit/db.ts'
import { demoPeople } from '../../../core/accounts/index.ts'
import { accountsSince } from './store.ts'

/** Somebody of the demo site, and since when they are there. */
export interface Person { id: number, since: Date }

/** Who plays which part on the demo site. */
export interface Cast {
  /** The two of the documentation. */
  guest: Person
  host: Person
  /** Neighbours with a confirmed identity who let homes, the oldest members first. */
  hosts: Person[]
  /** Everybody who books now and then, the oldest members first. */
  guests: Person[]
}

const HOSTS = 19

export async function chooseCast(tx: Tx): Promise<Cast> {
  const { guest, host, member, others } = await demoPeople(tx)
  const since = await accountsSince(tx, [guest, host, member, ...others.map(({ id }) => id)])
  const person = (id: number): Person => ({ id, since: since.get(id)! })
  const byAge = (a: Person, b: Person) => a.since.getTime() - b.since.getTime() || a.id - b.id
  return {
    guest: person(guest),
    host: person(host),
    hosts: others.filter(({ verified }) => verified).map(({ id }) => person(id)).sort(byAge).slice(0, HOSTS),
    guests: [member, ...others.map(({ id }) => id)].map(person).sort(byAge),
  }
}
