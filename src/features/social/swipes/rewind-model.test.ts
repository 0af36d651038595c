import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { seeded } from '../../../kit/draw.ts'
import { aMeeter, showTo, swipeAs } from '../social.fixture.ts'

/** As documented with REWIND_SEQUENCES=10000 (social.md §5.6). */
const SEQUENCES = Number(process.env.REWIND_SEQUENCES ?? 60)
const STEPS = 8
const HOUR = 3600
/** UTC; 04:00 in Shanghai, when quotas begin anew. No story goes over it. */
const ANEW_HOUR = 20

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

type Side = 'a' | 'b'
interface Model { swipes: Partial<Record<Side, { kind: string, at: number }>>, match: 'none' | 'fresh' | 'written', blocked: boolean, rewinds: Record<Side, number>, likes: Record<Side, number> }

test('whatever two people do one after the other, likes, rewinds, messages and blocks end where a simple model says', async () => {
  const random = seeded('rewinds')
  const people = { a: await aMeeter(site), b: await aMeeter(site) }
  await showTo(site, people.a, people.b)
  await showTo(site, people.b, people.a)
  for (let n = 0; n < SEQUENCES; n++) {
    await sql`truncate swipe, social_match, social_match_member, social_message, social_quota, social_block cascade`.execute(site.parts.db.sql)
    if (site.clock.now().getUTCHours() === ANEW_HOUR - 1) site.clock.advance(HOUR)
    const model: Model = { swipes: {}, match: 'none', blocked: false, rewinds: { a: 0, b: 0 }, likes: { a: 0, b: 0 } }
    const story: string[] = []
    for (let step = 0; step < STEPS; step++) {
      const side = random.pick(['a', 'b'] as const)
      const other = side === 'a' ? 'b' : 'a'
      const deed = random.pick(['like', 'like', 'like', 'pass', 'rewind', 'rewind', 'message', 'wait', 'block'] as const)
      if (deed === 'block' && !random.chance(0.15)) continue
      story.push(`${side} ${deed}`)
      const now = site.clock.now().getTime()
      const last = model.swipes[side]
      let [status, expected, error] = [200, 200, undefined as string | undefined]
      if (deed === 'like' || deed === 'pass') {
        status = (await swipeAs(site, people[side], people[other], deed)).status
        // Who was passed can be liked after all only from the list of those who like one, which these two do not see.
        if (model.blocked) expected = 404
        else if (last) expected = last.kind === deed ? 200 : last.kind === 'pass' && model.swipes[other]?.kind === 'like' ? 200 : 409
        if (expected === 200 && last?.kind !== deed) {
          model.swipes[side] = { kind: deed, at: now }
          if (deed === 'like') model.likes[side]++
          if (deed === 'like' && model.swipes[other]?.kind === 'like') model.match = 'fresh'
        }
      } else if (deed === 'rewind') {
        ({ status, error } = await site.call('DELETE', '/api/v1/social/swipes/last', { as: people[side] }))
        if (!last || model.blocked || now - last.at > 300_000 || model.match === 'written') expected = 409
        else if (model.rewinds[side] >= 3) expected = 429
        if (expected === 200) {
          model.rewinds[side]++
          if (last!.kind === 'like') model.likes[side]--
          delete model.swipes[side]
          model.match = 'none'
        }
      } else if (deed === 'message') {
        const match = await site.parts.db.sql.selectFrom('social_match').select('public_id').where('ended_at', 'is', null).executeTakeFirst()
        if (!match) continue
        status = (await site.call('POST', `/api/v1/social/matches/${match.public_id}/messages`, { as: people[side], body: { clientId: crypto.randomUUID(), text: '你好' } })).status
        expected = 201
        model.match = 'written'
      } else if (deed === 'block') {
        status = (await site.call('PUT', `/api/v1/social/blocks/${people[other].meetId}`, { as: people[side] })).status
        model.blocked = true
        model.match = 'none'
      } else {
        site.clock.advance(200)
      }
      expect({ story: story.join(', '), error, status }).toEqual({ story: story.join(', '), error, status: expected })
    }
    const swipes = await site.parts.db.sql.selectFrom('swipe').select(['actor', 'kind']).execute()
    const live = await site.parts.db.sql.selectFrom('social_match').select('last_seq').where('ended_at', 'is', null).execute()
    const likes = await site.parts.db.sql.selectFrom('social_quota').select(['account_id', 'used']).where('kind', '=', 'like').execute()
    const of = (side: Side) => ({ swiped: swipes.find(({ actor }) => actor === people[side].accountId)?.kind, likes: likes.find(({ account_id }) => account_id === people[side].accountId)?.used ?? 0 })
    const wanted = (side: Side) => ({ swiped: model.swipes[side] && (model.swipes[side].kind === 'like' ? 1 : 0), likes: model.likes[side] })
    expect({ story, a: of('a'), b: of('b'), live: live.length }).toEqual({ story, a: wanted('a'), b: wanted('b'), live: model.match === 'none' ? 0 : 1 })
  }
}, 600_000)
