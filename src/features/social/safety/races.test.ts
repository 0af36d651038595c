import type { Answer } from '../../../../test/app.ts'
import type { TestMeeter } from '../social.fixture.ts'
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aMatch, aMeeter, showTo, swipeAs } from '../social.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const ROUNDS = 25

const block = (me: TestMeeter, other: TestMeeter) => site.call('PUT', `social/blocks/${other.meetId}`, { as: me })
const report = (me: TestMeeter, other: TestMeeter) => site.call('POST', 'social/reports', { as: me, body: { personId: other.meetId, reason: 'spam' } })
const liveMatches = (a: TestMeeter, b: TestMeeter) => site.parts.db.sql.selectFrom('social_match').select('id').where('lo', '=', Math.min(a.accountId, b.accountId)).where('hi', '=', Math.max(a.accountId, b.accountId)).where('ended_at', 'is', null).execute()
const liveSides = (a: TestMeeter) => site.parts.db.sql.selectFrom('social_match_member').select('match_id').where('account_id', '=', a.accountId).where('live', '=', true).execute()
const statuses = (answers: Answer[]) => answers.map(({ status }) => status).sort()
const noticesOf = (who: TestMeeter) => site.parts.db.sql.selectFrom('notice').select('purpose').where('account_id', '=', who.accountId).orderBy('id').execute().then(rows => rows.map(({ purpose }) => purpose))

async function aPair(): Promise<[TestMeeter, TestMeeter]> {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  await showTo(site, anna, ben)
  await showTo(site, ben, anna)
  return [anna, ben]
}

describe('a block at the same moment', () => {
  test('as the like that would have matched them: no match is left', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [anna, ben] = await aPair()
      await swipeAs(site, anna, ben, 'like')
      const answers = await Promise.all(round % 2 ? [block(anna, ben), swipeAs(site, ben, anna, 'like')] : [swipeAs(site, ben, anna, 'like'), block(anna, ben)])
      expect(answers.every(({ status }) => status === 200 || status === 404)).toBe(true)
      expect([await liveMatches(anna, ben), await liveSides(anna), await liveSides(ben)]).toEqual([[], [], []])
    }
  })

  test('as a message: it is either there from before, or refused', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [anna, ben] = await aPair()
      const matchId = await aMatch(site, anna, ben)
      const send = () => site.call('POST', `social/matches/${matchId}/messages`, { as: ben, body: { clientId: randomUUID(), text: '在吗' } })
      const answers = await Promise.all([send(), block(anna, ben), send(), send()])
      expect(answers.every(({ status }) => status < 500)).toBe(true)
      const match = await site.parts.db.sql.selectFrom('social_match').select(['id', 'ended_at', 'last_seq as lastSeq']).where('public_id', '=', matchId).executeTakeFirstOrThrow()
      const messages = await site.parts.db.sql.selectFrom('social_message').select('seq').where('match_id', '=', match.id).execute()
      expect([messages.length, match.lastSeq]).toEqual([answers.filter(({ status }) => status === 201).length, messages.length])
      expect(match.ended_at).not.toBeNull()
      expect((await send()).status).toBeGreaterThanOrEqual(400)
    }
  })

  test('as the other one unmatches, blocks too, or takes a block back: both blocks hold', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [anna, ben] = await aPair()
      const matchId = await aMatch(site, anna, ben)
      const answers = await Promise.all([block(anna, ben), site.call('DELETE', `social/matches/${matchId}`, { as: ben }), block(ben, anna), block(ben, anna)])
      expect(answers.every(({ status }) => status === 200 || status === 404)).toBe(true)
      expect(await liveSides(anna)).toEqual([])
      await Promise.all([site.call('DELETE', `social/blocks/${ben.meetId}`, { as: anna }), block(ben, anna)])
      const rows = await site.parts.db.sql.selectFrom('social_block').select(['by_me', 'by_them']).where('account_id', '=', anna.accountId).execute()
      expect(rows).toEqual([{ by_me: false, by_them: true }])
    }
  })
})

