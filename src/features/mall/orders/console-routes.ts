import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { staffOf } from '../../../kit/http/callers.ts'
import { ConsoleOrder, ConsoleOrderList, ConsoleOrderQuery, NewShipment, OrderFigures, ShipmentChange, ShipmentParams, StaffCancellation, StaffNote } from './console-contract.ts'
import { cancelForStaff, changeShipment, figuresForStaff, noteForStaff, orderForStaff, ordersForStaff, shipForStaff } from './console-orders.ts'
import { ByNo } from './contract.ts'

const base = '/api/v1/console/mall/orders'
const config = { who: { staff: 'mall.orders' } }

export function addConsoleOrderRoutes(app: App, parts: Parts) {
  app.get(base, { config, schema: { summary: 'Orders, newest first or oldest first', querystring: ConsoleOrderQuery, response: { 200: ConsoleOrderList } } }, request => ordersForStaff(parts, request.query))
  app.get(`${base}/figures`, { config, schema: { summary: 'How many orders wait for what, and what today has brought', response: { 200: OrderFigures } } }, () => figuresForStaff(parts))
  app.get(`${base}/:no`, { config, schema: { summary: 'An order with its whole life', params: ByNo, response: { 200: ConsoleOrder } } }, request => orderForStaff(parts, request.params.no, request.lang))

  app.post(`${base}/:no/shipments`, {
    config,
    schema: { summary: 'Send a parcel: all that may be sent, or these units', params: ByNo, body: NewShipment, response: { 201: ConsoleOrder } },
  }, async (request, reply) => {
    const order = await shipForStaff(parts, staffOf(request), request.params.no, request.body, request.lang)
    reply.code(201)
    return order
  })
  app.put(`${base}/:no/shipments/:shipmentId`, {
    config,
    schema: { summary: 'Right the carrier and number of a parcel', params: ShipmentParams, body: ShipmentChange, response: { 200: ConsoleOrder } },
  }, request => changeShipment(parts, staffOf(request), request.params.no, request.params.shipmentId, request.body, request.lang))
  app.post(`${base}/:no/cancellation`, {
    config,
    schema: { summary: 'Cancel an order of which nothing was sent; all that was paid goes back', params: ByNo, body: StaffCancellation, response: { 200: ConsoleOrder } },
  }, request => cancelForStaff(parts, staffOf(request), request.params.no, request.body.reason, request.lang))
  app.put(`${base}/:no/note`, {
    config,
    schema: { summary: 'Note something for other staff', params: ByNo, body: StaffNote, response: { 200: ConsoleOrder } },
  }, request => noteForStaff(parts, staffOf(request), request.params.no, request.body, request.lang))
}
