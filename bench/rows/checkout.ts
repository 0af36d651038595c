import type { Headers } from '../people.ts'
import type { Row, Setting } from '../setting.ts'
import pg from 'pg'
import { runningPostgres } from '../../src/kit/postgres.ts'
import { load, paired } from '../measure.ts'
import { signInMany } from '../people.ts'
import { startBare, startSite } from '../processes.ts'

const BUYERS = 3000
const LINES = 2
const ORDERS_PER_SECOND = 300
const PIECES = 50
const RACERS = 500
const RACE_CONNECTIONS = 100

interface Buyer { headers: Headers, addressId: number }

/** Orders of two goods a second, and five hundred people who want fifty pieces. */
export async function checkoutRows(setting: Setting): Promise<Row[]> {
  const dataDir = await setting.dataDir('mall-small')
  const site = await startSite(dataDir)
  const connection = runningPostgres(dataDir)!
  const client = new pg.Client(connection)
  await client.connect()
  const buyers = await buyersOf(client, dataDir)
  const { rows } = await client.query<{ id: string }>(`select k.id from sku k join sku_stock s on s.sku_id = k.id join product p on p.id = k.product_id where p.status = 'on' and s.on_hand > 1000 order by k.id limit ${BUYERS}`)
  const skus = rows.map(({ id }) => Number(id))
  const post = async (path: string, headers: Headers, body: object) => {
    const answer = await fetch(`${site.url}/api/v1/mall/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
    return { status: answer.status, data: (await answer.json() as { data?: { hash: string } }).data }
  }

  const wishes = await Promise.all(buyers.map(async ({ headers, addressId }, i) => {
    const wish = { addressId, source: 'items', items: Array.from({ length: LINES }, (_, n) => ({ skuId: skus[(i * 7 + n * 13) % skus.length], count: 1 })) }
    return { ...wish, quoteHash: (await post('quotes', headers, wish)).data!.hash, paymentMethod: 'alipay' }
  }))
  await client.query('create table if not exists bench_row (id bigint generated always as identity primary key, house_id bigint, guest_id bigint, check_in date, check_out date, total bigint, created_at timestamptz)')
  const bare = await startBare({ query: { connection, text: 'insert into bench_row (house_id, guest_id, total, created_at) values ($1, $2, $3, now())', params: [[1, 2, 100]] } })
  const run = `bench-${Date.now().toString(36)}`
  let next = 0
  const order = () => {
    const nth = next++
    const at = nth % buyers.length
    return { headers: { 'content-type': 'application/json', 'idempotency-key': `${run}-${nth}`, ...buyers[at]!.headers }, body: JSON.stringify(wishes[at]) }
  }
  const { a, b, ratio } = await paired(setting.rounds, async () => {
    // Somebody may have three unpaid orders; those of the round before are let go.
    await client.query(`update shop_order set status = 'CANCELED', canceled_by = 'staff', due_at = null where status = 'WAIT_PAYMENT'`)
    return load({ url: site.url, requests: [{ method: 'POST', path: '/api/v1/mall/orders', setupRequest: request => ({ ...request, ...order() }) }] }, Math.min(setting.seconds, 5))
  }, () => load({ url: `${bare.url}/work`, method: 'POST' }, Math.min(setting.seconds, 5)))
  await bare.stop()
  if (a.refused > a.perSecond) throw new Error(`${a.refused} orders were refused`)

  const race = skus.at(-1)!
  await client.query(`update sku_stock set on_hand = reserved + ${PIECES} where sku_id = ${race}`)
  await client.query(`update shop_order set status = 'CANCELED', canceled_by = 'staff', due_at = null where status = 'WAIT_PAYMENT'`)
  const racing = await Promise.all(buyers.slice(0, RACERS).map(async ({ headers, addressId }) => {
    const wish = { addressId, source: 'items', items: [{ skuId: race, count: 1 }] }
    return { headers, body: { ...wish, quoteHash: (await post('quotes', headers, wish)).data!.hash, paymentMethod: 'alipay' } }
  }))
  const statuses: number[] = []
  const begun = performance.now()
  let racer = 0
  await Promise.all(Array.from({ length: RACE_CONNECTIONS }, async () => {
    while (racer < racing.length) {
      const { headers, body } = racing[racer]!
      statuses.push((await post('orders', { ...headers, 'idempotency-key': `${run}-race-${racer++}` }, body)).status)
    }
  }))
  const seconds = (performance.now() - begun) / 1000
  const count = (status: number) => statuses.filter(one => one === status).length
  const other = statuses.length - count(201) - count(409)
  await client.end()
  await site.stop()
  return [
    { work: `orders of ${LINES} goods`, measured: `${a.perSecond.toFixed(0)} orders/s, p99 ${a.p99} ms`, base: `bare Fastify + one insert: ${b.perSecond.toFixed(0)} req/s`, ratio, bar: `≥ ${ORDERS_PER_SECOND} orders/s`, met: a.perSecond >= ORDERS_PER_SECOND },
    { work: `${RACERS} buyers, ${PIECES} pieces, ${RACE_CONNECTIONS} connections`, measured: `${count(201)} sold, ${count(409)} × 409, ${other} other, in ${seconds.toFixed(1)} s`, base: '—', ratio: null, bar: `${PIECES} sold, no 5xx`, met: count(201) === PIECES && other === 0 },
  ]
}

async function buyersOf(client: pg.Client, dataDir: string): Promise<Buyer[]> {
  const people = await signInMany(client, dataDir, BUYERS)
  await client.query(`insert into address (account_id, title, receiver, mobile, region_code, region, place, created_at)
    select id, '', '张三', '13900001234', '340104', '安徽省合肥市蜀山区', '望江西路 666 号', now() from account a where terms_version = 'bench' and not exists (select from address d where d.account_id = a.id)`)
  await client.query('insert into address_book (account_id, live) select account_id, 1 from address on conflict do nothing')
  const { rows } = await client.query<{ account_id: string, id: string }>('select account_id, min(id) as id from address group by 1')
  const addresses = new Map(rows.map(({ account_id, id }) => [Number(account_id), Number(id)]))
  return people.map(({ accountId, headers }) => ({ headers, addressId: addresses.get(accountId)! }))
}
