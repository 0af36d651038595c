import type { Static } from 'typebox'
import { Type } from 'typebox'
import { After, CursorPageOf } from '../../kit/pagination.ts'
import { Picture } from '../../core/media/contract.ts'

// Money is integer fen, days are 'YYYY-MM-DD' in Asia/Shanghai, instants are UTC in ISO 8601.

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD, Asia/Shanghai' })
const Instant = Type.String({ format: 'date-time' })
const Fen = Type.Integer({ minimum: 0, description: 'fen' })
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

export const ById = Type.Object({ id: Id })
export const ByPublicId = Type.Object({ id: Type.String({ pattern: '^[0-9A-Za-z]{1,40}$' }) })

export const Area = Type.Object({ id: Type.Integer(), name: Type.String() })
export type Area = Static<typeof Area>

export const Facility = Type.Object({ id: Type.Integer(), name: Type.String(), icon: Type.String() })
export type Facility = Static<typeof Facility>

export const Host = Type.Object({ id: Type.String(), name: Type.String(), avatar: Nullable(Picture) })

export const CancellationPolicy = Type.Union([Type.Literal('flexible'), Type.Literal('moderate'), Type.Literal('strict')])
export type CancellationPolicy = Static<typeof CancellationPolicy>

/** What a host says of a home: creating takes all of it, editing any part. */
export const HouseFields = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 64 }),
  description: Type.Optional(Type.String({ maxLength: 2000 })),
  price: Type.Integer({ minimum: 100, maximum: 10_000_000, description: 'fen a night' }),
  areaId: Id,
  address: Type.String({ minLength: 1, maxLength: 200, description: 'told to guests after payment only' }),
  roomCount: Type.Integer({ minimum: 1, maximum: 50 }),
  acreage: Type.Integer({ minimum: 1, maximum: 10_000, description: 'square metres' }),
  unit: Type.String({ minLength: 1, maxLength: 32, description: 'layout, e.g. 两室一厅' }),
  capacity: Type.Integer({ minimum: 1, maximum: 50, description: 'guests' }),
  beds: Type.String({ minLength: 1, maxLength: 64, description: 'e.g. 双人床 1.8m × 2' }),
  deposit: Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'fen, paid at the door' }),
  minNights: Type.Integer({ minimum: 1, maximum: 365 }),
  maxNights: Type.Integer({ minimum: 0, maximum: 365, description: '0 = no limit' }),
  instant: Type.Optional(Type.Boolean({ description: 'true: guests book at once; false: the host answers each request. Default false' })),
  policy: Type.Optional(CancellationPolicy),
  noticeDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 30, description: 'days between booking and check-in; default 0' })),
  windowDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 730, description: 'how far ahead one may book; default 365' })),
  checkInHour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23, description: 'default 14' })),
  checkOutHour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23, description: 'default 12' })),
  facilityIds: Type.Optional(Type.Array(Id, { maxItems: 100, uniqueItems: true })),
})
export type HouseFields = Static<typeof HouseFields>

export const HouseChanges = Type.Partial(Type.Object({
  ...HouseFields.properties,
  status: Type.Union([Type.Literal('published'), Type.Literal('paused')]),
}))
export type HouseChanges = Static<typeof HouseChanges>

/** draft is not a state: a home is on the site at once, and taken_down by staff with a reason; host_away as long as its host is suspended or leaving. */
export const HouseStatus = Type.Union([Type.Literal('published'), Type.Literal('paused'), Type.Literal('taken_down'), Type.Literal('host_away')])

export const HouseCard = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  price: Fen,
  area: Area,
  picture: Nullable(Picture),
  roomCount: Type.Integer(),
  acreage: Type.Integer(),
  unit: Type.String(),
  capacity: Type.Integer(),
  beds: Type.String(),
  instant: Type.Boolean(),
  rating: Nullable(Type.Number({ description: '1–5, one decimal; null without reviews' })),
  reviewCount: Type.Integer(),
  bookingCount: Type.Integer({ description: 'paid bookings' }),
  createdAt: Instant,
  total: Type.Optional(Type.Integer({ description: 'fen for the dates searched' })),
})
export type HouseCard = Static<typeof HouseCard>

/** A home on its owner's own list. */
export const OwnHouse = Type.Object({
  ...HouseCard.properties,
  status: HouseStatus,
  statusReason: Nullable(Type.String()),
  waitingCount: Type.Integer({ description: 'booking requests to answer' }),
})
export type OwnHouse = Static<typeof OwnHouse>

