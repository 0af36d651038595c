import type { AddressInfo } from 'node:net'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TestApp } from '../../../test/app.ts'
import type { Module } from '../../kit/module.ts'
import type { PaymentWish } from './index.ts'
import type { PaymentRow } from './store.ts'
import { createServer } from 'node:http'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openTestApp } from '../../../test/app.ts'
import { defineModule } from '../../kit/module.ts'
import { allModules } from '../../modules.ts'
import { paymentsOf, requestRefund, startPayment } from './index.ts'
import { simulatorKeys } from './simulator/keys.ts'
import { signParams } from './simulator/protocol.ts'

/** A site whose only goods are things to be paid, on a real port, with the simulated Alipay inside it. */
export interface Shop extends TestApp {
  /** The public address; every request to it goes through a wire that a test can cut. */
  url: string
  wire: Wire
  /** What the module of the things throws when it is next told of money; for one time. */
  failNext: { onPaid?: Error, onRefunded?: Error }
  thing: () => Promise<string>
  thingOf: (reference: string) => Promise<{ status: string, paid_times: number, refunds_done: number, refunds_failed: number }>
  cancelThing: (reference: string) => Promise<void>
  /** open → expired, as a module's sweep does after it has asked. */
  expireThing: (reference: string) => Promise<void>
  start: (reference: string, wish?: Partial<PaymentWish>) => ReturnType<typeof startPayment>
  /** Opens the cashier as a browser does and presses a button; answers where the browser goes then. */
  atCashier: (payUrl: string, action?: 'pay' | 'pay_silently' | 'cancel') => Promise<{ status: number, location: string | null }>
  paymentOf: (reference: string) => Promise<PaymentRow>
  /** The gateway's methods that were called about a payment, in order. */
  callsAbout: (outTradeNo: string) => string[]
  /** A payment that is paid, and its thing. */
  paid: (amount?: number) => Promise<{ reference: string, payment: PaymentRow }>
  refund: (payment: PaymentRow, amount: number, ref: string) => ReturnType<typeof requestRefund>
  /** A notice as the simulated Alipay would send it, with changed fields; signed after the change unless said otherwise. */
  noticeOf: (payment: PaymentRow, changes?: Record<string, string>, options?: { resign?: boolean }) => string
  notify: (body: string) => Promise<{ status: number, text: string }>
}

export interface Wire {
  /** What passed: its name, e.g. 'alipay.trade.refund' for a call of the gateway, else the path; and its text. */
  passed: { name: string, text: string }[]
  /** Answers how a request fails, if it shall: not let through, or its answer lost. */
  fault: (name: string) => Fault | Promise<Fault>
}

type Fault = 'down' | 'answer lost' | undefined

const PRICE = 12_300

const things = (shop: Pick<Shop, 'failNext'>): Module => defineModule({
  name: 'things',
  authenticate: {
    member: async (_, request) => {
      const id = /^Test (\d+)$/.exec(request.headers.authorization ?? '')?.[1]
      return id ? { accountId: Number(id), sessionId: 1, verified: true, via: 'token' } : null
    },
    staff: async (_, request) => {
      const given = request.headers['x-test-staff']
      if (typeof given !== 'string') return null
      const { staffId, permissions } = JSON.parse(given) as { staffId: number, permissions: string[] }
      return { staffId, name: 'tester', permissions: new Set(permissions) }
    },
  },
  async onPaid(_, tx, { reference }) {
    if (reference.startsWith('careless')) return 'accepted' // a module that doesn't look
    const { rows: [thing] } = await sql<{ status: string }>`select status from test_thing where id = ${reference} for update`.execute(tx)
    if (thing?.status !== 'open') return 'surplus'
    await sql`update test_thing set status = 'paid', paid_times = paid_times + 1 where id = ${reference}`.execute(tx)
    const error = shop.failNext.onPaid
    delete shop.failNext.onPaid
    if (error) throw error
    return 'accepted'
  },
  async onRefunded(_, tx, { reference, state }) {
    await sql`update test_thing set refunds_done = refunds_done + ${state === 'done' ? 1 : 0}, refunds_failed = refunds_failed + ${state === 'failed' ? 1 : 0} where id = ${reference}`.execute(tx)
    const error = shop.failNext.onRefunded
    delete shop.failNext.onRefunded
    if (error) throw error
  },
})

/** Call it at the top level of a test file; read the fields inside tests. */
export function withShop(): Shop {
  const shop = { failNext: {}, wire: { passed: [], fault: () => undefined } } as unknown as Shop
  let close: () => Promise<void>
  beforeAll(async () => {
    const wire = await openWire(shop)
    const site = await openTestApp({ env: { PUBLIC_URL: wire.url }, modules: [...allModules, things(shop)] })
    await site.app.listen({ port: 0, host: '127.0.0.1' })
    wire.connect((site.app.server.address() as AddressInfo).port)
    Object.assign(shop, site, { url: wire.url }, helpers(shop))
    await sql`create table test_thing (id text primary key, status text not null default 'open', paid_times integer not null default 0, refunds_done integer not null default 0, refunds_failed integer not null default 0)`.execute(site.parts.db.sql)
    await sql`insert into account (public_id, name, mobile, terms_version, terms_accepted_at, created_at) select 'p' || i, '客人' || i, '1380000000' || i, '1', now(), now() from generate_series(1, 2) i`.execute(site.parts.db.sql)
    close = async () => {
      await wire.close()
      await site.close()
    }
  })
  beforeEach(() => {
    shop.wire.fault = () => undefined
    shop.wire.passed = []
  })
  afterAll(() => close?.())
  return shop
}

