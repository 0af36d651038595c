import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { Fen, Nullable } from '../atoms.ts'
import { StockFigures, StockItem } from '../stock/console-contract.ts'

// For staff. Money is integer fen, days are 'YYYY-MM-DD' in Asia/Shanghai, from midnight to midnight.

/** So many days can be asked for at once. */
export const MOST_DAYS = 366

const Day = Type.String({ format: 'date', pattern: '^20' })

/** Left out: the last thirty days. One of them left out: that day alone. */
export const PeriodQuery = Type.Object({
  from: Type.Optional(Type.String({ ...Day, description: 'the first day' })),
  to: Type.Optional(Type.String({ ...Day, description: `the last day; at most ${MOST_DAYS} days, none after today` })),
})
export type PeriodQuery = Static<typeof PeriodQuery>

export const Period = Type.Object({ from: Day, to: Day })
export type Period = Static<typeof Period>

export const Sales = Type.Object({
  placedOrders: Type.Integer({ description: 'made in the period, whatever became of them' }),
  orderingUsers: Type.Integer({ description: 'people who made them' }),
  paidOrders: Type.Integer({ description: 'paid in the period; on delivery: confirmed in it' }),
  paid: Type.Integer({ description: 'fen that came in for them' }),
  refundedOrders: Type.Integer({ description: 'of which money goes back since the period, whenever they were paid' }),
  refunded: Type.Integer({ description: 'fen of them, by the day it was decided' }),
  turnover: Type.Integer({ description: 'paid − refunded; below nothing when more goes back than came in' }),
  average: Nullable(Type.Integer({ description: 'paid ÷ paidOrders, in whole fen' })),
  refundRate: Nullable(Type.Number({ description: 'refunded ÷ paid, to four places; above 1 when more goes back than came in' })),
})
export type Sales = Static<typeof Sales>

export const DaySales = Type.Object({ date: Day, paidOrders: Type.Integer(), paid: Fen, refunded: Fen })
export type DaySales = Static<typeof DaySales>

export const SalesStatistics = Type.Object({
  today: Day,
  orderingToday: Type.Integer({ description: 'people who have made an order today (O-09)' }),
  period: Period,
  before: Type.Object({ ...Period.properties }, { description: 'as many days just before' }),
  sales: Sales,
  salesBefore: Sales,
  days: Type.Array(DaySales, { description: 'every day of the period' }),
})
export type SalesStatistics = Static<typeof SalesStatistics>

export const Bestseller = Type.Object({
  product: Type.Object({ id: Type.Integer(), title: Type.String(), picture: Nullable(Picture) }),
  units: Type.Integer({ description: 'in orders paid in the period' }),
  returned: Type.Integer({ description: 'of these, what came back, or was paid back before it was sent' }),
  amount: Type.Integer({ description: 'fen of these units, without carriage and less coupons' }),
})
export type Bestseller = Static<typeof Bestseller>

export const CategoryViews = Type.Object({
  category: Type.Object({ id: Type.Integer(), name: Type.String() }, { description: 'of the first level' }),
  today: Type.Integer(),
  month: Type.Integer({ description: 'in the last thirty days, with today' }),
})
export type CategoryViews = Static<typeof CategoryViews>

export const LowStock = Type.Object({ ...StockFigures.properties, items: Type.Array(StockItem, { description: 'those of which the fewest are left' }) })
export type LowStock = Static<typeof LowStock>
