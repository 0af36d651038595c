import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { PageOf } from '../../../kit/pagination.ts'
import { Fen, Id, Instant, Nullable } from '../atoms.ts'

// — categories and brands —

export const CategoryName = Type.Object({ id: Type.Integer(), name: Type.String() })
export type CategoryName = Static<typeof CategoryName>

const LeafCategory = Type.Object({ ...CategoryName.properties, picture: Nullable(Picture) })
const MiddleCategory = Type.Object({ ...LeafCategory.properties, children: Type.Array(LeafCategory) })
/** A place on the first level with the two below it; goods hang on the third. */
export const Category = Type.Object({ ...LeafCategory.properties, children: Type.Array(MiddleCategory) })
export type Category = Static<typeof Category>

export const Brand = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  firstLetter: Type.String({ description: 'A to Z, or #' }),
  logo: Nullable(Picture),
})
export type Brand = Static<typeof Brand>

// — lists —

/** A product as lists, search, history and favourites show it. */
export const ProductCard = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  subtitle: Type.String(),
  picture: Nullable(Picture),
  priceMin: Type.Integer({ description: 'fen, of the cheapest that is sold; the list is sorted and filtered by it' }),
  priceMax: Type.Integer({ description: 'fen, of the dearest that is sold' }),
  marketPrice: Nullable(Type.Integer({ description: 'fen the cheapest costs elsewhere; only where that is more' })),
  inStock: Type.Boolean(),
  sales: Type.Integer({ description: 'pieces sold' }),
  score: Nullable(Type.Number({ description: '0–5, one decimal; null without reviews' })),
  reviewCount: Type.Integer(),
  brand: Nullable(Type.Object({ id: Type.Integer(), name: Type.String() })),
})
export type ProductCard = Static<typeof ProductCard>

const Price = Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'fen' })

export const ProductSort = Type.Enum(['new', 'price-asc', 'price-desc', 'sales', 'score'], { default: 'sales' })
export type ProductSort = Static<typeof ProductSort>

/** Of one brand or attribute any value that is named will do; all brands, attributes, prices asked for have to fit. */
export const ProductQuery = Type.Object({
  categoryId: Type.Optional({ ...Id, description: 'of any level, with all below it' }),
  brandId: Type.Optional(Type.Array(Type.String({ pattern: '^\\d{1,15}(,\\d{1,15}){0,49}$' }), { maxItems: 50, description: 'ids; may repeat or be a list with commas' })),
  priceMin: Type.Optional(Price),
  priceMax: Type.Optional(Price),
  attr: Type.Optional(Type.Array(Type.String({ pattern: '^\\d{1,15}:', minLength: 3, maxLength: 80 }), { maxItems: 20, description: '`attributeId:value`, as facets give them; may repeat' })),
  inStock: Type.Optional(Type.Boolean({ description: 'true: only what can be bought now' })),
  sort: Type.Optional(ProductSort),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
})
export type ProductQuery = Static<typeof ProductQuery>

const Count = Type.Integer({ minimum: 1, description: 'products' })

/**
 * What there is to narrow a list by, with how many products that would give: each kind is counted as if nothing of its own kind were
 * chosen, so that a second brand can be added to the first. Most first; numbers in their order.
 */
export const Facets = Type.Object({
  brands: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), count: Count })),
  categories: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), count: Count }), { description: 'the next below the chosen one' }),
  attributes: Type.Array(Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    unit: Nullable(Type.String({ description: 'to be shown behind each value' })),
    values: Type.Array(Type.Object({ value: Type.String(), count: Count })),
  })),
  price: Nullable(Type.Object({ min: Type.Integer(), max: Type.Integer() }, { description: 'fen; null: nothing is found' })),
  capped: Type.Boolean({ description: 'more than 10,000 products: counts are what there is at least' }),
})
export type Facets = Static<typeof Facets>

export const ProductList = Type.Object({
  ...PageOf(ProductCard).properties,
  facets: Facets,
  breadcrumb: Type.Array(CategoryName, { description: 'from the first level to the chosen category; empty without one' }),
})
export type ProductList = Static<typeof ProductList>

export const HotQuery = Type.Object({
  categoryId: Type.Optional(Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 10 })),
})
export type HotQuery = Static<typeof HotQuery>

// — one product —

