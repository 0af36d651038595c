import type { Random } from '../../../kit/draw.ts'
import type { OrderStatus } from '../orders/contract.ts'
import type { Buyers } from './store-orders.ts'
import type { MadeSku } from './store.ts'
import { dayOf } from '../../../kit/dates.ts'
import { seeded } from '../../../kit/draw.ts'
import { CONFIRM_MS, REVIEW_MS } from '../orders/rules.ts'
import { PAY_MS } from '../checkout/rules.ts'
import { reviewOf } from './words.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const ORDERS = 520
const CARRIERS = ['顺达快运', '青鸟速递', '徽州邮路'] as const
const PLACES = ['天鹅湖路 88 号 3 栋 1201', '长江中路 12 号 5 楼', '繁华大道锦绣小区 7 幢 302', '黄山路梧桐里 2 号', '翡翠湖畔 19 栋 601'] as const
const REGIONS = [['340104', '安徽省合肥市蜀山区'], ['340103', '安徽省合肥市庐阳区'], ['340111', '安徽省合肥市包河区'], ['340102', '安徽省合肥市瑶海区']] as const

export interface DemoReview { score: number, text: string, anonymous: boolean, answer: string | null, at: Date }
export interface DemoItem { sku: MadeSku, quantity: number, review: DemoReview | null }
export interface DemoStep { action: string, from: OrderStatus | null, to: OrderStatus, actor: 'buyer' | 'staff' | 'system', at: Date }

/** An order of the demo shop with the whole of its life so far. Fen. */
export interface DemoOrder {
  no: string
  accountId: number
  status: OrderStatus
  items: DemoItem[]
  goods: number
  freight: number
  address: { receiver: string, mobile: string, regionCode: string, region: string, place: string }
  note: string
  placedAt: Date
  paidAt: Date | null
  shippedAt: Date | null
  receivedAt: Date | null
  dueAt: Date | null
  carrier: string
  trackingNo: string
  steps: DemoStep[]
  /** Asked for by its buyer, not yet answered: sends the first item back. */
  asksReturn: boolean
}

export interface DemoOrders {
  list: DemoOrder[]
  /** Pieces of a SKU that have been sent, and that are held for orders still to be sent or paid. */
  movedOf: (skuId: number) => { sold: number, reserved: number }
}

/** Orders of the last three months: many of the neighbours', and one in every state of the demo guest's own. */
export function inventOrders(buyers: Buyers, skus: readonly MadeSku[], seed: string, now: Date): DemoOrders {
  const random = seeded(`${seed} orders`)
  const favourites = skus.filter((_, i) => i % 3 === 0)
  const list: DemoOrder[] = []
  for (let i = 0; i < ORDERS; i++) {
    const ageMs = Math.max(2 * HOUR_MS, random.between(0, 1) ** 1.6 * 92 * DAY_MS)
    list.push(live(random, random.pick(buyers.others), new Date(now.getTime() - ageMs), pickItems(random, favourites), now, statusAt(random, ageMs)))
  }
  const own: [OrderStatus, number][] = [['WAIT_PAYMENT', 5 * MINUTE_MS], ['WAIT_SHIP', 7 * HOUR_MS], ['WAIT_RECEIVE', 2 * DAY_MS], ['WAIT_COMMENT', 8 * DAY_MS], ['COMPLETE', 30 * DAY_MS], ['CANCELED', 12 * DAY_MS]]
  for (const [status, ageMs] of own) list.push(live(random, buyers.guest, new Date(now.getTime() - ageMs), pickItems(random, favourites), now, status))
  for (const order of list.filter(({ status }) => status === 'WAIT_COMMENT').slice(0, 3)) order.asksReturn = true

  const moved = new Map<number, { sold: number, reserved: number }>()
  for (const { status, items } of list) {
    for (const { sku, quantity } of items) {
      const before = moved.get(sku.id) ?? { sold: 0, reserved: 0 }
      if (status === 'WAIT_PAYMENT' || status === 'WAIT_SHIP') before.reserved += quantity
      else if (status !== 'CANCELED') before.sold += quantity
      moved.set(sku.id, before)
    }
  }
  return { list: list.sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime()), movedOf: id => moved.get(id) ?? { sold: 0, reserved: 0 } }
}

