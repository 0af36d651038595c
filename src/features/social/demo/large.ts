import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import { sql } from 'kysely'
import { centreOfCity } from '../../../core/regions/index.ts'
import { withoutIndexes } from '../../../kit/bulk.ts'
import { dayOf } from '../../../kit/dates.ts'
import { seeded } from '../../../kit/draw.ts'
import { cellsOf, centreOf } from '../profile/cells.ts'

/** Cities people are spread over, and how much smaller each is than the one before: the first has a quarter of all. */
const CITIES = ['340100', '310100', '110100', '440100', '440300', '510100', '500100', '330100', '420100', '320100', '610100', '320500', '430100', '370200', '210200', '350200', '530100', '120100', '410100', '370100', '340200', '230100', '210100', '220100', '360100']
const SMALLER = 0.75
/** Places people live at in each, around its middle, km. */
const PLACES = 300
const SPREAD_KM = 18
/** Every so many people one has decided about this many others. */
const HEAVY_EVERY = 50_000
const HEAVY_SWIPES = 20_000
const PICTURES = ['a'.repeat(32), 'b'.repeat(32)]

/**
 * Adds so many people and what they think of each other, for measuring, once: all complete and to be seen, each
 * with about equally many swipes within their own city, a few with very many. There are no files of their photos.
 */
export async function loadLarge(parts: Parts, { profiles = 0, swipes = 0 }: Record<string, number>): Promise<void> {
  if (profiles === 0) return
  const now = parts.clock.now()
  await parts.db.tx(tx => withoutIndexes(tx, ['social_profile', 'social_photo', 'social_card', 'swipe'], async () => {
    await loadPeople(tx, profiles, now)
    await loadSwipes(tx, profiles, swipes, now)
  }))
  for (const table of ['social_profile', 'social_photo', 'social_card', 'swipe']) await sql`vacuum (analyze) ${sql.table(table)}`.execute(parts.db.sql)
}

