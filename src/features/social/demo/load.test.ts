import type { TestApp } from '../../../../test/app.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestApp, withApp } from '../../../../test/app.ts'
import { demoPeople } from '../../../core/accounts/index.ts'
import { reconcile } from '../../../core/payments/index.ts'
import { DEMO_SEED, loadDemo } from '../../../demo.ts'
import { fitCells } from '../profile/place.ts'
import { keepScores } from '../score/sweeps.ts'
import { drawMoment } from './pictures/moment.ts'
import { drawPortrait } from './pictures/portrait.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const readFrom = async <T>({ parts }: TestApp, query: ReturnType<typeof sql<T>>) => (await query.execute(parts.db.sql)).rows
const read = <T>(query: ReturnType<typeof sql<T>>) => readFrom(site, query)
const neighbours = sql`(select p.* from social_profile p join account a on a.id = p.account_id where a.mobile between '13900000001' and '13900000500')`
const PASSWORD = 'linli-demo-2026'

async function signIn(account: string) {
  const { raw } = await site.call('POST', 'sessions', { body: { account, password: PASSWORD } })
  return { headers: { cookie: raw.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } }
}

test('a neighbourhood of five hundred people is loaded with the demo, its part in little of the time', async () => {
  const spent: Record<string, number> = {}
  const modules = site.parts.modules.map(module => ({ ...module, demo: module.demo && (async (...args: Parameters<NonNullable<typeof module.demo>>) => {
    const begun = performance.now()
    await module.demo!(...args)
    spent[module.name] = performance.now() - begun
  }) }))
  expect(await loadDemo({ ...site.parts, modules })).toBe(true)
  // However busy the machine is: of the whole no more than three fifths of what there is to load.
  const whole = Object.values(spent).reduce((sum, one) => sum + one, 0)
  expect(spent.social! / whole).toBeLessThan(0.6)
  expect((await read(sql<{ count: number }>`select count(*) as count from ${neighbours} n`))[0]!.count).toBe(500)
}, 60_000)

test('everybody is complete and adult, with a name and words of their own', async () => {
  const wrong = await read(sql`
    select n.name from ${neighbours} n where n.birth_date > ${site.clock.now()}::date - interval '18 years' or n.gender is null or n.city is null or n.c5 is null
      or (select count(*) from social_photo f where f.account_id = n.account_id) not between 2 and 6 or cardinality(n.tags) not between 1 and 10 or exists (select from unnest(n.tags) t where length(t) > 12)
      or char_length(n.about) not between 8 and 260 or n.active_at > ${site.clock.now()} or n.active_at < n.created_at
      or not (extract(year from age(${site.clock.now()}::date, n.birth_date)) between n.age_min and n.age_max)`)
  expect(wrong).toEqual([])
  const [figures] = await read(sql<Record<string, number>>`
    select count(distinct name) as names, count(distinct about) as abouts, count(*) filter (where gender = 1) as women, count(*) filter (where gender = 2) as men, count(*) filter (where gender = 4) as others,
      count(*) filter (where paused) as paused, count(*) filter (where on_ranking) as ranked, count(*) filter (where city <> '340100') as elsewhere,
      count(*) filter (where exists (select from identity i where i.account_id = n.account_id)) as verified, (select count(*) from social_photo where state = 'pending') as pending,
      (select count(*) from social_card) as cards from ${neighbours} n`)
  expect(figures!.names).toBe(500)
  expect(figures!.abouts).toBeGreaterThan(480)
  for (const [name, low, high] of [['women', 200, 280], ['men', 200, 280], ['others', 8, 40], ['paused', 3, 30], ['ranked', 120, 280], ['elsewhere', 12, 60], ['verified', 90, 200], ['pending', 12, 12], ['cards', 460, 501]] as const) {
    expect([name, figures![name]! >= low && figures![name]! <= high, figures![name]]).toEqual([name, true, figures![name]])
  }
})

test('nobody is placed more exactly than their neighbours allow, so that the sweep has nothing to correct', async () => {
  const places = () => read(sql`select account_id, resolution, lat, lng from social_profile order by 1`)
  const before = await places()
  await fitCells(site.parts)
  expect(await places()).toEqual(before)
})

test('two who like each other are matched, and nobody else is; messages, counts and scores agree', async () => {
  const [both] = await read(sql<{ wrong: number, matches: number }>`
    select count(*) filter (where m.id is null or s.at is null) as wrong, count(m.id) as matches
    from (select a.actor as lo, a.target as hi, greatest(a.at, b.at) as at from swipe a join swipe b on b.actor = a.target and b.target = a.actor where a.actor < a.target and a.kind > 0 and b.kind > 0) s
    full join social_match m on (m.lo, m.hi) = (s.lo, s.hi)`)
  expect(both!.wrong).toBe(0)
  expect(both!.matches).toBeGreaterThan(120)
  expect(await read(sql`
    select m.id from social_match m where m.last_seq <> (select count(*) from social_message t where t.match_id = m.id) or m.last_at <> coalesce((select max(created_at) from social_message t where t.match_id = m.id), m.created_at)
      or (select count(*) from social_match_member b where b.match_id = m.id and b.read_seq <= m.last_seq and b.last_at = m.last_at) <> 2
      or exists (select from social_message t where t.match_id = m.id and (t.created_at < m.created_at or t.created_at > ${site.clock.now()}))`)).toEqual([])
  expect(await read(sql`select actor from swipe where at > ${site.clock.now()}`)).toEqual([])
  const scores = () => read(sql`select account_id, given, received from social_tally order by 1`)
  const before = await scores()
  await keepScores(site.parts)
  expect(await scores()).toEqual(before)
})