/**
 * What can be bought: one option of each specification. A combination without a SKU here does not exist (or is no longer sold);
 * one that is sold_out exists, but there is none left.
 */
export const Sku = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  optionIds: Type.Array(Type.Integer(), { description: 'one of each specification, in their order; empty where there is nothing to choose' }),
  specText: Type.String({ description: 'e.g. 黑 256GB' }),
  price: Type.Integer({ description: 'fen' }),
  marketPrice: Nullable(Type.Integer({ description: 'fen it costs elsewhere; only where that is more' })),
  picture: Nullable(Picture),
  available: Type.Integer({ description: 'pieces that can be bought, told up to 99; at most two seconds old' }),
  state: Type.Enum(['on', 'sold_out']),
  perPerson: Nullable(Type.Integer({ description: 'how many one person may have' })),
})
export type Sku = Static<typeof Sku>

export const Spec = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  options: Type.Array(Type.Object({ id: Type.Integer(), value: Type.String(), swatch: Nullable(Type.String({ description: '#rrggbb' })) }), { description: 'those that some SKU has' }),
})
export type Spec = Static<typeof Spec>

export const Product = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  subtitle: Type.String(),
  status: Type.Enum(['on'], { description: 'on the shelf: visitors never see another' }),
  breadcrumb: Type.Array(CategoryName, { description: 'from the first level to its own' }),
  brand: Nullable(Brand),
  pictures: Type.Array(Picture, { description: 'the first is the cover' }),
  detailHtml: Type.String({ description: 'sanitised when it was written' }),
  packingHtml: Type.String(),
  serviceHtml: Type.String(),
  attributes: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), value: Type.String(), unit: Nullable(Type.String()) })),
  specs: Type.Array(Spec),
  skus: Type.Array(Sku, { description: 'in the order of the options' }),
  priceMin: Fen,
  priceMax: Fen,
  inStock: Type.Boolean(),
  sales: Type.Integer(),
  score: Nullable(Type.Number({ description: '0–5, one decimal; null without reviews' })),
  reviewCount: Type.Integer(),
  histogram: Type.Array(Type.Integer(), { minItems: 6, maxItems: 6, description: 'how many reviews gave 0, 1, 2, 3, 4 and 5 stars' }),
})
export type Product = Static<typeof Product>

// — home page —

export const Ad = Type.Object({ id: Type.Integer(), title: Type.String(), picture: Nullable(Picture), target: Type.String({ description: 'a path of this site' }) })
export type Ad = Static<typeof Ad>

export const AdSlot = Type.Object({ width: Type.Integer({ description: 'pixels, for the shape' }), height: Type.Integer(), items: Type.Array(Ad, { description: 'those that run now' }) })
export type AdSlot = Static<typeof AdSlot>

export const Home = Type.Object({
  channelGroups: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), channels: Type.Array(Category, { description: 'first-level categories with what is below them' }) })),
  ads: Type.Record(Type.String(), AdSlot, { description: 'by the key of the slot; every slot is there, if with no ads' }),
  floors: Type.Array(Type.Object({ category: CategoryName, products: Type.Array(ProductCard) }), { description: 'first-level categories, each with what sells best in it' }),
  hot: Type.Array(ProductCard),
  newest: Type.Array(ProductCard),
})
export type Home = Static<typeof Home>

// — what people look at —

export const ByProductId = Type.Object({ productId: Id })

/** Every page of a product sends it once: a view is counted for everybody, and remembered for who is signed in. */
export const NewView = Type.Object({ productId: Id })
/** The query of `DELETE mall/history`: forgets one product, or all of them. */
export const ViewDeletion = Type.Object({ productId: Type.Optional(Id) })

/** The newest first, each product once, at most 50. */
export const ViewHistory = Type.Array(Type.Object({ product: ProductCard, at: Instant }))
export type ViewHistory = Static<typeof ViewHistory>

export const Favourite = Type.Object({
  product: ProductCard,
  at: Instant,
  priceThen: Type.Integer({ description: 'fen, its lowest price when it was kept' }),
  drop: Nullable(Type.Integer({ description: 'fen it is cheaper now: tell it; null where it is not' })),
})
export type Favourite = Static<typeof Favourite>
export const Favourites = PageOf(Favourite)
export type Favourites = Static<typeof Favourites>

export const IsFavourite = Type.Object({ favourite: Type.Boolean() })