async function loadPeople(tx: Tx, profiles: number, now: Date): Promise<void> {
  await sql`create temporary table large_place (city_no int, city text, first_no int, people int, no int, c5 bigint, c6 bigint, c7 bigint, lat real, lng real) on commit drop`.execute(tx)
  const random = seeded('places')
  const near = () => (random.next() + random.next() + random.next() - 1.5) * SPREAD_KM / 111
  for (const [cityNo, { city, first, people }] of shares(profiles).entries()) {
    const middle = centreOfCity(city)!
    const places = Array.from({ length: PLACES }, (_, no) => {
      const cells = cellsOf({ lat: middle.lat + near(), lng: middle.lng + near() })
      const { lat, lng } = centreOf(cells.c7)
      return sql`(${cityNo}::int, ${city}, ${first}::int, ${people}::int, ${no}::int, ${cells.c5}::bigint, ${cells.c6}::bigint, ${cells.c7}::bigint, ${lat}::real, ${lng}::real)`
    })
    await sql`insert into large_place values ${sql.join(places)}`.execute(tx)
  }
  await sql`create index on large_place (city_no, no)`.execute(tx)
  await sql`create temporary table large_city on commit drop as select distinct city_no, first_no, people from large_place`.execute(tx)
  await sql`analyze large_place`.execute(tx)
  await tx.insertInto('picture').values(PICTURES.map(id => ({ id, width: 960, height: 1280, color: '#aa8866', created_at: now }))).onConflict(c => c.doNothing()).execute()
  await sql`insert into account (public_id, mobile, name, terms_version, terms_accepted_at, created_at)
    select 'meet' || n, '19' || lpad(n::text, 9, '0'), '街坊' || n, 'large', ${now}, ${now} from generate_series(0, ${profiles - 1}::int) n order by n`.execute(tx)
  // Who is 25 looks for people around 25; most women look for men, and the other way round.
  await sql`
    insert into social_profile (account_id, public_id, name, birth_date, birth_set_on, gender, seeks, tags, city, scope, min_km, max_km, age_min, age_max, c5, c6, c7, resolution, lat, lng, located_at, active_at, created_at)
    select a.id, gen_random_uuid(), '街坊' || n, ${dayOf(now)}::date - (age * 365.25)::int - luck % 300, ${dayOf(now)}::date, gender, case when luck % 10 = 0 then 7 when gender = 1 then 2 when gender = 2 then 1 else 7 end,
      array[('{徒步,电影,猫,做饭,骑行,摄影,读书,咖啡}'::text[])[1 + luck % 8]], p.city, 'near', 0, (array[10, 20, 50, 50, 100, 160])[1 + luck % 6], greatest(18, age - 8), age + 8,
      p.c5, p.c6, p.c7, 7, p.lat, p.lng, ${now}, ${now}::timestamptz - (luck % 720) * interval '1 hour', ${now}::timestamptz - interval '60 days'
    from (
      select n, hashint4(n) & 2147483647 as luck, 20 + (((hashint4(n + 11) & 1023) * (hashint4(n + 13) & 1023)) >> 10) * 35 / 1024 as age,
        (array[1, 2, 1, 2, 1, 2, 1, 2, 1, 4])[1 + (hashint4(n + 5) & 2147483647) % 10] as gender
      from generate_series(0, ${profiles - 1}::int) n) who
    join account a on a.public_id = 'meet' || n
    join large_city c on n >= c.first_no and n < c.first_no + c.people
    join large_place p on p.city_no = c.city_no and p.no = luck % ${PLACES}::int`.execute(tx)
  const theirs = sql`(select p.* from social_profile p join account a on a.id = p.account_id and a.terms_version = 'large') theirs` // not those of the demo site
  await sql`insert into social_photo (account_id, picture_id, position, state, created_at)
    select account_id, (${PICTURES}::text[])[position], position, 'approved', ${now} from ${theirs}, generate_series(1, 2) position`.execute(tx)
  await sql`
    insert into social_card (account_id, gender, seeks, birth_date, age_min, age_max, reach_km, city, c5, c6, c7, resolution, lat, lng, active_hour, score)
    select account_id, gender, seeks, birth_date, age_min, age_max, max_km, city, c5, c6, c7, resolution, lat, lng, date_trunc('hour', active_at, 'UTC'), (hashint8(account_id) & 1023) / 1024.0 from ${theirs}`.execute(tx)
}

/** Everybody decides about others of their city, in strides that meet nobody twice. */
async function loadSwipes(tx: Tx, profiles: number, swipes: number, now: Date): Promise<void> {
  const each = Math.floor(swipes / profiles)
  const { rows: [first] } = await sql<{ id: number }>`select min(id) as id from account where public_id like 'meet%'`.execute(tx)
  await sql`
    insert into swipe (actor, target, kind, at)
    select ${first!.id}::bigint + n, ${first!.id}::bigint + target, case when luck < 600 then 0 when luck < 985 then 1 else 2 end, ${now}::timestamptz - (hashint8(n * 131 + k) & 1048575) * interval '5 seconds' - interval '10 minutes'
    from large_city c, generate_series(c.first_no, c.first_no + c.people - 1) n,
      generate_series(1, least(c.people / 2, case when n % ${HEAVY_EVERY}::int = 0 then ${HEAVY_SWIPES}::int else ${each}::int end)) k,
      lateral (select c.first_no + ((n - c.first_no)::bigint + k::bigint * 7919) % c.people as target, (hashint8(n::bigint * 65537 + k) & 1023) * 1000 / 1024 as luck) t
    where target <> n`.execute(tx)
}

/** How many people live in each city, and the number of its first. */
function shares(profiles: number): { city: string, first: number, people: number }[] {
  const weights = CITIES.map((_, i) => SMALLER ** i)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let first = 0
  return CITIES.map((city, i) => {
    const people = i === CITIES.length - 1 ? profiles - first : Math.floor(profiles * weights[i]! / all)
    first += people
    return { city, first: first - people, people }
  })
}