function statusAt(random: Random, ageMs: number): OrderStatus {
  if (random.chance(0.07)) return 'CANCELED'
  if (ageMs < DAY_MS) return 'WAIT_SHIP'
  if (ageMs < 4 * DAY_MS) return random.chance(0.25) ? 'WAIT_SHIP' : 'WAIT_RECEIVE'
  if (ageMs < 18 * DAY_MS) return random.chance(0.3) ? 'WAIT_COMMENT' : 'COMPLETE'
  return 'COMPLETE'
}

function pickItems(random: Random, skus: readonly MadeSku[]): { sku: MadeSku, quantity: number }[] {
  const count = random.chance(0.6) ? 1 : random.int(2, 3)
  const chosen = new Map<number, { sku: MadeSku, quantity: number }>()
  for (let i = 0; i < count; i++) {
    const sku = skus[Math.floor(random.between(0, 1) ** 1.8 * skus.length)]!
    if (![...chosen.values()].some(item => item.sku.productId === sku.productId)) chosen.set(sku.id, { sku, quantity: sku.price < 10_000 ? random.int(1, 3) : 1 })
  }
  return [...chosen.values()]
}

function live(random: Random, buyer: { id: number, name: string, mobile: string }, placedAt: Date, wanted: { sku: MadeSku, quantity: number }[], now: Date, status: OrderStatus): DemoOrder {
  const after = (from: Date, low: number, high: number) => new Date(Math.min(now.getTime() - MINUTE_MS, from.getTime() + random.between(low, high) * HOUR_MS))
  const isPaid = status !== 'WAIT_PAYMENT' && status !== 'CANCELED'
  const isSent = isPaid && status !== 'WAIT_SHIP'
  const isHere = status === 'WAIT_COMMENT' || status === 'COMPLETE'
  const paidAt = isPaid ? after(placedAt, 0.02, 0.4) : null
  const shippedAt = isSent ? after(paidAt!, 2, 30) : null
  const receivedAt = isHere ? after(shippedAt!, 24, 90) : null
  const doneAt = status === 'COMPLETE' ? after(receivedAt!, 2, 120) : null
  const goods = wanted.reduce((sum, { sku, quantity }) => sum + sku.price * quantity, 0)
  const [regionCode, region] = random.pick(REGIONS)
  const steps: DemoStep[] = [{ action: 'place', from: null, to: 'WAIT_PAYMENT', actor: 'buyer', at: placedAt }]
  if (paidAt) steps.push({ action: 'pay', from: 'WAIT_PAYMENT', to: 'WAIT_SHIP', actor: 'buyer', at: paidAt })
  if (shippedAt) steps.push({ action: 'ship', from: 'WAIT_SHIP', to: 'WAIT_RECEIVE', actor: 'staff', at: shippedAt })
  if (receivedAt) steps.push({ action: 'confirm', from: 'WAIT_RECEIVE', to: 'WAIT_COMMENT', actor: 'buyer', at: receivedAt })
  if (doneAt) steps.push({ action: 'review', from: 'WAIT_COMMENT', to: 'COMPLETE', actor: 'buyer', at: doneAt })
  if (status === 'CANCELED') steps.push({ action: 'expire', from: 'WAIT_PAYMENT', to: 'CANCELED', actor: 'system', at: new Date(placedAt.getTime() + PAY_MS) })
  return {
    no: `M${dayOf(placedAt).replaceAll('-', '')}${Array.from({ length: 12 }, () => random.pick([...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'])).join('')}`,
    accountId: buyer.id,
    status,
    items: wanted.map(({ sku, quantity }) => ({ sku, quantity, review: doneAt ? reviewOf(random, sku, doneAt) : null })),
    goods,
    freight: goods >= 9900 ? 0 : 1000,
    address: { receiver: buyer.name, mobile: buyer.mobile, regionCode, region, place: random.pick(PLACES) },
    note: random.chance(0.12) ? '请放门口，谢谢' : '',
    placedAt,
    paidAt,
    shippedAt,
    receivedAt,
    dueAt: status === 'WAIT_PAYMENT' ? new Date(placedAt.getTime() + PAY_MS) : status === 'WAIT_RECEIVE' ? new Date(shippedAt!.getTime() + CONFIRM_MS) : status === 'WAIT_COMMENT' ? new Date(receivedAt!.getTime() + REVIEW_MS) : null,
    carrier: random.pick(CARRIERS),
    trackingNo: `${random.pick(['SD', 'QN', 'HZ'])}${String(random.int(100_000_000, 999_999_999))}`,
    steps,
    asksReturn: false,
  }
}
