import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aMeeter } from '../social.fixture.ts'
import { loadLarge } from './large.ts'

const site = withApp()

test('a site on which people meet already can be filled with many more for measuring', async () => {
  const anna = await aMeeter(site)
  await loadLarge(site.parts, { profiles: 300, swipes: 3000 })
  const { rows: [found] } = await sql`
    select (select count(*) from social_card) as cards, (select count(*) from social_photo where account_id = ${anna.accountId}) as photos,
      (select count(*) from social_profile p where (select count(*) from social_photo f where f.account_id = p.account_id) = 2) as complete,
      (select count(*) > 2000 from swipe) as swiped, (select count(*) from swipe where ${anna.accountId} in (actor, target)) as hers`.execute(site.parts.db.sql)
  expect(found).toEqual({ cards: 301, photos: 2, complete: 301, swiped: true, hers: 0 })
})
