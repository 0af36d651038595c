import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aMeeter, manyMeeters, swipeAs } from '../social.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

/** Somebody who was shown so many others. */
async function aSwiper(others: number) {
  const me = await aMeeter(site)
  const people = await manyMeeters(site, Array.from({ length: others }, () => ({})))
  await sql`insert into social_deck (account_id, ids, served, made_at) values (${me.accountId}, '{}', ${people.map(({ accountId }) => accountId)}::bigint[], now())`.execute(site.parts.db.sql)
  const unseen = people.values()
  return { me, like: () => swipeAs(site, me, unseen.next().value!, 'like') }
}

test('after four in the morning there are likes again', async () => {
  const { me, like } = await aSwiper(3)
  await sql`insert into social_quota (account_id, kind, used, resets_at, began_at) values (${me.accountId}, 'like', 100, '2027-03-01T20:00:00Z', '2027-02-28T20:00:00Z')`.execute(site.parts.db.sql)
  expect((await like()).status).toBe(429)
  site.clock.advance(14 * 3600)
  const { data } = await like()
  expect(data.quota.likes).toEqual({ limit: 100, left: 99, resetAt: '2027-03-02T20:00:00.000Z' })
})

test('fifty changes of the time zone bring not one like more', async () => {
  const { me, like } = await aSwiper(260)
  let accepted = 0
  const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York']
  for (let flip = 0; flip < 50; flip++) {
    expect((await site.call('PATCH', '/api/v1/social/settings', { as: me, body: { zone: zones[flip % zones.length] } })).status).toBe(200)
    for (let n = 0; n < 5; n++) {
      if ((await like()).status !== 200) break
      accepted++
    }
    // All likes of this day are used up at once, so that every new beginning would show.
    await sql`update social_quota set used = 100 where account_id = ${me.accountId}`.execute(site.parts.db.sql)
    site.clock.advance(1800)
  }
  // 25 hours: the first day, and one new beginning at least 20 hours after the last.
  expect(accepted).toBeLessThanOrEqual(3 * 5)
})