export const Review = Type.Object({
  id: Type.Integer(),
  rating: Type.Integer(),
  text: Type.String(),
  guestName: Type.String(),
  guestAvatar: Nullable(Picture),
  createdAt: Instant,
  stayedIn: Type.String({ description: 'month of the stay, YYYY-MM' }),
  answer: Nullable(Type.Object({ text: Type.String(), createdAt: Instant })),
})
export type Review = Static<typeof Review>

export const HouseImage = Type.Object({ id: Type.Integer(), picture: Picture })
export type HouseImage = Static<typeof HouseImage>

export const ImageParams = Type.Object({ id: Id, imageId: Id })
/** Of all the pictures the home has. */
export const ImageOrder = Type.Object({ ids: Type.Array(Id, { maxItems: 100, uniqueItems: true }) })

export const House = Type.Object({
  id: Type.Integer(),
  status: HouseStatus,
  statusReason: Nullable(Type.String({ description: 'for the owner only' })),
  title: Type.String(),
  description: Type.String(),
  price: Fen,
  area: Area,
  address: Nullable(Type.String({ description: 'for the owner only; guests find it on their paid booking' })),
  roomCount: Type.Integer(),
  acreage: Type.Integer(),
  unit: Type.String(),
  capacity: Type.Integer(),
  beds: Type.String(),
  deposit: Fen,
  minNights: Type.Integer(),
  maxNights: Type.Integer(),
  instant: Type.Boolean(),
  policy: CancellationPolicy,
  noticeDays: Type.Integer(),
  windowDays: Type.Integer(),
  checkInHour: Type.Integer(),
  checkOutHour: Type.Integer(),
  facilityIds: Type.Array(Type.Integer()),
  images: Type.Array(HouseImage, { description: 'in the host\'s order; the first is the cover' }),
  host: Host,
  isOwner: Type.Boolean(),
  rating: Nullable(Type.Number()),
  reviewCount: Type.Integer(),
  bookingCount: Type.Integer(),
  reviews: Type.Array(Review, { description: 'the newest 30' }),
  createdAt: Instant,
})
export type House = Static<typeof House>

export const HouseSort = Type.Enum(['new', 'popular', 'price-asc', 'price-desc'], { default: 'new' })

/** With owner=me the list is the caller's own homes, newest first, whatever else is asked. */
export const HouseQuery = Type.Object({
  areaId: Type.Optional(Id),
  checkIn: Type.Optional(Day),
  checkOut: Type.Optional(Day),
  guests: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  priceMin: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'fen' })),
  priceMax: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'fen' })),
  facilities: Type.Optional(Type.String({ pattern: '^\\d{1,6}(,\\d{1,6}){0,29}$', description: 'ids, all of them are wanted' })),
  sort: Type.Optional(HouseSort),
  owner: Type.Optional(Type.Literal('me')),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 10 })),
  after: After,
})
export type HouseQuery = Static<typeof HouseQuery>

export const HouseList = CursorPageOf(HouseCard)
export type HouseList = Static<typeof HouseList>

/** The answer with owner=me. */
export const OwnHouseList = CursorPageOf(OwnHouse)
export type OwnHouseList = Static<typeof OwnHouseList>

// — calendar —

export const CalendarDay = Type.Object({
  date: Day,
  state: Type.Union([Type.Literal('free'), Type.Literal('taken'), Type.Literal('blocked'), Type.Literal('past'), Type.Literal('beyond')], {
    description: 'the night that begins this day; taken = booked, requested or held; blocked = closed by the host; past also covers the notice period; beyond the booking window',
  }),
  bookingId: Type.Optional(Type.String({ description: 'for the owner only' })),
})
export const Calendar = Type.Object({
  houseId: Type.Integer(),
  today: Day,
  minNights: Type.Integer(),
  maxNights: Type.Integer(),
  price: Fen,
  days: Type.Array(CalendarDay),
})
export type Calendar = Static<typeof Calendar>

export const CalendarQuery = Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) })

/** Closes or frees nights [from, to). Nights somebody has booked stay as they are and are told. */
export const CalendarChange = Type.Object({ from: Day, to: Day, state: Type.Union([Type.Literal('blocked'), Type.Literal('free')]) })
export type CalendarChange = Static<typeof CalendarChange>
export const CalendarChanged = Type.Object({
  changed: Type.Array(Day),
  skipped: Type.Array(Type.Object({ date: Day, reason: Type.Union([Type.Literal('taken'), Type.Literal('past')]) })),
})

// — quote and booking —

export const StayRequest = Type.Object({
  houseId: Id,
  checkIn: Day,
  checkOut: Day,
  guests: Type.Integer({ minimum: 1, maximum: 50 }),
})
export type StayRequest = Static<typeof StayRequest>

