import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Fen, Id, Instant, Nullable } from '../atoms.ts'
import { CategoryName, Spec } from '../catalogue/contract.ts'

// For staff. Money is integer fen, weights are grams, instants are UTC in ISO 8601.

const MAX_SPECS = 5
const MAX_OPTIONS = 50
export const MAX_SKUS = 1000
const MAX_PICTURES = 20
const MAX_PRICE = 1_000_000_000
const MAX_HTML = 100_000

export const ProductStatus = Type.Enum(['draft', 'on', 'off'])
export type ProductStatus = Static<typeof ProductStatus>

// — the list —

export const ConsoleProductItem = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  status: ProductStatus,
  picture: Nullable(Picture),
  category: Type.Array(CategoryName, { description: 'from the first level to its own' }),
  brand: Nullable(Type.Object({ id: Type.Integer(), name: Type.String() })),
  priceMin: Nullable(Fen),
  priceMax: Nullable(Fen),
  skuCount: Type.Integer(),
  stock: Type.Integer({ description: 'pieces of SKUs that are on and can be bought' }),
  lowSkus: Type.Integer({ description: 'SKUs that are on and have no more than their mark' }),
  sales: Type.Integer(),
  changedAt: Instant,
})
export type ConsoleProductItem = Static<typeof ConsoleProductItem>

/** What a list, or an export, is narrowed by. */
export const ProductFilter = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 100, description: 'words of the title, a product\'s id, or a SKU\'s code' })),
  categoryId: Type.Optional({ ...Id, description: 'of any level, with all below it' }),
  brandId: Type.Optional(Id),
  status: Type.Optional(ProductStatus),
  lowStock: Type.Optional(Type.Boolean({ description: 'true: only those of which a SKU that is on has no more than its mark' })),
  withoutPicture: Type.Optional(Type.Boolean({ description: 'true: only those without a picture' })),
})
export type ProductFilter = Static<typeof ProductFilter>
export const ConsoleProductQuery = Type.Object({ ...PageQuery.properties, ...ProductFilter.properties })
export type ConsoleProductQuery = Static<typeof ConsoleProductQuery>
export const ConsoleProductList = PageOf(ConsoleProductItem)

// — one product, as the editor has it —

export const AttributeKind = Type.Enum(['text', 'number', 'bool'])

const ConsoleAttribute = Type.Object({
  id: Type.Integer(),
  categoryId: Type.Integer({ description: 'where it was declared: its own category, or one above' }),
  name: Type.String(),
  kind: AttributeKind,
  unit: Nullable(Type.String()),
})

export const ConsoleSku = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  optionIds: Type.Array(Type.Integer(), { description: 'one of each specification, in their order' }),
  specText: Type.String(),
  price: Fen,
  marketPrice: Nullable(Fen),
  cost: Nullable(Fen),
  weight: Nullable(Type.Integer({ description: 'grams' })),
  picture: Nullable(Picture),
  perPerson: Nullable(Type.Integer()),
  status: Type.Enum(['on', 'off']),
  onHand: Type.Integer(),
  reserved: Type.Integer({ description: 'of these, held for orders' }),
  lowMark: Type.Integer(),
  sales: Type.Integer(),
  ordered: Type.Boolean({ description: 'an order has it: it can be switched off, not deleted' }),
})
export type ConsoleSku = Static<typeof ConsoleSku>

export const ConsoleProduct = Type.Object({
  id: Type.Integer(),
  version: Type.Integer({ description: 'to be sent when it is saved' }),
  status: ProductStatus,
  title: Type.String(),
  subtitle: Type.String(),
  categoryId: Type.Integer(),
  brandId: Nullable(Type.Integer()),
  freightTemplateId: Nullable(Type.Integer()),
  detailHtml: Type.String(),
  packingHtml: Type.String(),
  serviceHtml: Type.String(),
  pictures: Type.Array(Picture, { description: 'the first is the cover' }),
  attributes: Type.Array(Type.Object({ ...ConsoleAttribute.properties, value: Nullable(Type.String()) }), { description: 'all that its category knows, with their values' }),
  specs: Type.Array(Spec),
  skus: Type.Array(ConsoleSku),
  sales: Type.Integer(),
  reviewCount: Type.Integer(),
  listedAt: Nullable(Instant),
  createdAt: Instant,
  changedAt: Instant,
  deletable: Type.Boolean({ description: 'a draft nobody has ever bought' }),
})
export type ConsoleProduct = Static<typeof ConsoleProduct>

