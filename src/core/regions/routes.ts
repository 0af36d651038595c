import type { FastifyReply } from 'fastify'
import type { App } from '../../kit/http/app.ts'
import { Buffer } from 'node:buffer'
import { Type } from 'typebox'
import { KitErrors } from '../../kit/errors.ts'
import { envelopeText } from '../../kit/http/envelope.ts'
import { Region, RegionQuery } from './contract.ts'
import { regionsBelow } from './divisions.ts'

/** The divisions change once a year, with a new version of this site; an old list costs somebody one choice more. */
const WEEK_SECONDS = 7 * 86_400

export function addRegionRoutes(app: App) {
  /** A list is encoded when it is first asked for; there are some four hundred. */
  const encoded = new Map<string, Buffer>()

  app.get('/api/v1/regions', {
    config: { who: 'anyone' },
    schema: { summary: 'Provinces, or the cities or districts of one', querystring: RegionQuery, response: { 200: Type.Array(Region) } },
  }, async ({ query: { parent = '' } }, reply) => {
    let bytes = encoded.get(parent)
    if (!bytes) {
      const regions = regionsBelow(parent)
      if (!regions) throw KitErrors.not_found()
      encoded.set(parent, bytes = Buffer.from(envelopeText(regions)))
    }
    return sendKept(reply, bytes)
  })
}

/** Already in the envelope, and the same for everybody. */
const sendKept = (reply: FastifyReply, bytes: Buffer) => reply.type('application/json; charset=utf-8').header('cache-control', `public, max-age=${WEEK_SECONDS}`).send(bytes)
