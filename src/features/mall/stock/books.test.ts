import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { createLog } from '../../../kit/log.ts'
import { mall } from '../index.ts'
import { aProduct } from '../mall.fixture.ts'
import { anArrivedOrder, anOrder, anOrderToSend, decide, ship } from '../orders/orders.fixture.ts'

let logged = ''
const site = withApp({ env: { LINLI_LIMITS: 'off' }, log: createLog('error', new Writable({ write(line, _, done) { logged += line; done() } })) })

/** What the daily check tells the log. */
async function told(): Promise<{ msg: string, faults?: object[] }[]> {
  logged = ''
  await mall.sweeps!.stockBooks!.run(site.parts)
  return logged.split('\n').filter(Boolean).map(line => JSON.parse(line))
}

test('once a day the stocks are compared with ledger and orders: of a sound shop nothing is told, and of each fault which SKU it is', async () => {
  const [buyer, staff] = [await aPerson(site), await aStaff(site, ['*'])]
  const { skuIds } = await aProduct(site, { specs: { 款式: ['a', 'b', 'c', 'd', 'e'] } })
  const [open, canceled, sent, arrived, partly] = skuIds as [number, number, number, number, number]
  await anOrder(site, buyer, { lines: [{ skuId: open, count: 2 }] })
  await decide(site, buyer, (await anOrder(site, buyer, { lines: [{ skuId: canceled, count: 2 }] })).no, 'cancel')
  await ship(site, staff, (await anOrderToSend(site, buyer, { lines: [{ skuId: sent, count: 2 }] })).no)
  await anArrivedOrder(site, buyer, staff, { lines: [{ skuId: arrived, count: 2 }] })
  const { no, itemIds } = await anOrderToSend(site, buyer, { lines: [{ skuId: partly, count: 3 }] })
  await ship(site, staff, no, [{ itemId: itemIds[0]!, quantity: 1 }])
  expect(mall.sweeps!.stockBooks!.everySeconds).toBe(86_400)
  expect(await told()).toEqual([])

  const { sql } = site.parts.db
  await sql.updateTable('sku_stock').set({ on_hand: 9 }).where('sku_id', '=', open).execute()
  await sql.deleteFrom('stock_entry').where('sku_id', '=', canceled).where('kind', '=', 'release').execute()
  await sql.updateTable('order_item').set({ shipped: 2 }).where('sku_id', '=', partly).execute()
  expect(await told()).toEqual([expect.objectContaining({ msg: 'stocks do not add up', faults: [
    { skuId: open, onHand: 9, reserved: 2, ledgerOnHand: 10, ledgerReserved: 2, held: 2 },
    { skuId: canceled, onHand: 10, reserved: 0, ledgerOnHand: 10, ledgerReserved: 2, held: 0 },
    { skuId: partly, onHand: 9, reserved: 2, ledgerOnHand: 9, ledgerReserved: 2, held: 1 },
  ] })])
})
