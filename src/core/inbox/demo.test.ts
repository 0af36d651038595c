import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { loadDemo } from '../../demo.ts'

const site = withApp()
const other = withApp()

const inboxes = async ({ parts }: typeof site) => (await parts.db.sql.selectFrom('notice as n').innerJoin('account as a', 'a.id', 'n.account_id')
  .select(['a.mobile', 'n.module', 'n.purpose', 'n.path', 'n.created_at as at', 'n.read_at as readAt', 'n.params']).orderBy('n.id').execute())

test('on a demo site the guest, the host and the member find in their inboxes what they were told, some of it new', async () => {
  await loadDemo(site.parts)
  const rows = await inboxes(site)
  const reads = (mobile: string) => new Set(rows.filter(row => row.mobile === mobile).map(({ readAt }) => readAt !== null))
  for (const mobile of ['13800000001', '13800000002']) expect([mobile, reads(mobile)]).toEqual([mobile, new Set([true, false])])
  expect(reads('13800000003').size).toBeGreaterThan(0)
  expect(rows.every(({ at }) => at <= site.clock.now())).toBe(true)
  expect(await site.parts.db.sql.selectFrom('message').select('id').execute()).toEqual([]) // nobody was told anew

  await loadDemo(other.parts)
  expect(await inboxes(other)).toEqual(rows)
})
