import type { KyselyPlugin } from 'kysely'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aStaff } from '../../../../test/staff.ts'
import { aMatch, aMeeter, showTo, swipeAs } from '../social.fixture.ts'
import { countDays } from './statistics.ts'

// 2027-03-01 23:00 in Shanghai.
const site = withApp({ now: '2027-03-01T15:00:00Z', env: { LINLI_LIMITS: 'off' } })

const read = async () => (await site.call('GET', 'console/social/statistics', { as: await aStaff(site, ['social.statistics']) })).data
const days = async (...dates: string[]) => (await read()).days.filter(({ date }: { date: string }) => dates.includes(date))

test('a day is counted while it lasts and once after it, and what was then is kept', async () => {
  expect(await read()).toMatchObject({ today: '2027-03-01', countedAt: null, people: 0 })
  const [anna, ben, cora] = [await aMeeter(site), await aMeeter(site, { level: 1 }), await aMeeter(site)]
  const matchId = await aMatch(site, anna, ben)
  await site.call('POST', `social/matches/${matchId}/messages`, { as: anna, body: { clientId: randomUUID(), text: '你好' } })
  await showTo(site, anna, cora)
  await showTo(site, ben, cora)
  await swipeAs(site, anna, cora, 'pass')
  await swipeAs(site, ben, cora, 'superlike')
  await site.parts.db.sql.insertInto('membership_order').values({ no: 'M1', account_id: anna.accountId, level: 1, days: 30, price: 1000, status: 'PAID', created_at: site.clock.now(), expires_at: site.clock.now(), paid_at: site.clock.now(), refunded_at: null } as never).execute()
  await countDays(site.parts)
  expect(await read()).toMatchObject({ people: 3, countedAt: '2027-03-01T15:00:00.000Z', waiting: { openReports: 0, pendingPhotos: 0 } })
  expect(await days('2027-03-01')).toEqual([{ date: '2027-03-01', newPeople: 3, activePeople: 3, passes: 1, likes: 2, superlikes: 1, matches: 1, messages: 1, reports: 0, income: 1000, refunds: 0 }])

  // An hour later it is the next day: somebody reports, money goes back, and only one of them is here.
  site.clock.advance(3600)
  await site.call('POST', 'social/reports', { as: anna, body: { personId: ben.meetId, reason: 'spam' } })
  await site.parts.db.sql.updateTable('membership_order').set({ status: 'REFUNDED', refunded: 400, refund_asked_at: site.clock.now(), refunded_at: site.clock.now() }).where('no', '=', 'M1').execute()
  await site.call('GET', 'social/deck', { as: anna })
  await countDays(site.parts)
  expect(await days('2027-03-01', '2027-03-02')).toMatchObject([{ activePeople: 3, income: 1000, refunds: 0, reports: 0 }, { newPeople: 0, activePeople: 1, income: 0, refunds: 400, reports: 1 }])
  expect((await read()).waiting).toMatchObject({ openReports: 1, openAppeals: 0 })

  // What changes in a day that is over is not counted again.
  await sql`insert into swipe (actor, target, kind, at) values (900001, 900002, 1, '2027-03-01T12:00:00Z')`.execute(site.parts.db.sql)
  await countDays(site.parts)
  expect(await days('2027-03-01')).toMatchObject([{ likes: 2 }])
  expect((await read()).days).toHaveLength(30)
})

test('a request asks for the counted days and for what waits, and counts no swipes', async () => {
  const asked: string[] = []
  const listening: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked.push(JSON.stringify(node))
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const staff = await aStaff(site, ['social.statistics'])
  const { sql: plain } = site.parts.db
  site.parts.db.sql = plain.withPlugin(listening)
  const { status } = await site.call('GET', 'console/social/statistics', { as: staff })
  site.parts.db.sql = plain
  expect([status, asked.length > 0, asked.filter(query => /\bswipe\b|social_match|social_message|membership_order/.test(query))]).toEqual([200, true, []])
})
