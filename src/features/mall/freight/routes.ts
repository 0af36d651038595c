import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { ById } from '../atoms.ts'
import { FreightQuery, FreightTerms } from './contract.ts'
import { termsFor } from './rules.ts'
import { findFreightOf } from './store.ts'

export function addFreightRoutes(app: App, parts: Parts) {
  app.get('/api/v1/mall/products/:id/freight', {
    config: { who: 'anyone' },
    schema: { summary: 'What carriage of a product costs to a region', params: ById, querystring: FreightQuery, response: { 200: FreightTerms } },
  }, request => readFreight(parts, request.params.id, request.query.regionCode ?? null))
}

async function readFreight(parts: Parts, productId: number, regionCode: string | null): Promise<FreightTerms> {
  const template = await findFreightOf(parts.db.sql, productId)
  if (template === undefined) throw KitErrors.not_found()
  return template ? termsFor(template, regionCode) : { fee: 0, freeOver: null }
}
