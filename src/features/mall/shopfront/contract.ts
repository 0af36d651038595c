import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { Id, Instant, Nullable } from '../atoms.ts'
import { Version } from '../taxonomy/contract.ts'

// For staff: the menu of the home page, and the advertisements.

const Name = Type.String({ minLength: 1, maxLength: 32, pattern: '\\S' })
const Ids = Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true })
export const NewOrder = Type.Object({ ids: Ids })

// — channels —

export const ConsoleChannelGroup = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  version: Version,
  channels: Type.Array(Type.Object({
    categoryId: Type.Integer(),
    name: Type.String(),
    picture: Nullable(Picture),
    visible: Type.Boolean({ description: 'of the category: a hidden one is not in the menu' }),
  }), { description: 'first-level categories, in their order' }),
})
export type ConsoleChannelGroup = Static<typeof ConsoleChannelGroup>

/** Added behind the others. */
export const NewChannelGroup = Type.Object({ name: Name })
export const ChannelGroupChange = Type.Object({ name: Name, version: Version })
export type ChannelGroupChange = Static<typeof ChannelGroupChange>
/** All channels of a group, in their order. */
export const GroupChannels = Type.Object({ categoryIds: Type.Array(Id, { maxItems: 100, uniqueItems: true }), version: Version })
export type GroupChannels = Static<typeof GroupChannels>

// — advertisements —

export const AdState = Type.Enum(['now', 'planned', 'over'], { description: 'by its times' })
export type AdState = Static<typeof AdState>

const Title = Type.String({ minLength: 1, maxLength: 64, pattern: '\\S' })
const Target = Type.String({ maxLength: 200, pattern: '^/(?:[^\\s/\\\\][^\\s\\\\]*)?$', description: 'a path of this site' })

const AdFields = {
  title: Title,
  target: Target,
  startsAt: Nullable(Instant),
  endsAt: Nullable(Instant),
  visible: Type.Boolean(),
}

export const ConsoleAd = Type.Object({
  id: Type.Integer(),
  ...AdFields,
  title: Type.String(),
  target: Type.String(),
  picture: Nullable(Picture),
  state: AdState,
  version: Version,
})
export type ConsoleAd = Static<typeof ConsoleAd>

export const ConsoleAdSlot = Type.Object({
  key: Type.String(),
  name: Type.String(),
  width: Type.Integer({ description: 'pixels; pictures are cut to this shape' }),
  height: Type.Integer(),
  page: Nullable(Type.String({ description: 'the path of the page that shows it' })),
  ads: Type.Array(ConsoleAd, { description: 'in their order' }),
})
export type ConsoleAdSlot = Static<typeof ConsoleAdSlot>

export const BySlot = Type.Object({ key: Type.String({ pattern: '^[a-z0-9-]{1,32}$' }) })
export const SlotChange = Type.Object({ name: Name })

/** Shown once it has a picture. */
export const NewAd = Type.Object({ slot: BySlot.properties.key, ...AdFields })
export type NewAd = Static<typeof NewAd>
export const AdChange = Type.Object({ ...AdFields, version: Version })
export type AdChange = Static<typeof AdChange>
