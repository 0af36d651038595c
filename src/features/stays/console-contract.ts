import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../kit/pagination.ts'
import { Picture } from '../../core/media/contract.ts'
import { Area, Booking, BookingStatus, Facility, House, HouseStatus } from './contract.ts'

// For staff. Money is integer fen, days are 'YYYY-MM-DD' in Asia/Shanghai, instants are UTC in ISO 8601.

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
const Fen = Type.Integer({ description: 'fen' })
const Reason = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'goes into the audit log; people who are concerned read it' })

export const Person = Type.Object({
  id: Type.String(),
  number: Type.Integer({ description: 'internal id: payments and the audit log name people by it' }),
  name: Type.String(),
})

// — homes —

export const ConsoleHouseItem = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  price: Fen,
  area: Area,
  picture: Nullable(Picture),
  host: Person,
  status: HouseStatus,
  statusReason: Nullable(Type.String()),
  reviewedAt: Nullable(Type.String({ format: 'date-time', description: 'when staff last looked at it; null: new, or changed since' })),
  rating: Nullable(Type.Number()),
  reviewCount: Type.Integer(),
  bookingCount: Type.Integer(),
  hostCancelCount: Type.Integer({ description: 'paid bookings the host has cancelled' }),
  createdAt: Instant,
})
export type ConsoleHouseItem = Static<typeof ConsoleHouseItem>

export const ConsoleHouseQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'a home\'s id, or a part of its title' })),
  status: Type.Optional(HouseStatus),
  areaId: Type.Optional(Id),
  host: Type.Optional(Type.String({ maxLength: 40, description: 'public id' })),
  unreviewed: Type.Optional(Type.Boolean({ description: 'true: those staff have still to look at' })),
})
export type ConsoleHouseQuery = Static<typeof ConsoleHouseQuery>
export const ConsoleHouseList = PageOf(ConsoleHouseItem)

const { isOwner: _, host, ...shown } = House.properties
export const ConsoleHouse = Type.Object({
  ...shown,
  host: Type.Object({ ...host.properties, number: Type.Integer() }),
  reviewedAt: Nullable(Instant),
  hostCancelCount: Type.Integer(),
})
export type ConsoleHouse = Static<typeof ConsoleHouse>

/** Taking a home down needs a reason, which its host reads; putting it back ends that. */
export const HouseStanding = Type.Object({ status: Type.Union([Type.Literal('taken_down'), Type.Literal('published')]), reason: Reason })
export type HouseStanding = Static<typeof HouseStanding>

// — bookings —

export const ConsoleBookingItem = Type.Object({
  id: Type.String(),
  status: BookingStatus,
  house: Type.Object({ id: Type.Integer(), title: Type.String() }),
  host: Person,
  guest: Person,
  checkIn: Day,
  checkOut: Day,
  nights: Type.Integer(),
  total: Fen,
  refund: Booking.properties.refund,
  createdAt: Instant,
  paidAt: Nullable(Instant),
})
export type ConsoleBookingItem = Static<typeof ConsoleBookingItem>

export const ConsoleBookingQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z]{1,40}$', description: 'a booking\'s id' })),
  status: Type.Optional(BookingStatus),
  houseId: Type.Optional(Id),
  guest: Type.Optional(Type.String({ maxLength: 40, description: 'public id' })),
  host: Type.Optional(Type.String({ maxLength: 40, description: 'public id' })),
  from: Type.Optional(Type.String({ format: 'date', description: 'with a night on this day or later' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'with a night on this day or earlier' })),
})
export type ConsoleBookingQuery = Static<typeof ConsoleBookingQuery>
export const ConsoleBookingList = PageOf(ConsoleBookingItem)

export const ConsoleBooking = Type.Object({
  ...ConsoleBookingItem.properties,
  guests: Type.Integer(),
  price: Fen,
  deposit: Fen,
  note: Type.String(),
  policy: Booking.properties.policy,
  refunds: Booking.properties.refunds,
  reason: Nullable(Type.String()),
  canceledBy: Booking.properties.canceledBy,
  expiresAt: Nullable(Instant),
  review: Booking.properties.review,
  refundable: Type.Integer({ description: 'fen that were paid and have not gone back' }),
  actions: Type.Array(Type.Union([Type.Literal('cancel'), Type.Literal('refund')])),
  repayments: Type.Array(Type.Object({ amount: Fen, reason: Type.String(), status: Type.Union([Type.Literal('processing'), Type.Literal('done'), Type.Literal('failed')]), createdAt: Instant })),
  events: Type.Array(Type.Object({
    action: Type.String(),
    from: Nullable(BookingStatus),
    to: BookingStatus,
    actor: Type.Union([Type.Literal('guest'), Type.Literal('host'), Type.Literal('staff'), Type.Literal('system')]),
    reason: Nullable(Type.String()),
    at: Instant,
  }), { description: 'its life, from the beginning' }),
})
export type ConsoleBooking = Static<typeof ConsoleBooking>

/** Everything that was paid goes back. */
export const StaffCancellation = Type.Object({ reason: Reason })
export const StaffRefund = Type.Object({ amount: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'fen' }), reason: Reason })
export type StaffRefund = Static<typeof StaffRefund>

// — districts and facilities —

const Name = Type.String({ minLength: 1, maxLength: 32, pattern: '\\S' })
const LogReason = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'goes into the audit log' })
const Icon = Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' })

export const ConsoleArea = Type.Object({ ...Area.properties, retired: Type.Boolean(), houseCount: Type.Integer() })
export type ConsoleArea = Static<typeof ConsoleArea>
export const NewArea = Type.Object({ name: Name })
/** With the reason something has to change. */
const changing = { minProperties: 2 }
export const AreaChange = Type.Object({ name: Type.Optional(Name), retired: Type.Optional(Type.Boolean({ description: 'offered no more; homes that are there stay' })), reason: LogReason }, changing)
export type AreaChange = Static<typeof AreaChange>

export const ConsoleFacility = Type.Object({ ...Facility.properties, retired: Type.Boolean() })
export type ConsoleFacility = Static<typeof ConsoleFacility>
export const NewFacility = Type.Object({ name: Name, icon: Icon })
export const FacilityChange = Type.Object({ name: Type.Optional(Name), icon: Type.Optional(Icon), retired: Type.Optional(Type.Boolean()), reason: LogReason }, changing)
export type FacilityChange = Static<typeof FacilityChange>

/** All there are. */
export const NewOrder = Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }), reason: LogReason })
export type NewOrder = Static<typeof NewOrder>
