import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { FastifyReply } from 'fastify'
import { Buffer } from 'node:buffer'
import { Type } from 'typebox'
import { uploadedPicture } from '../../core/media/index.ts'
import { memberOf } from '../../kit/http/callers.ts'
import { envelopeText } from '../../kit/http/envelope.ts'
import { attemptOf } from '../../kit/http/idempotency.ts'
import { CursorQuery } from '../../kit/pagination.ts'
import { bookHouse } from './booking.ts'
import { listBookings, readBooking } from './bookings.ts'
import { areas, bytesOf, facilities, featured } from './cached.ts'
import { changeCalendar, readCalendar } from './calendar.ts'
import { changeBooking } from './change-booking.ts'
import { Area, Booking, BookingChange, BookingList, BookingQuery, ById, ByPublicId, Calendar, CalendarChange, CalendarChanged, CalendarQuery, Facility, House, HouseCard, HouseChanges, HouseFields, HouseImage, HouseList, HouseQuery, ImageOrder, ImageParams, NewAnswer, NewBooking, NewReview, OwnHouseList, PayUrl, Quote, Review, ReviewList, StayRequest } from './contract.ts'
import { editHouse, ownHouses, publishHouse, readHouse } from './house.ts'
import { addImage, removeImage, reorderImages } from './images.ts'
import { startBookingPayment } from './pay-booking.ts'
import { quoteStay } from './quote.ts'
import { answerToReview, readReviews, reviewBooking } from './review.ts'
import { searchHouses } from './search.ts'

const base = '/api/v1/stays'
const anyone = { who: 'anyone' } as const
const member = { who: 'member' } as const
/** Per member: nobody does this faster by hand. */
const writing = { who: 'member', limit: { points: 30, seconds: 60, by: 'member' } } as const
const uploading = { who: 'member', limit: { points: 60, seconds: 60, by: 'member' } } as const
const Done = Type.Null()

/** Answers made once and sent many times, or not worth checking against a schema each time. As bytes: a text with Chinese in it is encoded much slower by the socket. */
const sendBytes = (reply: FastifyReply, bytes: Buffer) => reply.type('application/json; charset=utf-8').send(bytes)

export function addRoutes(app: App, parts: Parts) {
  app.get(`${base}/areas`, { config: anyone, schema: { summary: 'Districts', response: { 200: Type.Array(Area) } } }, async (_, reply) => sendBytes(reply, bytesOf(await areas(parts))))
  app.get(`${base}/facilities`, { config: anyone, schema: { summary: 'What a home can have or allow', response: { 200: Type.Array(Facility) } } }, async (_, reply) => sendBytes(reply, bytesOf(await facilities(parts))))

  addHouseRoutes(app, parts)
  addHostRoutes(app, parts)
  addBookingRoutes(app, parts)
}

function addHouseRoutes(app: App, parts: Parts) {
  app.get(`${base}/houses`, {
    config: anyone,
    schema: { summary: 'Search for homes; with owner=me my own', querystring: HouseQuery, response: { 200: Type.Union([HouseList, OwnHouseList]) } },
  }, async (request, reply) => {
    const list = request.query.owner ? await ownHouses(parts, memberOf(request).accountId, request.query) : await searchHouses(parts, request.query)
    return sendBytes(reply, Buffer.from(envelopeText(list)))
  })

  app.get(`${base}/houses/featured`, { config: anyone, schema: { summary: 'The homes most booked, at most five', response: { 200: Type.Array(HouseCard) } } }, async (_, reply) => sendBytes(reply, bytesOf(await featured(parts))))

  app.get(`${base}/houses/:id`, { config: anyone, schema: { summary: 'A home', params: ById, response: { 200: House } } }, async (request, reply) => {
    const found = await readHouse(parts, request.params.id, request.member?.accountId)
    return 'text' in found ? sendBytes(reply, bytesOf(found)) : found.house
  })

  app.get(`${base}/houses/:id/calendar`, {
    config: anyone,
    schema: { summary: 'Which nights are free, from a day on and before another', params: ById, querystring: CalendarQuery, response: { 200: Calendar } },
  }, request => readCalendar(parts, request.params.id, request.query, request.member?.accountId))

  app.get(`${base}/houses/:id/reviews`, {
    config: anyone,
    schema: { summary: 'Reviews of a home, newest first', params: ById, querystring: CursorQuery, response: { 200: ReviewList } },
  }, request => readReviews(parts, request.params.id, request.query))

  app.post(`${base}/quotes`, { config: anyone, schema: { summary: 'What a stay costs, or why it cannot be had', body: StayRequest, response: { 200: Quote } } }, request => quoteStay(parts, request.body))
}

