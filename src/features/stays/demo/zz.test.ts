import { test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { loadDemo } from '../../../demo.ts'
import { sql } from 'kysely'
const app = withApp()
test('t', async () => {
  await loadDemo(app.parts)
  console.log(JSON.stringify((await sql`select (select json_object_agg(status,n) from (select status,count(*) n from booking group by 1) x) s, (select count(*) from review) r, (select count(answer_text) from review) a, (select json_object_agg(rating,n) from (select rating,count(*) n from review group by 1) x) ratings, (select count(*) from refund) refunds, (select count(*) from house_image) images, (select count(distinct host_id) from house) hosts, (select count(*) from booking where paid_at is not null and ends_at < ${app.clock.now()} and status<>'CANCELED') past`.execute(app.parts.db.sql)).rows))
})
