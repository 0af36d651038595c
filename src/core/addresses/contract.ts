import type { Static } from 'typebox'
import { Type } from 'typebox'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Text = (maxLength: number, description?: string) => Type.String({ minLength: 1, maxLength, ...description ? { description } : {} })

/** What somebody fills in. Space around a text is dropped. */
export const AddressFields = Type.Object({
  title: Type.Optional(Type.String({ maxLength: 20, description: 'the owner\'s own word for it, e.g. 公司' })),
  receiver: Text(32),
  mobile: Text(20, '11 digits, mainland China'),
  regionCode: Type.String({ pattern: '^[1-9]\\d{5}$', description: 'a current district, GB/T 2260; see GET regions' }),
  place: Text(100, 'street, house, door'),
  tel: Type.Optional(Nullable(Text(20, 'a second number, also a landline, e.g. 0551-6260000'))),
  email: Type.Optional(Nullable(Text(254))),
  isDefault: Type.Optional(Type.Boolean({ description: 'the first address is the default anyway' })),
})
export type AddressFields = Static<typeof AddressFields>

export const AddressChanges = Type.Partial(AddressFields, { minProperties: 1 })
export type AddressChanges = Static<typeof AddressChanges>

/** An address as its owner sees it, and nobody else. */
export const Address = Type.Object({
  id: Type.Integer(),
  title: Type.String({ description: 'empty: none was given' }),
  receiver: Type.String(),
  mobile: Type.String(),
  regionCode: Type.String(),
  region: Type.String({ description: 'province, city and district in Chinese, as couriers read it' }),
  regionIsCurrent: Type.Boolean({ description: 'false: the district was renamed or merged since; it should be chosen anew' }),
  place: Type.String(),
  tel: Nullable(Type.String()),
  email: Nullable(Type.String()),
  isDefault: Type.Boolean(),
})
export type Address = Static<typeof Address>

/** The default first, then the newest. */
export const AddressBook = Type.Object({ items: Type.Array(Address), limit: Type.Integer({ description: 'how many somebody may have' }) })
export type AddressBook = Static<typeof AddressBook>

export const AddressParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) })
