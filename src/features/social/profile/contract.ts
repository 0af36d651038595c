import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { CityCode, Gender, Instant, Nullable, Uuid } from '../atoms.ts'

const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
const City = Type.Object({ code: Type.String(), name: Type.String() })
const Km = Type.Integer({ minimum: 0, maximum: 500, description: 'kilometres' })
const Age = Type.Integer({ minimum: 18, maximum: 100 })
const Tags = Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })

export const MyPhoto = Type.Object({
  id: Type.Integer(),
  picture: Picture,
  state: Type.Union([Type.Literal('pending'), Type.Literal('approved'), Type.Literal('rejected')]),
  reason: Nullable(Type.String({ description: 'why staff rejected it' })),
})
export type MyPhoto = Static<typeof MyPhoto>

/** What keeps others from seeing somebody. */
const Missing = Type.Union([Type.Literal('name'), Type.Literal('birthDate'), Type.Literal('gender'), Type.Literal('city'), Type.Literal('photos')])

export const MyProfile = Type.Object({
  id: Nullable(Uuid),
  name: Type.String(),
  birthDate: Nullable(Day),
  age: Nullable(Type.Integer()),
  gender: Nullable(Gender),
  about: Type.String(),
  tags: Type.Array(Type.String()),
  city: Nullable(City),
  photos: Type.Array(MyPhoto),
  verified: Type.Boolean({ description: 'has confirmed their identity' }),
  /** Others can see them now. */
  visible: Type.Boolean(),
  missing: Type.Array(Missing),
  paused: Type.Boolean(),
  ban: Nullable(Type.Object({ reason: Type.String(), since: Instant, until: Nullable(Instant), appeal: Nullable(Type.Object({ state: Type.Union([Type.Literal('open'), Type.Literal('granted'), Type.Literal('refused')]), answer: Nullable(Type.String()) })) })),
  warning: Nullable(Type.Object({ reason: Type.String(), at: Instant })),
  likes: Type.Integer({ description: 'people who like me and whom I have not swiped, at most 100' }),
})
export type MyProfile = Static<typeof MyProfile>

export const ProfileChanges = Type.Partial(Type.Object({
  name: Type.String({ maxLength: 40 }),
  birthDate: Day,
  gender: Gender,
  about: Type.String({ maxLength: 500 }),
  tags: Tags,
}))
export type ProfileChanges = Static<typeof ProfileChanges>

const Scope = Type.Union([Type.Literal('near'), Type.Literal('city'), Type.Literal('anywhere')], { description: 'within a distance, in a city, or wherever' })

export const MySettings = Type.Object({
  seeks: Type.Array(Gender),
  scope: Scope,
  targetCity: Nullable(City),
  minKm: Km,
  maxKm: Km,
  ageMin: Age,
  ageMax: Age,
  albumForMatches: Type.Boolean({ description: 'only matches see more than the first photo' }),
  autoplay: Type.Boolean({ description: 'photos of a card change by themselves' }),
  vibration: Type.Boolean(),
  onRanking: Type.Boolean({ description: 'may be shown on the ranking' }),
  paused: Type.Boolean({ description: 'shown to nobody new; matches stay' }),
  zone: Type.String({ description: 'IANA time zone' }),
})
export type MySettings = Static<typeof MySettings>

export const SettingsChanges = Type.Partial(Type.Object({
  ...MySettings.properties,
  seeks: Type.Array(Gender, { minItems: 1, maxItems: 3, uniqueItems: true }),
  maxKm: Type.Integer({ minimum: 1, maximum: 500 }),
  targetCity: Nullable(CityCode),
  zone: Type.String({ maxLength: 64 }),
}))
export type SettingsChanges = Static<typeof SettingsChanges>

export const PhotoOrder = Type.Object({ ids: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 9, uniqueItems: true }) })
export const ByPhoto = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) })
export const MyPhotos = Type.Object({ photos: Type.Array(MyPhoto) })

export const Place = Type.Union([
  Type.Object({ lat: Type.Number({ minimum: -90, maximum: 90 }), lng: Type.Number({ minimum: -180, maximum: 180 }) }),
  Type.Object({ city: CityCode }),
])
export type Place = Static<typeof Place>

export const Placed = Type.Object({
  accepted: Type.Boolean({ description: 'false when it came too soon after the last one, or from too far away to be true' }),
  city: Nullable(City),
  exactness: Nullable(Type.Integer({ description: 'kilometres: others learn no more than this' })),
})
export type Placed = Static<typeof Placed>
