import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Instant, Nullable, Uuid } from '../atoms.ts'
import { Id, PersonName, Reason } from '../safety/console-contract.ts'

// For staff: photos before others see them, and pictures that may not come back.

const PhotoState = Type.Union([Type.Literal('pending'), Type.Literal('approved'), Type.Literal('rejected')])

export const ConsolePhoto = Type.Object({
  id: Type.Integer(),
  picture: Picture,
  person: PersonName,
  position: Type.Integer({ description: 'in their album; the first is what cards show' }),
  state: PhotoState,
  reason: Nullable(Type.String()),
  createdAt: Instant,
  judgedAt: Nullable(Instant),
})
export type ConsolePhoto = Static<typeof ConsolePhoto>
export const PhotoQuery = Type.Object({ ...PageQuery.properties, state: Type.Optional(PhotoState), person: Type.Optional(Uuid) })
export type PhotoQuery = Static<typeof PhotoQuery>
export const PhotoList = PageOf(ConsolePhoto)

export const PhotoVerdict = Type.Object({
  state: Type.Union([Type.Literal('approved'), Type.Literal('rejected')]),
  seen: Type.Union([PhotoState], { description: 'as it was shown: another by now is a conflict' }),
  reason: Type.Optional(Reason),
  ban: Type.Optional(Type.Boolean({ description: 'the picture may not come back, by whomever' })),
})
export type PhotoVerdict = Static<typeof PhotoVerdict>
export const Judged = Type.Object({ id: Type.Integer(), state: PhotoState })

export const Approvals = Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }) })
export const Approved = Type.Object({ approved: Type.Integer(), skipped: Type.Integer({ description: 'judged by somebody else, or gone' }) })

export const BannedPhoto = Type.Object({ id: Type.String({ description: '64 bits: pictures that look the same have nearly the same' }), picture: Picture, reason: Type.String(), bannedAt: Instant })
export type BannedPhoto = Static<typeof BannedPhoto>
export const BannedPhotoList = PageOf(BannedPhoto)
export const ByHash = Type.Object({ id: Type.String({ pattern: '^[01]{64}$' }) })
export const Removal = Type.Object({ reason: Reason })