/** "Cancel before this instant and so much comes back"; the last step's `before` is null. */
export const RefundStep = Type.Object({ before: Nullable(Instant), refund: Fen })
export type RefundStep = Static<typeof RefundStep>

export const Quote = Type.Object({
  ...StayRequest.properties,
  nights: Type.Integer(),
  lines: Type.Array(Type.Object({ date: Day, price: Fen })),
  total: Fen,
  deposit: Fen,
  instant: Type.Boolean(),
  policy: CancellationPolicy,
  refunds: Type.Array(RefundStep),
})
export type Quote = Static<typeof Quote>

export const NewBooking = Type.Object({
  ...StayRequest.properties,
  total: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'fen the guest was shown; another price answers 409 stays.price_changed instead of charging it' })),
  note: Type.Optional(Type.String({ maxLength: 500, description: 'a word to the host' })),
})
export type NewBooking = Static<typeof NewBooking>

/** The documents' names (S-97). EXPIRED: nobody answered or paid in time. */
export const BookingStatus = Type.Union([
  Type.Literal('WAIT_ACCEPT'),
  Type.Literal('WAIT_PAYMENT'),
  Type.Literal('PAID'),
  Type.Literal('WAIT_COMMENT'),
  Type.Literal('COMPLETE'),
  Type.Literal('CANCELED'),
  Type.Literal('REJECTED'),
  Type.Literal('EXPIRED'),
])
export type BookingStatus = Static<typeof BookingStatus>

export const Booking = Type.Object({
  id: Type.String(),
  status: BookingStatus,
  house: Type.Object({ id: Type.Integer(), title: Type.String(), picture: Nullable(Picture), area: Area, host: Host }),
  guest: Type.Object({ id: Type.String(), name: Type.String(), avatar: Nullable(Picture) }),
  role: Type.Union([Type.Literal('guest'), Type.Literal('host')]),
  checkIn: Day,
  checkOut: Day,
  checkInHour: Type.Integer(),
  checkOutHour: Type.Integer(),
  nights: Type.Integer(),
  guests: Type.Integer(),
  price: Fen,
  total: Fen,
  deposit: Fen,
  note: Type.String(),
  policy: CancellationPolicy,
  refunds: Type.Array(RefundStep),
  refundIfCanceledNow: Fen,
  reason: Nullable(Type.String({ description: 'why it was rejected or canceled' })),
  canceledBy: Nullable(Type.Union([Type.Literal('guest'), Type.Literal('host'), Type.Literal('staff')])),
  refund: Nullable(Type.Object({ amount: Fen, status: Type.Union([Type.Literal('processing'), Type.Literal('done'), Type.Literal('failed')]) })),
  expiresAt: Nullable(Type.String({ format: 'date-time', description: 'until when the host may answer or the guest may pay' })),
  address: Nullable(Type.String({ description: 'for the guest only once paid; for the host always' })),
  hostMobile: Nullable(Type.String({ description: 'for the guest once paid' })),
  guestMobile: Nullable(Type.String({ description: 'for the host once paid' })),
  actions: Type.Array(Type.Enum(['accept', 'reject', 'cancel', 'pay', 'review', 'answer']), { description: 'what the caller may do now' }),
  review: Nullable(Review),
  createdAt: Instant,
})
export type Booking = Static<typeof Booking>

export const BookingQuery = Type.Object({
  role: Type.Optional(Type.Union([Type.Literal('guest'), Type.Literal('custom'), Type.Literal('host'), Type.Literal('landlord')], { default: 'guest', description: 'custom and landlord are the documents\' words (C-45)' })),
  status: Type.Optional(BookingStatus),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  after: After,
})
export type BookingQuery = Static<typeof BookingQuery>
export const BookingList = CursorPageOf(Booking)
export type BookingList = Static<typeof BookingList>

export const BookingChange = Type.Object({
  action: Type.Union([Type.Literal('accept'), Type.Literal('reject'), Type.Literal('cancel')]),
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'needed to reject, and for a host to cancel' })),
})
export type BookingChange = Static<typeof BookingChange>

export const PayUrl = Type.Object({ payUrl: Type.String({ description: 'the cashier, for the browser to go to' }) })

export const ReviewList = CursorPageOf(Review)

export const NewReview = Type.Object({ rating: Type.Integer({ minimum: 1, maximum: 5 }), text: Type.String({ minLength: 1, maxLength: 1000 }) })
export type NewReview = Static<typeof NewReview>
export const NewAnswer = Type.Object({ text: Type.String({ minLength: 1, maxLength: 1000 }) })