/** What the editor lets choose from. */
export const ProductChoices = Type.Object({
  categories: Type.Array(Type.Object({ id: Type.Integer(), parentId: Nullable(Type.Integer()), name: Type.String(), path: Type.Array(Type.Integer()), visible: Type.Boolean() })),
  brands: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), firstLetter: Type.String() })),
  freightTemplates: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), isDefault: Type.Boolean() })),
  attributes: Type.Array(ConsoleAttribute, { description: 'of all categories, in the order in which they are shown' }),
})
export type ProductChoices = Static<typeof ProductChoices>

// — saving —

const Price = Type.Integer({ minimum: 1, maximum: MAX_PRICE, description: 'fen' })
const PictureId = Type.String({ pattern: '^[0-9a-f]{32}$' })
const Html = Type.String({ maxLength: MAX_HTML, description: 'HTML; what is not allowed in it is taken out' })

export const SkuFields = Type.Object({
  id: Type.Optional({ ...Id, description: 'of one that is there; without it a new one' }),
  options: Type.Array(Type.Integer({ minimum: 0, maximum: MAX_OPTIONS - 1 }), { maxItems: MAX_SPECS, description: 'the place of its option among those of each specification' }),
  code: Type.String({ maxLength: 40, description: 'empty: one is made' }),
  price: Price,
  marketPrice: Nullable(Price),
  cost: Nullable(Type.Integer({ minimum: 0, maximum: MAX_PRICE })),
  weight: Nullable(Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'grams' })),
  pictureId: Nullable(PictureId),
  perPerson: Nullable(Type.Integer({ minimum: 1, maximum: 999 })),
  status: Type.Enum(['on', 'off']),
  stock: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'pieces there are, of a new one only; later the ledger is the way' })),
})
export type SkuFields = Static<typeof SkuFields>

/** All of a product in one: what is not in it is taken away. */
export const ProductFields = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  subtitle: Type.String({ maxLength: 200 }),
  categoryId: Id,
  brandId: Nullable(Id),
  freightTemplateId: Nullable(Id),
  detailHtml: Html,
  packingHtml: Html,
  serviceHtml: Html,
  pictureIds: Type.Array(PictureId, { maxItems: MAX_PICTURES, uniqueItems: true, description: 'the first is the cover' }),
  attributes: Type.Array(Type.Object({ attributeId: Id, value: Type.String({ minLength: 1, maxLength: 64, pattern: '\\S' }) }), { maxItems: 200 }),
  specs: Type.Array(Type.Object({
    id: Type.Optional(Id),
    name: Type.String({ minLength: 1, maxLength: 16, pattern: '\\S' }),
    options: Type.Array(Type.Object({
      id: Type.Optional(Id),
      value: Type.String({ minLength: 1, maxLength: 32, pattern: '\\S' }),
      swatch: Nullable(Type.String({ pattern: '^#[0-9a-f]{6}$' })),
    }), { minItems: 1, maxItems: MAX_OPTIONS }),
  }), { maxItems: MAX_SPECS }),
  skus: Type.Array(SkuFields, { maxItems: MAX_SKUS }),
})
export type ProductFields = Static<typeof ProductFields>

export const ProductSave = Type.Object({ ...ProductFields.properties, version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) })
export type ProductSave = Static<typeof ProductSave>

// — the shelf —

export const ShelfChange = Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }), on: Type.Boolean() })
export type ShelfChange = Static<typeof ShelfChange>

export const ShelfResult = Type.Object({
  changed: Type.Array(Type.Integer(), { description: 'ids of those that were not so before' }),
  refused: Type.Array(Type.Object({ id: Type.Integer(), title: Type.String(), message: Type.String({ description: 'why, in the caller\'s language' }) })),
})
export type ShelfResult = Static<typeof ShelfResult>

// — price history —

export const BySku = Type.Object({ id: Id, skuId: Id })
export const PriceHistory = Type.Array(Type.Object({
  price: Fen,
  marketPrice: Nullable(Fen),
  staffName: Nullable(Type.String({ description: 'null: loaded with the site' })),
  at: Instant,
}), { description: 'the newest first, at most 100' })
export type PriceHistory = Static<typeof PriceHistory>