function helpers(shop: Shop): Partial<Shop> {
  let count = 0
  return {
    async thing() {
      const reference = `thing-${++count}`
      await sql`insert into test_thing (id) values (${reference})`.execute(shop.parts.db.sql)
      return reference
    },
    async thingOf(reference) {
      const { rows: [row] } = await sql<any>`select * from test_thing where id = ${reference}`.execute(shop.parts.db.sql)
      return row
    },
    async cancelThing(reference) {
      await sql`update test_thing set status = 'cancelled' where id = ${reference}`.execute(shop.parts.db.sql)
    },
    async expireThing(reference) {
      await sql`update test_thing set status = 'expired' where id = ${reference} and status = 'open'`.execute(shop.parts.db.sql)
    },
    start: (reference, wish = {}) => startPayment(shop.parts, {
      module: 'things',
      reference,
      accountId: 1,
      amount: PRICE,
      subject: `东西 ${reference}`,
      expiresAt: new Date(shop.clock.now().getTime() + 900_000),
      device: 'phone',
      ...wish,
    }),
    async atCashier(payUrl, action = 'pay') {
      const page = await (await fetch(payUrl)).text()
      const order = /name="order" value="([^"]*)"/.exec(page)?.[1]?.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(code)) ?? ''
      const answer = await fetch(`${shop.url}/dev/alipay/cashier`, { method: 'POST', body: new URLSearchParams({ order, action }), redirect: 'manual' })
      await answer.arrayBuffer()
      return { status: answer.status, location: answer.headers.get('location') }
    },
    async paymentOf(reference) {
      return (await paymentsOf(shop.parts.db.sql, 'things', reference)).at(-1)!
    },
    callsAbout: outTradeNo => shop.wire.passed.filter(({ name, text }) => name.startsWith('alipay.') && text.includes(outTradeNo)).map(({ name }) => name),
    async paid(amount = PRICE) {
      const reference = await shop.thing()
      await shop.atCashier((await shop.start(reference, { amount })).payUrl)
      return { reference, payment: await shop.paymentOf(reference) }
    },
    refund: (payment, amount, ref) => shop.parts.db.tx(tx => requestRefund(tx, shop.parts, { paymentId: payment.id, amount, reason: '客人取消', ref })),
    noticeOf(payment, changes = {}, { resign = true } = {}) {
      const fields = {
        notify_type: 'trade_status_sync',
        notify_id: `notice-${payment.outTradeNo}`,
        app_id: '2021000000000001',
        seller_id: '2088000000000001',
        charset: 'utf-8',
        version: '1.0',
        out_trade_no: payment.outTradeNo,
        trade_no: `2027030122001${payment.id}`,
        trade_status: 'TRADE_SUCCESS',
        subject: payment.subject,
        total_amount: (payment.amount / 100).toFixed(2),
        buyer_logon_id: '159****5620',
        fund_bill_list: '[{"amount":"123.00","fundChannel":"ALIPAYACCOUNT"}]',
        gmt_payment: '2027-03-01 14:00:10',
      }
      const key = simulatorKeys(shop.parts.config).alipayPrivate
      return new URLSearchParams(resign ? signParams({ ...fields, ...changes }, key) : { ...signParams(fields, key), ...changes }).toString()
    },
    async notify(body) {
      const answer = await fetch(`${shop.url}/api/v1/payments/alipay/notify`, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' } })
      return { status: answer.status, text: await answer.text() }
    },
  }
}

/** What is said of one connection only: the site keeps its own open for longer than the wire, and who believed that of the wire's met a closed one. */
const ofConnection = ['connection', 'keep-alive', 'transfer-encoding', 'content-length']

/** A server that hands every request on to the site, unless a test wants it lost. Idle connections are the client's to close: one closed here meets a request on its way. */
async function openWire(shop: Shop) {
  let port = 0
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    pass(request, response).catch(() => response.destroy())
  })
  async function pass(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const address = new URL(request.url!, 'http://wire')
    const name = address.searchParams.get('method') ?? address.pathname
    const fault = await shop.wire.fault(name)
    if (fault === 'down') return response.destroy()
    shop.wire.passed.push({ name, text: `${address.search}${Buffer.concat(chunks)}` })
    const { host, connection, 'content-length': _, ...headers } = request.headers
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
      method: request.method!,
      headers: headers as Record<string, string>,
      body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
      redirect: 'manual',
    })
    const body = Buffer.from(await answer.arrayBuffer())
    if (fault === 'answer lost') return response.destroy()
    const back = Object.fromEntries([...answer.headers].filter(([header]) => !ofConnection.includes(header)))
    response.writeHead(answer.status, back).end(body)
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connect: (to: number) => { port = to },
    close: () => new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}
