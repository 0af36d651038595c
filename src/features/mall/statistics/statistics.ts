import type { Parts } from '../../../kit/module.ts'
import type { Bestseller, CategoryViews, LowStock, Period, PeriodQuery, Sales, SalesStatistics } from './console-contract.ts'
import { toPicture } from '../../../core/media/index.ts'
import { addDays, dayOf, eachDay } from '../../../kit/dates.ts'
import { stockForStaff } from '../stock/console-stock.ts'
import { stockFigures } from '../stock/console-store.ts'
import { instantsOf, periodBefore, periodOf } from './periods.ts'
import { countPlaced, listBestsellers, listCategoryViews, moneyByDay, moneyOf } from './store.ts'

/** Summing up a long period costs more than staff gain by its being to the second. */
const KEPT_SECONDS = 60
const VIEW_DAYS = 30
const BEST = 10
const LOWEST = 10

/** What the shop has sold in a period, day by day, and in as many days before (O-09). */
export async function salesStatistics(parts: Parts, query: PeriodQuery): Promise<SalesStatistics> {
  const today = dayOf(parts.clock.now())
  const period = periodOf(query, today)
  return kept(parts, `sales ${today} ${period.from} ${period.to}`, async () => {
    const before = periodBefore(period)
    const [sales, salesBefore, days, { orderingUsers: orderingToday }] = await Promise.all([
      salesOf(parts, period),
      salesOf(parts, before),
      moneyByDay(parts.db.sql, eachDay(period.from, addDays(period.to, 1))),
      countPlaced(parts.db.sql, instantsOf({ from: today, to: today })),
    ])
    return { today, orderingToday, period, before, sales, salesBefore, days }
  })
}

async function salesOf(parts: Parts, period: Period): Promise<Sales> {
  const span = instantsOf(period)
  const [placed, money] = await Promise.all([countPlaced(parts.db.sql, span), moneyOf(parts.db.sql, span)])
  const { paidOrders, paid, refunded } = money
  return {
    ...placed,
    ...money,
    turnover: paid - refunded,
    average: paidOrders === 0 ? null : Math.round(paid / paidOrders),
    refundRate: paid === 0 ? null : Math.round(refunded / paid * 10_000) / 10_000,
  }
}

export async function bestsellers(parts: Parts, query: PeriodQuery): Promise<Bestseller[]> {
  const period = periodOf(query, dayOf(parts.clock.now()))
  return kept(parts, `bestsellers ${period.from} ${period.to}`, async () =>
    (await listBestsellers(parts.db.sql, instantsOf(period), BEST)).map(({ id, title, picture, ...sold }) => ({ product: { id, title, picture: toPicture(picture) }, ...sold })))
}

export async function categoryViews(parts: Parts): Promise<CategoryViews[]> {
  const today = dayOf(parts.clock.now())
  const rows = await listCategoryViews(parts.db.sql, { today, first: addDays(today, 1 - VIEW_DAYS) })
  return rows.map(({ id, name, ...views }) => ({ category: { id, name }, ...views }))
}

/** As it is now: who has just filled a shelf wants to see it filled. */
export async function lowStock(parts: Parts): Promise<LowStock> {
  const [figures, { items }] = await Promise.all([stockFigures(parts.db.sql), stockForStaff(parts, { state: 'low', limit: LOWEST })])
  return { ...figures, items }
}

/** So that tests, and whoever can't wait, may drop it. */
export const statisticsTag = 'mall:statistics'

const kept = <T extends NonNullable<unknown>>(parts: Parts, key: string, load: () => Promise<T>) =>
  parts.cache.remember(`${statisticsTag} ${key}`, { seconds: KEPT_SECONDS, tags: [statisticsTag] }, load)