test('a report sent twice at once is one report', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const [anna, ben] = await aPair()
    expect(statuses(await Promise.all([report(anna, ben), report(anna, ben), report(anna, ben)]))).toEqual([201, 409, 409])
  }
})

describe('two of the staff at once', () => {
  const decide = (staff: { headers: Record<string, string> }, id: number, decision: string) => site.call('PUT', `console/social/reports/${id}/decision`, { as: staff, body: { decision, reason: '骚扰他人', until: null } })

  test('decide a report once, whatever each of them wants', async () => {
    const staff = await Promise.all([aStaff(site, ['social.reports']), aStaff(site, ['social.reports'])])
    for (let round = 0; round < ROUNDS; round++) {
      const [anna, ben] = await aPair()
      const { data: { id } } = await report(anna, ben)
      const answers = await Promise.all([decide(staff[0]!, id, 'ban'), decide(staff[1]!, id, round % 2 ? 'ban' : 'warn')])
      expect(statuses(answers)).toEqual([200, 409])
      expect(answers.find(({ status }) => status === 409)!.error).toBe('social.decided')
      expect((await noticesOf(ben)).length).toBe(1)
      expect(await noticesOf(anna)).toEqual(['meet_report_handled'])
      expect(await auditOf(site, `report:${id}`)).toHaveLength(1)
    }
  })

  test('decide about two reports of one person: who is hidden is hidden once', async () => {
    const staff = await Promise.all([aStaff(site, ['social.reports']), aStaff(site, ['social.reports'])])
    for (let round = 0; round < ROUNDS; round++) {
      const [anna, ben] = await aPair()
      const cora = await aMeeter(site)
      await showTo(site, cora, ben)
      const [first, second] = [await report(anna, ben), await report(cora, ben)]
      expect(statuses(await Promise.all([decide(staff[0]!, first.data.id, 'ban'), decide(staff[1]!, second.data.id, 'ban')]))).toEqual([200, 409])
      expect(await noticesOf(ben)).toEqual(['meet_banned'])
      expect([await noticesOf(anna), await noticesOf(cora)]).toEqual([['meet_report_handled'], ['meet_report_handled']])
    }
  })

  test('answer an appeal once, and judge a photo once', async () => {
    const staff = await Promise.all([aStaff(site, ['social.reports', 'social.people', 'social.photos']), aStaff(site, ['social.reports', 'social.photos'])])
    for (let round = 0; round < ROUNDS; round++) {
      const ben = await aMeeter(site)
      await site.call('PUT', `console/social/people/${ben.meetId}/ban`, { as: staff[0], body: { reason: '骚扰他人', until: null } })
      await site.call('POST', 'social/appeals', { as: ben, body: { text: '我没有做过这样的事情' } })
      const { id } = await site.parts.db.sql.selectFrom('social_appeal').select('id').where('account_id', '=', ben.accountId).executeTakeFirstOrThrow()
      const answer = (n: number, decision: string) => site.call('PUT', `console/social/appeals/${id}/decision`, { as: staff[n], body: { decision, answer: '看过了' } })
      expect(statuses(await Promise.all([answer(0, 'grant'), answer(1, 'refuse')]))).toEqual([200, 409])
      const { id: photo } = await site.parts.db.sql.selectFrom('social_photo').select('id').where('account_id', '=', ben.accountId).limit(1).executeTakeFirstOrThrow()
      const judge = (n: number, reason: string) => site.call('PUT', `console/social/photos/${photo}/state`, { as: staff[n], body: { state: 'rejected', seen: 'approved', reason } })
      expect(statuses(await Promise.all([judge(0, '模糊'), judge(1, '不是本人')]))).toEqual([200, 409])
    }
  })

  test('an appeal sent twice at once is one appeal', async () => {
    const ben = await aMeeter(site)
    await site.parts.db.sql.updateTable('social_profile').set({ banned_at: site.clock.now(), ban_reason: '测试' }).where('account_id', '=', ben.accountId).execute()
    const send = () => site.call('POST', 'social/appeals', { as: ben, body: { text: '我没有做过这样的事情' } })
    expect(statuses(await Promise.all([send(), send()]))).toEqual([201, 409])
  })
})
