import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import { Type } from 'typebox'
import { staffOf } from '../../kit/http/callers.ts'
import { bookingForStaff, bookingsForStaff, cancelForStaff, refundForStaff } from './console-bookings.ts'
import { AreaChange, ConsoleArea, ConsoleBooking, ConsoleBookingList, ConsoleBookingQuery, ConsoleFacility, ConsoleHouse, ConsoleHouseList, ConsoleHouseQuery, FacilityChange, HouseStanding, NewArea, NewFacility, NewOrder, StaffCancellation, StaffRefund } from './console-contract.ts'
import { houseForStaff, housesForStaff, reviewHouse, setStanding } from './console-houses.ts'
import { addReference, changeReference, reorderReference } from './console-reference.ts'
import { listAreasForStaff, listFacilitiesForStaff } from './console-store.ts'
import { ById, ByPublicId } from './contract.ts'

const base = '/api/v1/console/stays'
const houses = { who: { staff: 'stays.houses' } }
const bookings = { who: { staff: 'stays.bookings' } }
const reference = { who: { staff: 'stays.reference' } }
const Done = Type.Null()
const Added = Type.Object({ id: Type.Integer() })

export function addConsoleRoutes(app: App, parts: Parts) {
  app.get(`${base}/houses`, { config: houses, schema: { summary: 'Homes in any state, newest first', querystring: ConsoleHouseQuery, response: { 200: ConsoleHouseList } } }, request => housesForStaff(parts, request.query))
  app.get(`${base}/houses/:id`, { config: houses, schema: { summary: 'A home with all its host says', params: ById, response: { 200: ConsoleHouse } } }, request => houseForStaff(parts, request.params.id))
  app.put(`${base}/houses/:id/status`, {
    config: houses,
    schema: { summary: 'Take a home down, or put it back', params: ById, body: HouseStanding, response: { 200: ConsoleHouse } },
  }, request => setStanding(parts, staffOf(request), request.params.id, request.body))
  app.put(`${base}/houses/:id/review`, { config: houses, schema: { summary: 'Note that a home was looked at', params: ById, response: { 200: ConsoleHouse } } }, request => reviewHouse(parts, staffOf(request), request.params.id))

  app.get(`${base}/bookings`, { config: bookings, schema: { summary: 'Bookings, newest first', querystring: ConsoleBookingQuery, response: { 200: ConsoleBookingList } } }, request => bookingsForStaff(parts, request.query))
  app.get(`${base}/bookings/:id`, { config: bookings, schema: { summary: 'A booking with its whole life', params: ByPublicId, response: { 200: ConsoleBooking } } }, request => bookingForStaff(parts, request.params.id, request.lang))
  app.post(`${base}/bookings/:id/cancellation`, {
    config: bookings,
    schema: { summary: 'Cancel a booking; all that was paid goes back', params: ByPublicId, body: StaffCancellation, response: { 200: ConsoleBooking } },
  }, request => cancelForStaff(parts, staffOf(request), request.params.id, request.body.reason, request.lang))
  app.post(`${base}/bookings/:id/refunds`, {
    config: bookings,
    schema: { summary: 'Send money of a booking back', params: ByPublicId, body: StaffRefund, response: { 200: ConsoleBooking } },
  }, request => refundForStaff(parts, staffOf(request), request.params.id, request.body, request.lang))

  addReferenceRoutes(app, parts)
}

function addReferenceRoutes(app: App, parts: Parts) {
  app.get(`${base}/areas`, { config: reference, schema: { summary: 'All districts', response: { 200: Type.Array(ConsoleArea) } } }, () => listAreasForStaff(parts.db.sql))
  app.get(`${base}/facilities`, { config: reference, schema: { summary: 'All facilities', response: { 200: Type.Array(ConsoleFacility) } } }, () => listFacilitiesForStaff(parts.db.sql))

  app.post(`${base}/areas`, { config: reference, schema: { body: NewArea, response: { 201: Added } } }, async (request, reply) => {
    reply.code(201)
    return addReference(parts, staffOf(request), 'area', request.body)
  })
  app.post(`${base}/facilities`, { config: reference, schema: { body: NewFacility, response: { 201: Added } } }, async (request, reply) => {
    reply.code(201)
    return addReference(parts, staffOf(request), 'facility', request.body)
  })
  app.patch(`${base}/areas/:id`, { config: reference, schema: { params: ById, body: AreaChange, response: { 200: Done } } }, async (request) => {
    await changeReference(parts, staffOf(request), 'area', request.params.id, request.body)
    return null
  })
  app.patch(`${base}/facilities/:id`, { config: reference, schema: { params: ById, body: FacilityChange, response: { 200: Done } } }, async (request) => {
    await changeReference(parts, staffOf(request), 'facility', request.params.id, request.body)
    return null
  })
  app.put(`${base}/areas/order`, { config: reference, schema: { body: NewOrder, response: { 200: Done } } }, async (request) => {
    await reorderReference(parts, staffOf(request), 'area', request.body)
    return null
  })
  app.put(`${base}/facilities/order`, { config: reference, schema: { body: NewOrder, response: { 200: Done } } }, async (request) => {
    await reorderReference(parts, staffOf(request), 'facility', request.body)
    return null
  })
}
