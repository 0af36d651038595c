import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { ById, Id, Nullable } from '../atoms.ts'

// For staff: the tree of categories with the attributes of its places, and the brands.

const Name = Type.String({ minLength: 1, maxLength: 32, pattern: '\\S' })
/** Of what somebody has looked at before changing it: two staff can't save over each other. */
export const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'as it was read' })
/** Where something would be lost, a refusal says what; said again with this it is done. */
const Confirm = Type.Optional(Type.Boolean({ description: 'true: what is lost by it may be lost' }))

// — categories —

export const LEVELS = 3

export const ConsoleCategoryItem = Type.Object({
  id: Type.Integer(),
  parentId: Nullable(Type.Integer()),
  level: Type.Integer({ minimum: 1, maximum: LEVELS }),
  name: Type.String(),
  visible: Type.Boolean(),
  picture: Nullable(Picture),
  productCount: Type.Integer({ description: 'products in any state, in it and below it' }),
  version: Version,
})
export type ConsoleCategoryItem = Static<typeof ConsoleCategoryItem>
/** Those of a level in their order, the first level first. */
export const ConsoleCategories = Type.Array(ConsoleCategoryItem)

export const AttributeKind = Type.Enum(['text', 'number', 'bool'])
export type AttributeKind = Static<typeof AttributeKind>

export const ConsoleAttribute = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  kind: AttributeKind,
  unit: Nullable(Type.String()),
  filterable: Type.Boolean({ description: 'lists of products can be narrowed by it' }),
  from: Type.Object({ id: Type.Integer(), name: Type.String() }, { description: 'the category it belongs to' }),
  productCount: Type.Integer({ description: 'products that state it' }),
  version: Version,
})
export type ConsoleAttribute = Static<typeof ConsoleAttribute>

export const CategoryUse = Type.Object({
  products: Type.Integer({ description: 'in it and below it, in any state' }),
  subcategories: Type.Integer({ description: 'the next below it' }),
  channels: Type.Integer(),
  coupons: Type.Integer(),
  attributes: Type.Integer({ description: 'of its own' }),
})
export type CategoryUse = Static<typeof CategoryUse>

export const ConsoleCategory = Type.Object({
  ...ConsoleCategoryItem.properties,
  path: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() }), { description: 'from the first level to itself' }),
  attributes: Type.Array(ConsoleAttribute, { description: 'its own, in their order' }),
  inherited: Type.Array(ConsoleAttribute, { description: 'those of the categories above it' }),
  use: CategoryUse,
})
export type ConsoleCategory = Static<typeof ConsoleCategory>

/** Added behind its siblings. */
export const NewCategory = Type.Object({ name: Name, parentId: Nullable(Id) })
export type NewCategory = Static<typeof NewCategory>
export const CategoryChange = Type.Object({ name: Type.Optional(Name), visible: Type.Optional(Type.Boolean()), version: Version })
export type CategoryChange = Static<typeof CategoryChange>
/** All children of one place, or of the first level, in their new order. */
export const CategoryOrder = Type.Object({ parentId: Nullable(Id), ids: Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }) })
export type CategoryOrder = Static<typeof CategoryOrder>
/** With all that is below it, in front of a child of the new place, or behind all of them. */
export const CategoryMove = Type.Object({ parentId: Nullable(Id), beforeId: Type.Optional(Id), version: Version, confirm: Confirm })
export type CategoryMove = Static<typeof CategoryMove>

// — attributes —

export const NewAttribute = Type.Object({
  name: Name,
  kind: AttributeKind,
  unit: Nullable(Type.String({ minLength: 1, maxLength: 16, pattern: '\\S' })),
  filterable: Type.Boolean(),
})
export type NewAttribute = Static<typeof NewAttribute>
export const AttributeChange = Type.Object({ ...NewAttribute.properties, version: Version })
export type AttributeChange = Static<typeof AttributeChange>
export const NewOrder = Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }) })
export const AttributeDeletion = Type.Object({ confirm: Confirm })

// — brands —

const Letter = Type.String({ pattern: '^[A-Z#]$', description: 'A to Z, or #' })

export const ConsoleBrand = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  firstLetter: Letter,
  logo: Nullable(Picture),
  productCount: Type.Integer({ description: 'in any state' }),
  version: Version,
})
export type ConsoleBrand = Static<typeof ConsoleBrand>

export const ConsoleBrandQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 32, description: 'a part of the name' })),
  letter: Type.Optional(Letter),
})
export type ConsoleBrandQuery = Static<typeof ConsoleBrandQuery>
export const ConsoleBrandList = PageOf(ConsoleBrand)

/** Without a letter it is that of the name, by pinyin. */
export const NewBrand = Type.Object({ name: Name, firstLetter: Type.Optional(Letter) })
export type NewBrand = Static<typeof NewBrand>
/** A new name brings its letter along, unless that was corrected or is said here. */
export const BrandChange = Type.Object({ name: Type.Optional(Name), firstLetter: Type.Optional(Letter), version: Version })
export type BrandChange = Static<typeof BrandChange>
/** All brands of one letter in their new order. */
export const BrandOrder = Type.Object({ letter: Letter, ids: NewOrder.properties.ids })
export type BrandOrder = Static<typeof BrandOrder>

export const Added = ById
