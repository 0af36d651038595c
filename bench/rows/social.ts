import type { Request } from 'autocannon'
import type { Headers } from '../people.ts'
import type { Row, Setting } from '../setting.ts'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { listCandidates } from '../../src/features/social/deck/store-deck.ts'
import { findMeeter } from '../../src/features/social/profile/store-standing.ts'
import { dayOf } from '../../src/kit/dates.ts'
import { openDb } from '../../src/kit/db.ts'
import { runningPostgres } from '../../src/kit/postgres.ts'
import { load, paired } from '../measure.ts'
import { signIn } from '../people.ts'
import { startBare, startSite } from '../processes.ts'

const VIEWERS = 3000
const FEW = 300
const PAIRS = 1000
const RACE_CONNECTIONS = 120
const TARGETS = 200
/** For each second that a load takes. */
const SETTLE_MS = 3000

interface Person { accountId: number, headers: Headers }
/** Milliseconds that half of the answers, and 99 of a hundred, stay below. */
interface Times { p50: number, p99: number }

/** The next people, swipes and messages among many people, and what ten times the people cost. */
export async function socialRows(setting: Setting): Promise<Row[]> {
  const small = await deckRows(setting, await setting.dataDir('social-small'), false)
  const large = await deckRows(setting, await setting.dataDir('social-large'), true)
  const growth = large.built.p50 / small.built.p50
  return [
    ...large.rows,
    { work: 'the next 20 people, made anew, cost of ten times the people', measured: told(large.built), base: `a tenth of the people: ${told(small.built)}`, ratio: growth, bar: '—', met: true },
    ...await writeRows(setting, await setting.dataDir('social-large')),
  ]
}

const told = ({ p50, p99 }: Times) => `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`

/** One person after the other asks for the next twenty, first with nothing prepared, then again. */
async function deckRows(setting: Setting, dataDir: string, whole: boolean): Promise<{ built: Times, rows: Row[] }> {
  const site = await startSite(dataDir)
  const connection = runningPostgres(dataDir)!
  const client = new pg.Client(connection)
  await client.connect()
  const viewers = setting.rounds === 1 ? FEW : VIEWERS
  const people = await signIn(client, dataDir, `select account_id from (select account_id, hashint8(account_id * 31) as luck from social_card where active_hour > now() - interval '30 days') c order by luck limit ${viewers}`)
  const anew = async (some: Person[], rounds = 1) => {
    const all: number[] = []
    for (let i = 0; i < rounds; i++) {
      await client.query('delete from social_deck')
      all.push(...await millisecondsOf(some, ({ headers }) => deckOf(site.url, headers)))
    }
    return timesIn(all)
  }
  // A start sweeps everything once, which takes both cores at this size; and what is asked first is read from the disk.
  for (const begun = Date.now(); Date.now() < begun + setting.seconds * SETTLE_MS;) await timesOf(people.slice(0, 100), ({ headers }) => deckOf(site.url, headers))
  const built = await anew(people)
  const warm = await timesOf(people, ({ headers }) => deckOf(site.url, headers))
  const row = (work: string, times: Times, bar: number, base = '—', ratio: number | null = null): Row => ({ work, measured: told(times), base, ratio, bar: `p99 ≤ ${bar} ms`, met: times.p99 <= bar })
  const rows: Row[] = []
  if (whole) {
    // The same statement alone, on one connection, with the same parameters: what the database asks for it.
    const db = openDb(connection, { readers: 1 })
    const now = new Date()
    const alone = await timesOf(people, async ({ accountId }) => {
      const me = await findMeeter(db.sql, accountId, ['pending', 'approved'])
      await listCandidates(db.sql, me as never, dayOf(now))
    })
    await db.close()
    rows.push(row('the next 20 people, the statement alone', alone, 30), row('the same as a request, made anew', built, 30, `the statement alone: ${told(alone)}`, alone.p50 / built.p50), row('the same from a warm deck', warm, 10))
    const inCity = people.slice(0, FEW)
    const ids = inCity.map(({ accountId }) => accountId)
    await client.query(`update social_profile set max_km = 160, city = '340100', (c5, c6, c7, lat, lng) = (select c5, c6, c7, lat, lng from social_card where city = '340100' limit 1) where account_id = any($1)`, [ids])
    rows.push(row('made anew in the largest city, 160 km', await anew(inCity), 60))
    const older = await signIn(client, dataDir, `select account_id from social_card where city = '340100' and age_min between 35 and 44 order by hashint8(account_id) limit ${FEW}`)
    await client.query('update social_profile set max_km = 160, age_min = 48, age_max = 49 where account_id = any($1)', [older.map(({ accountId }) => accountId)])
    rows.push(row('the same, only people of 48 and 49, one of a hundred', await anew(older), 80))
    await client.query('update social_profile set age_min = 60, age_max = 61 where account_id = any($1)', [ids])
    const nobody = await anew(inCity)
    rows.push({ work: 'nobody is left: what to widen, and how many that would bring', measured: told(nobody), base: '—', ratio: null, bar: '—', met: true })
    const heavy = await signIn(client, dataDir, 'select actor as account_id from swipe where actor in (select account_id from social_card order by account_id) group by actor having count(*) > 1000 limit 20')
    rows.push(row('made anew for who has decided about 20,000', await anew(heavy, 15), 150))
  }
  await client.end()
  await site.stop()
  return { built, rows }
}