test('the guest is matched with three people, has a message to read, and nine people like her, two of them very much', async () => {
  const as = await signIn('13800000001')
  const { data: profile } = await site.call('GET', 'social/profile', { as })
  expect(profile).toMatchObject({ name: '小满', visible: true, missing: [], likes: 9 })
  const { data: { items } } = await site.call('GET', 'social/matches', { as })
  expect(items.map(({ unread, last }: any) => [unread, last?.seq ?? 0]).sort()).toEqual([[0, 0], [0, 14], [1, 3]])
  const { data: fans } = await site.call('GET', 'social/likes', { as })
  expect([fans.count, fans.items.length, fans.blurred.length]).toEqual([9, 0, 6])
  const { data: deck } = await site.call('GET', 'social/deck', { as, query: { limit: 30 } })
  expect(deck.items.length).toBe(30)
  expect(deck.items.slice(0, 3).map((card: any) => card.superLikedMe)).toEqual([true, true, false])
  expect(new Set(deck.items.map((card: any) => card.about)).size).toBe(30)
  const talk = items.find(({ last }: any) => last?.seq === 14)
  const { data: messages } = await site.call('GET', `social/matches/${talk.id}/messages`, { as })
  expect(messages.items.filter((message: any) => message.picture).length).toBe(1)
})

test('the member has gold and sees who likes her; the host may try to set a profile up', async () => {
  const as = await signIn('13800000003')
  const { data: fans } = await site.call('GET', 'social/likes', { as })
  expect([fans.count, fans.items.length]).toEqual([6, 6])
  expect((await site.call('GET', 'social/ranking', { as, query: { period: 'all' } })).data.items.length).toBeGreaterThan(20)
  const { host, member } = await demoPeople(site.parts.db.sql)
  expect(await read(sql`select level from membership_span where account_id = ${member} and starts_at <= ${site.clock.now()} and ends_at > ${site.clock.now()}`)).toEqual([{ level: 3 }])
  expect(await read(sql`select from social_profile where account_id = ${host}`)).toEqual([])
})

test('staff find reports, an appeal, photos and orders; the books agree with those of the payment provider', async () => {
  const [waiting] = await read(sql<Record<string, number>>`
    select (select count(*) from social_report where state = 'open') as open, (select count(*) from social_report where state <> 'open') as decided, (select count(*) from social_appeal where state = 'open') as appeals,
      (select count(*) from social_profile where banned_at is not null) as banned, (select count(*) from membership_order where status = 'PAID') as paid, (select count(*) from membership_order where status = 'REFUNDED') as refunded,
      (select count(*) from social_day where likes > 0) as days`)
  expect(waiting).toMatchObject({ open: 4, decided: 3, appeals: 1, banned: 1 })
  expect(waiting!.paid).toBeGreaterThan(40)
  expect(waiting!.refunded).toBeGreaterThan(0)
  expect(waiting!.days).toBeGreaterThan(25)
  expect(await read(sql`select m.no from membership_order m left join payment p on p.id = m.payment_id where (m.paid_at is not null) <> (p.status = 'paid') or p.amount <> m.price or p.refunded_amount <> m.refunded`)).toEqual([])
  expect(await reconcile(site.parts)).toEqual({ paidNotBooked: 0, wrongSums: 0, surplusKept: 0, refundsStuck: 0, waitingTooLong: 0 })
})

test('a photo is drawn when somebody looks at it', async () => {
  const as = await signIn('13800000001')
  const { data: { items: [card] } } = await site.call('GET', 'social/deck', { as, query: { limit: 1 } })
  const picture = await site.call('GET', card.photos[0].urls[320])
  expect(picture.raw.headers['content-type']).toBe('image/webp')
  expect(picture.raw.rawPayload.length).toBeGreaterThan(2000)
})

test('all the photos of the neighbourhood are small, and no two covers are the same', async () => {
  const photos = await read(sql<{ kind: 'portrait' | 'moment', spec: any, position: number }>`select d.kind, d.spec, f.position from social_photo f join picture_drawing d on d.picture_id = f.picture_id`)
  const covers = photos.filter(({ position }) => position === 1)
  expect(covers.every(({ kind }) => kind === 'portrait')).toBe(true)
  const drawn = [...covers, ...photos.filter(({ position }, i) => position > 1 && i % 5 === 0)].map(({ kind, spec }) => kind === 'portrait' ? drawPortrait(spec) : drawMoment(spec))
  expect(Math.max(...drawn.map(svg => svg.length))).toBeLessThan(40_000)
  expect(new Set(drawn.slice(0, covers.length)).size).toBe(covers.length)
  expect(drawn.filter(svg => /NaN|undefined|Infinity|<text|<script|href="[^#]/.test(svg))).toEqual([])
}, 60_000)

test('the same seed makes the same neighbourhood', async () => {
  const other = await openTestApp({ env: { LINLI_LIMITS: 'off' } })
  try {
    await loadDemo(other.parts, DEMO_SEED)
    const tables = [
      sql`select public_id, name, birth_date, about, tags, city, c5, resolution, created_at from social_profile order by public_id`,
      sql`select m.public_id, t.seq, t.text, t.created_at from social_message t join social_match m on m.id = t.match_id order by 1, 2`,
      sql`select no, status, paid_at, refunded from membership_order order by no`,
      sql`select p.public_id, f.position, f.picture_id, f.state from social_photo f join social_profile p using (account_id) order by 1, 2`,
      sql`select a.public_id as a, b.public_id as b, s.kind, s.at from swipe s join social_profile a on a.account_id = s.actor join social_profile b on b.account_id = s.target order by 1, 2`,
    ]
    for (const table of tables) expect(await readFrom(other, table)).toEqual(await read(table))
  } finally {
    await other.close()
  }
}, 60_000)
