import type { Parts } from '../../../kit/module.ts'
import { sql } from 'kysely'
import { withoutIndexes } from '../../../kit/bulk.ts'
import { addDays, dayOf } from '../../../kit/dates.ts'

/** Bookings lie in the year that begins this many days ago. */
const PAST_DAYS = 90
const YEAR_DAYS = 360
const HOSTS_PER_HOUSE = 0.1
const GUESTS = 10_000

/**
 * Fills an empty database with many homes and bookings for measuring: stays of 1–6 nights that never overlap, one in each
 * of a home's equal parts of the year. Dense: about four of five nights are taken. No pictures.
 */
export async function loadLarge(parts: Parts, { houses = 0, bookings = 0 }: Record<string, number>, { dense }: { dense: boolean }): Promise<void> {
  const now = parts.clock.now()
  const perHouse = Math.max(1, Math.ceil(bookings / houses))
  const slotDays = Math.floor(YEAR_DAYS / perHouse)
  if (slotDays < 2) throw new RangeError(`${perHouse} bookings do not fit into a home's year`)
  const longest = Math.min(6, slotDays)
  const start = addDays(dayOf(now), -PAST_DAYS)
  const hosts = Math.max(1, Math.ceil(houses * HOSTS_PER_HOUSE))

  await parts.db.tx(async (tx) => {
    await withoutIndexes(tx, ['house', 'booking', 'stay_claim'], async () => {
      await sql`
        insert into account (public_id, mobile, name, status, terms_version, terms_accepted_at, created_at)
        select 'large' || n, '17' || lpad(n::text, 9, '0'), '邻居' || n, 'active', 'large', ${now}, ${now}
        from generate_series(1, ${hosts + GUESTS}::int) n`.execute(tx)
      const { rows: [first] } = await sql<{ account: number, area: number, areas: number, facilities: number, house: number }>`
        select (select min(id) from account where terms_version = 'large') as account, (select min(id) from area) as area, (select count(*) from area) as areas,
          (select count(*) from facility) as facilities, (select coalesce(max(id), 0) from house) as house`.execute(tx)
      const { account, area, areas, facilities, house } = first!

      await sql`
        insert into house (host_id, area_id, title, description, address, price, deposit, room_count, acreage, unit, capacity, beds, min_nights, max_nights,
          notice_days, window_days, instant, policy, check_in_hour, check_out_hour, facility_ids, reviewed_at, booking_count, review_count, rating_sum, created_at, changed_at)
        select ${account}::bigint + n % ${hosts}::int, ${area}::bigint + n % ${areas}::int, '住处 ' || n, '', '某路 ' || n || ' 号', 10000 + (hashint4(n) & 65535), 20000, 1 + n % 4,
          30 + n % 120, (1 + n % 4) || '室一厅', 1 + n % 8, '双人床 1.8m', 1, 0, 0, 365, n % 2 = 0, (array['flexible', 'moderate', 'strict'])[1 + n % 3], 14, 12,
          array(select f::bigint from generate_series(1, ${facilities}::int) f where (hashint4(n * 31 + f) & 3) > 0), ${now}, hashint4(n + 7) & 127, 10, 40 + n % 11, ${now}::timestamptz - n * interval '7 seconds', ${now}
        from generate_series(1, ${houses}::int) n`.execute(tx)
      // A stay lies inside its part of the year, so no two of one home meet.
      await sql`
        create temporary table large_stay on commit drop as
        select ${house}::bigint + n as house_id, ${start}::date + slot * ${slotDays}::int + shift as check_in, nights, hashint4(n * 397 + slot) & 2147483647 as luck
        from generate_series(1, ${houses}::int) n, generate_series(0, ${perHouse - 1}::int) slot,
          lateral (select case when ${dense} then greatest(1, ${longest}::int - (hashint4(n * 17 + slot) & 1)) else 1 + (hashint4(n * 17 + slot) & 2147483647) % ${longest}::int end as nights) a,
          lateral (select (hashint4(n * 13 + slot) & 2147483647) % (${slotDays}::int - nights + 1) as shift) b
        where (slot * ${houses}::bigint + n) <= ${bookings}::bigint`.execute(tx)
      await sql`
        insert into booking (public_id, house_id, host_id, guest_id, status, due_at, check_in, check_out, starts_at, ends_at, guests, note, title, area_id, address, instant,
          check_in_hour, check_out_hour, price, lines, total, deposit, policy, refund_steps, paid_at, created_at)
        select 'large' || row_number() over (), s.house_id, h.host_id, ${account}::bigint + ${hosts}::int + s.luck % ${GUESTS}::int, state.status,
          case when state.status = 'PAID' then t.ends_at end, s.check_in, s.check_in + s.nights, t.starts_at, t.ends_at, 1, '', h.title, h.area_id, h.address, h.instant,
          14, 12, h.price, '[]', h.price * s.nights, h.deposit, h.policy, '[]', t.starts_at - interval '30 days', t.starts_at - interval '30 days'
        from large_stay s join house h on h.id = s.house_id,
          lateral (select (s.check_in + time '14:00') at time zone 'Asia/Shanghai' as starts_at, (s.check_in + s.nights + time '12:00') at time zone 'Asia/Shanghai' as ends_at) t,
          lateral (select case when t.ends_at <= ${now} then 'COMPLETE' else 'PAID' end as status) state`.execute(tx)
      await sql`
        insert into stay_claim (house_id, starts_on, ends_on, kind, booking_id)
        select house_id, check_in, check_out, 'booking', id from booking where public_id like 'large%'`.execute(tx)
    })
  })
  for (const table of ['account', 'house', 'booking', 'stay_claim']) await sql`vacuum (analyze) ${sql.table(table)}`.execute(parts.db.sql)
}
