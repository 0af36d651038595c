import type { Static } from 'typebox'
import { Type } from 'typebox'
import { After, CursorPageOf, PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Picture } from '../../../core/media/contract.ts'
import { Id, Instant, Nullable } from '../atoms.ts'

// For staff: what is in the house of each SKU, and how it came to that. Counts are pieces.

/** Far above any warehouse, far below what the columns hold. */
export const MOST_ON_HAND = 9_999_999
const Count = Type.Integer({ minimum: 0, maximum: MOST_ON_HAND })
const Reason = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'goes into the ledger and the audit log' })

export const BySku = Type.Object({ skuId: Id })

export const StockItem = Type.Object({
  skuId: Type.Integer(),
  code: Type.String(),
  product: Type.Object({ id: Type.Integer(), title: Type.String() }),
  specText: Type.String({ description: 'e.g. 黑 256GB; empty when there is nothing to choose' }),
  picture: Nullable(Picture),
  onShelf: Type.Boolean({ description: 'it and its product can be bought' }),
  onHand: Type.Integer(),
  reserved: Type.Integer({ description: 'of these, what orders hold' }),
  available: Type.Integer({ description: 'onHand − reserved: what can be bought' }),
  lowMark: Type.Integer({ description: 'with so many available or fewer it is low' }),
})
export type StockItem = Static<typeof StockItem>

export const StockQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'how a SKU\'s code begins, or a part of the product\'s title' })),
  state: Type.Optional(Type.Enum(['low', 'sold_out'], { description: 'of what is on the shelf; low: down to its low mark, sold out or not; those with the fewest first' })),
  categoryId: Type.Optional(Id),
  productId: Type.Optional(Id),
})
export type StockQuery = Static<typeof StockQuery>
export const StockList = PageOf(StockItem)

export const StockFigures = Type.Object({
  low: Type.Integer({ description: 'SKUs on the shelf that are down to their low mark; those sold out count too' }),
  soldOut: Type.Integer({ description: 'SKUs on the shelf of which none can be bought' }),
})
export type StockFigures = Static<typeof StockFigures>

/** One change of a stock, and what there was after it. */
export const StockEntry = Type.Object({
  id: Type.Integer(),
  kind: Type.Enum(['adjust', 'reserve', 'release', 'ship', 'return'], { description: 'adjust: by staff or when it was loaded; the others by an order' }),
  onHand: Type.Integer({ description: 'change' }),
  reserved: Type.Integer({ description: 'change' }),
  onHandAfter: Type.Integer(),
  reservedAfter: Type.Integer(),
  orderNo: Nullable(Type.String()),
  returnNo: Nullable(Type.String({ description: 'of what was given back, or given up before it was sent' })),
  trackingNo: Nullable(Type.String({ description: 'of the parcel it left in' })),
  staffName: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  at: Instant,
})
export type StockEntry = Static<typeof StockEntry>

export const EntryQuery = Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })), after: After })
export type EntryQuery = Static<typeof EntryQuery>
export const EntryList = CursorPageOf(StockEntry)

/** So many more or fewer than there are, however many that is. */
export const Adjustment = Type.Object({ by: Type.Integer({ minimum: -MOST_ON_HAND, maximum: MOST_ON_HAND, description: 'not 0' }), reason: Reason })
export type Adjustment = Static<typeof Adjustment>

/** So many are in the house, those that orders hold included. */
export const NewCount = Type.Object({ count: Count, seen: Type.Integer({ description: 'onHand as it was shown: another by now is a conflict' }), reason: Reason })
export type NewCount = Static<typeof NewCount>

export const LowMark = Type.Object({ lowMark: Type.Integer({ minimum: 0, maximum: 99_999 }), seen: Type.Integer({ description: 'the mark as it was shown' }) })
export type LowMark = Static<typeof LowMark>

// — many at once —

export const MOST_LINES = 1000

/** A line of a count: a SKU's code and how many there are, with a tab, a comma or blanks between them. */
export const CountText = Type.Object({ text: Type.String({ minLength: 1, maxLength: 100_000, description: `at most ${MOST_LINES} lines that are not empty` }) })
export type CountText = Static<typeof CountText>

/** change and same can be carried out; bad_line: no code and count; twice: the code stood above already; held: fewer than orders hold. */
export const CountVerdict = Type.Enum(['change', 'same', 'bad_line', 'bad_count', 'unknown_code', 'twice', 'held'])
export type CountVerdict = Static<typeof CountVerdict>

/** Where the lines of a count lead, before anything is changed. */
export const CountLine = Type.Object({
  line: Type.Integer({ description: 'its place in the text, from 1 on' }),
  text: Type.String(),
  verdict: CountVerdict,
  count: Nullable(Type.Integer()),
  sku: Nullable(Type.Object({ id: Type.Integer(), code: Type.String(), title: Type.String(), specText: Type.String(), onHand: Type.Integer(), reserved: Type.Integer() })),
})
export type CountLine = Static<typeof CountLine>
export const CountPreview = Type.Object({ lines: Type.Array(CountLine) })
export type CountPreview = Static<typeof CountPreview>

export const ManyCounts = Type.Object({
  counts: Type.Array(Type.Object({ skuId: Id, count: Count, seen: Type.Integer({ description: 'onHand as the preview showed it' }) }), { minItems: 1, maxItems: MOST_LINES }),
  reason: Reason,
})
export type ManyCounts = Static<typeof ManyCounts>

/** Each line is carried out or refused for itself. */
export const CountReport = Type.Object({
  changed: Type.Integer(),
  same: Type.Integer(),
  refused: Type.Array(Type.Object({
    skuId: Type.Integer(),
    why: Type.Enum(['unknown', 'changed_meanwhile', 'held'], { description: 'held: fewer than orders hold' }),
    onHand: Nullable(Type.Integer({ description: 'as it is now' })),
    reserved: Nullable(Type.Integer()),
  })),
})
export type CountReport = Static<typeof CountReport>