/** Swipes, messages, and a thousand pairs at one instant. */
async function writeRows({ rounds, seconds }: Setting, dataDir: string): Promise<Row[]> {
  const site = await startSite(dataDir)
  const connection = runningPostgres(dataDir)!
  const client = new pg.Client(connection)
  await client.connect()
  const people = await signIn(client, dataDir, `select account_id from social_card where city = '340100' order by account_id desc limit ${2 * PAIRS}`)
  const ids = people.map(({ accountId }) => accountId)
  // Everybody was shown the same two hundred, and nobody has decided about them.
  const { rows: targets } = await client.query<{ account_id: string, public_id: string }>(`select p.account_id, p.public_id from social_card c join social_profile p using (account_id) where c.city = '310100' order by p.account_id limit ${TARGETS}`)
  await client.query('delete from social_deck')
  await client.query('delete from swipe where actor = any($1)', [ids])
  await client.query(`insert into social_deck (account_id, ids, served, made_at) select unnest($1::bigint[]), '{}', $2::bigint[], now()`, [ids, targets.map(({ account_id }) => account_id)])
  let n = 0
  const run = Date.now()
  const swipe = (): Request => {
    const nth = n++
    const target = targets[Math.floor(nth / people.length) % TARGETS]!.public_id
    return { method: 'PUT', path: `/api/v1/social/swipes/${target}`, headers: { 'content-type': 'application/json', ...people[nth % people.length]!.headers }, body: JSON.stringify({ kind: nth % 3 === 0 ? 'like' : 'pass' }) }
  }
  await client.query('create table if not exists bench_swipe (actor bigint, target bigint, kind smallint, at timestamptz, primary key (actor, target))')
  const bareSwipe = await startBare({ query: { connection, text: 'insert into bench_swipe values ($1, (random() * 1e15)::bigint, 1, now()) on conflict do nothing', params: ids.map(id => [id]) } })
  const swipes = await paired(rounds, () => load({ url: site.url, requests: [{ setupRequest: (request: Request) => ({ ...request, ...swipe() }) }] }, Math.min(seconds, 5)), () => load({ url: `${bareSwipe.url}/work`, method: 'POST' }, Math.min(seconds, 5)))
  await bareSwipe.stop()
  if (swipes.a.refused > swipes.a.perSecond) throw new Error(`${swipes.a.refused} swipes were refused`)

  const race = await raceRow(site.url, client, people)

  const { rows: matches } = await client.query<{ id: string, account: string }>('select m.public_id as id, m.lo as account from social_match m where m.lo = any($1) and m.ended_at is null', [ids])
  const headersOf = new Map(people.map(({ accountId, headers }) => [accountId, headers]))
  const send = (): Request => {
    const nth = n++
    const { id, account } = matches[nth % matches.length]!
    return { method: 'POST', path: `/api/v1/social/matches/${id}/messages`, headers: { 'content-type': 'application/json', ...headersOf.get(Number(account))! }, body: JSON.stringify({ clientId: randomUUID(), text: `你好 ${run} ${nth}` }) }
  }
  await client.query('create table if not exists bench_message (match_id bigint, seq bigint generated always as identity, sender bigint, text text, at timestamptz, primary key (match_id, seq))')
  const bareMessage = await startBare({ query: { connection, text: `insert into bench_message (match_id, sender, text, at) values ($1, 1, '你好', now())`, params: ids.map(id => [id]) } })
  const messages = await paired(rounds, () => load({ url: site.url, requests: [{ setupRequest: (request: Request) => ({ ...request, ...send() }) }] }, Math.min(seconds, 5)), () => load({ url: `${bareMessage.url}/work`, method: 'POST' }, Math.min(seconds, 5)))
  await bareMessage.stop()
  if (messages.a.refused > messages.a.perSecond) throw new Error(`${messages.a.refused} messages were refused`)
  await client.end()
  await site.stop()
  const written = (work: string, unit: string, { a, b, ratio }: typeof swipes): Row => ({ work, measured: `${a.perSecond.toFixed(0)} ${unit}/s, p99 ${a.p99} ms`, base: `bare Fastify + one insert: ${b.perSecond.toFixed(0)} req/s`, ratio, bar: '—', met: true })
  return [written('a swipe', 'swipes', swipes), race, written('a message', 'messages', messages)]
}

