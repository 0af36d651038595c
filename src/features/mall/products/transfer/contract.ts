import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Nullable } from '../../atoms.ts'
import { ProductFilter } from '../contract.ts'

// Products as lines of a table, one of each SKU. For staff.

export const SheetFormat = Type.Enum(['csv', 'xlsx'])
export const ExportQuery = Type.Object({ ...ProductFilter.properties, format: SheetFormat })
export type ExportQuery = Static<typeof ExportQuery>

export const ImportQuery = Type.Object({ dryRun: Type.Boolean({ description: 'true: only tells what would be done' }) })
export type ImportQuery = Static<typeof ImportQuery>

export const ImportedProduct = Type.Object({
  productId: Nullable(Type.Integer({ description: 'null: one that would be new' })),
  title: Type.String(),
  line: Type.Integer({ description: 'its first' }),
  lines: Type.Integer(),
  outcome: Type.Enum(['create', 'change', 'same', 'refuse']),
  newSkus: Type.Integer(),
  changedSkus: Type.Integer(),
})
export type ImportedProduct = Static<typeof ImportedProduct>

export const LineProblem = Type.Object({
  line: Type.Integer({ description: 'as the table counts; the heading is line 1' }),
  column: Nullable(Type.String({ description: 'its heading; null: the whole line' })),
  message: Type.String({ description: 'in the caller\'s language' }),
})
export type LineProblem = Static<typeof LineProblem>

/** What was done with a table, or would be. A product is taken with all its lines, or with none. */
export const ImportReport = Type.Object({
  dryRun: Type.Boolean(),
  lines: Type.Integer(),
  created: Type.Integer({ description: 'products' }),
  changed: Type.Integer({ description: 'products' }),
  same: Type.Integer({ description: 'products that are so already' }),
  refused: Type.Integer({ description: 'products, and lines that name none' }),
  stockIgnored: Type.Integer({ description: 'lines that state another stock of a SKU that is there: the ledger is the way' }),
  products: Type.Array(ImportedProduct),
  problems: Type.Array(LineProblem, { description: 'by line' }),
  header: Type.Array(Type.String()),
  refusedLines: Type.Array(Type.Object({ line: Type.Integer(), cells: Type.Array(Type.String()) }), { description: 'as they were sent, to be mended and sent again' }),
})
export type ImportReport = Static<typeof ImportReport>