function addHostRoutes(app: App, parts: Parts) {
  app.post(`${base}/houses`, {
    config: { who: 'verified', limit: writing.limit },
    schema: { summary: 'Publish a home', body: HouseFields, response: { 201: House } },
  }, async (request, reply) => {
    const { accountId } = memberOf(request)
    reply.code(201)
    return publishHouse(parts, accountId, request.body, attemptOf(request, accountId))
  })

  app.patch(`${base}/houses/:id`, {
    config: writing,
    schema: { summary: 'Change or pause my home', params: ById, body: HouseChanges, response: { 200: House } },
  }, request => editHouse(parts, memberOf(request).accountId, request.params.id, request.body))

  app.put(`${base}/houses/:id/calendar`, {
    config: writing,
    schema: { summary: 'Close or free nights of my home', params: ById, body: CalendarChange, response: { 200: CalendarChanged } },
  }, request => changeCalendar(parts, memberOf(request).accountId, request.params.id, request.body))

  app.post(`${base}/houses/:id/images`, {
    config: uploading,
    schema: { summary: 'Add a picture to my home (multipart, field `image`)', consumes: ['multipart/form-data'], params: ById, response: { 201: HouseImage } },
  }, async (request, reply) => {
    const image = await uploadedPicture(request)
    reply.code(201)
    return addImage(parts, memberOf(request).accountId, request.params.id, image)
  })

  app.put(`${base}/houses/:id/images/order`, {
    config: writing,
    schema: { summary: 'Put the pictures of my home in this order; the first is the cover', params: ById, body: ImageOrder, response: { 200: Done } },
  }, async (request) => {
    await reorderImages(parts, memberOf(request).accountId, request.params.id, request.body.ids)
    return null
  })

  app.delete(`${base}/houses/:id/images/:imageId`, {
    config: writing,
    schema: { summary: 'Remove a picture of my home', params: ImageParams, response: { 200: Done } },
  }, async (request) => {
    await removeImage(parts, memberOf(request).accountId, request.params.id, request.params.imageId)
    return null
  })
}

function addBookingRoutes(app: App, parts: Parts) {
  app.post(`${base}/bookings`, {
    config: writing,
    schema: { summary: 'Book a home (Idempotency-Key)', body: NewBooking, response: { 201: Booking } },
  }, async (request, reply) => {
    const { accountId } = memberOf(request)
    reply.code(201)
    return bookHouse(parts, accountId, request.body, attemptOf(request, accountId))
  })

  app.get(`${base}/bookings`, { config: member, schema: { summary: 'My bookings as guest or host', querystring: BookingQuery, response: { 200: BookingList } } }, request => listBookings(parts, memberOf(request).accountId, request.query, request.lang))
  app.get(`${base}/bookings/:id`, { config: member, schema: { summary: 'A booking of mine', params: ByPublicId, response: { 200: Booking } } }, request => readBooking(parts, memberOf(request).accountId, request.params.id, request.lang))

  app.put(`${base}/bookings/:id/status`, {
    config: writing,
    schema: { summary: 'Accept, reject or cancel a booking', params: ByPublicId, body: BookingChange, response: { 200: Booking } },
  }, request => changeBooking(parts, memberOf(request).accountId, request.params.id, request.body))

  app.post(`${base}/bookings/:id/payments`, {
    config: writing,
    schema: { summary: 'Open the cashier for my booking', params: ByPublicId, response: { 201: PayUrl } },
  }, async (request, reply) => {
    const device = /Mobi|Android|iPhone/i.test(request.headers['user-agent'] ?? '') ? 'phone' : 'desktop'
    const opened = await startBookingPayment(parts, memberOf(request).accountId, request.params.id, device)
    reply.code(201)
    return opened
  })

  app.post(`${base}/bookings/:id/reviews`, {
    config: writing,
    schema: { summary: 'Review my stay', params: ByPublicId, body: NewReview, response: { 201: Review } },
  }, async (request, reply) => {
    const review = await reviewBooking(parts, memberOf(request).accountId, request.params.id, request.body)
    reply.code(201)
    return review
  })

  app.post(`${base}/bookings/:id/reviews/answer`, {
    config: writing,
    schema: { summary: 'Answer the review of a stay in my home, once', params: ByPublicId, body: NewAnswer, response: { 201: Booking } },
  }, async (request, reply) => {
    const booking = await answerToReview(parts, memberOf(request).accountId, request.params.id, request.body.text)
    reply.code(201)
    return booking
  })
}