/** Who are shown each other like each other at the same instant. */
async function raceRow(url: string, client: pg.Client, people: Person[]): Promise<Row> {
  const pairs = Array.from({ length: PAIRS }, (_, i) => [people[2 * i]!, people[2 * i + 1]!] as const)
  const ids = people.map(({ accountId }) => accountId)
  await client.query('delete from swipe where actor = any($1)', [ids])
  await client.query('delete from social_quota where account_id = any($1)', [ids])
  await client.query(`update social_deck d set served = array[o.other] from (select unnest($1::bigint[]) as id, unnest($2::bigint[]) as other) o where d.account_id = o.id`, [pairs.flatMap(([a, b]) => [a.accountId, b.accountId]), pairs.flatMap(([a, b]) => [b.accountId, a.accountId])])
  const { rows } = await client.query<{ account_id: string, public_id: string }>('select account_id, public_id from social_profile where account_id = any($1)', [ids])
  const publicId = new Map(rows.map(row => [Number(row.account_id), row.public_id]))
  const likes = pairs.flatMap(([a, b]) => [[a, b], [b, a]] as const)
  const statuses: number[] = []
  const begun = performance.now()
  let next = 0
  await Promise.all(Array.from({ length: RACE_CONNECTIONS }, async () => {
    while (next < likes.length) {
      const [me, other] = likes[next++]!
      const answer = await fetch(`${url}/api/v1/social/swipes/${publicId.get(other.accountId)}`, { method: 'PUT', headers: { 'content-type': 'application/json', ...me.headers }, body: JSON.stringify({ kind: 'like' }) })
      await answer.arrayBuffer()
      statuses.push(answer.status)
    }
  }))
  const seconds = (performance.now() - begun) / 1000
  const { rows: [found] } = await client.query<{ matches: number }>('select count(*)::int as matches from social_match where lo = any($1) and hi = any($1) and ended_at is null', [ids])
  const other = statuses.filter(status => status !== 200).length
  return { work: `${PAIRS} pairs at one instant, ${RACE_CONNECTIONS} connections`, measured: `${found!.matches} matches, ${other} other answers, in ${seconds.toFixed(1)} s`, base: '—', ratio: null, bar: `${PAIRS} matches`, met: found!.matches === PAIRS && other === 0 }
}

async function deckOf(url: string, headers: Headers): Promise<void> {
  const answer = await fetch(`${url}/api/v1/social/deck?limit=20`, { headers })
  if (answer.status !== 200) throw new Error(`the deck answered ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

const timesOf = async <T>(items: T[], work: (item: T) => Promise<void>) => timesIn(await millisecondsOf(items, work))

/** One after the other, on one connection. */
async function millisecondsOf<T>(items: T[], work: (item: T) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (const item of items) {
    const begun = performance.now()
    await work(item)
    times.push(performance.now() - begun)
  }
  return times
}

function timesIn(times: number[]): Times {
  times.sort((a, b) => a - b)
  return { p50: times[Math.floor(times.length / 2)]!, p99: times[Math.floor(times.length * 0.99)]! }
}
