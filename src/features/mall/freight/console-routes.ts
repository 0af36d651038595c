import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Type } from 'typebox'
import { staffOf } from '../../../kit/http/callers.ts'
import { ById } from '../atoms.ts'
import { ConsoleFreight, FreightChange, FreightProductList, FreightProductQuery, FreightTrial, FreightTrialQuery, NewFreight } from './console-contract.ts'
import { addFreight, changeFreight, freightsForStaff, makeDefault, productsOfFreight, removeFreight, tryFreight } from './console-freight.ts'

const base = '/api/v1/console/mall/freight'
const config = { who: { staff: 'mall.marketing' } }
const Done = Type.Null()

export function addConsoleFreightRoutes(app: App, parts: Parts) {
  app.get(base, { config, schema: { summary: 'All terms of carriage, the default first', response: { 200: Type.Array(ConsoleFreight) } } }, request => freightsForStaff(parts, request.lang))
  app.get(`${base}/trial`, {
    config,
    schema: { summary: 'What goods of a sum would pay to a region, on all terms', querystring: FreightTrialQuery, response: { 200: FreightTrial } },
  }, request => tryFreight(parts, request.query))
  app.get(`${base}/:id/products`, {
    config,
    schema: { summary: 'Products that are sent on these terms, newest first', params: ById, querystring: FreightProductQuery, response: { 200: FreightProductList } },
  }, request => productsOfFreight(parts, request.params.id, request.query))

  app.post(base, { config, schema: { summary: 'Add terms of carriage', body: NewFreight, response: { 201: Type.Object({ id: Type.Integer() }) } } }, async (request, reply) => {
    reply.code(201)
    return addFreight(parts, staffOf(request), request.body, request.lang)
  })
  app.put(`${base}/:id`, { config, schema: { summary: 'Change terms of carriage', params: ById, body: FreightChange, response: { 200: Done } } }, async (request) => {
    await changeFreight(parts, staffOf(request), request.params.id, request.body, request.lang)
    return null
  })
  app.put(`${base}/:id/default`, { config, schema: { summary: 'Make these the default terms', params: ById, response: { 200: Done } } }, async (request) => {
    await makeDefault(parts, staffOf(request), request.params.id)
    return null
  })
  app.delete(`${base}/:id`, { config, schema: { summary: 'Delete terms no product has', params: ById, response: { 200: Done } } }, async (request) => {
    await removeFreight(parts, staffOf(request), request.params.id)
    return null
  })
}
