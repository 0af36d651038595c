import type { FastifyRequest } from 'fastify'
import type { Buffer } from 'node:buffer'
import type { App } from '../../../../kit/http/app.ts'
import type { Parts } from '../../../../kit/module.ts'
import { Type } from 'typebox'
import { dayOf } from '../../../../kit/dates.ts'
import { KitErrors } from '../../../../kit/errors.ts'
import { staffOf } from '../../../../kit/http/callers.ts'
import { ExportQuery, ImportQuery, ImportReport } from './contract.ts'
import { SheetErrors } from './errors.ts'
import { exportProducts } from './export.ts'
import { importProducts } from './import.ts'

const base = '/api/v1/console/mall/products'
const config = { who: { staff: 'mall.catalogue' } }
const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }

export function addProductTransferRoutes(app: App, parts: Parts) {
  app.get(`${base}/export`, {
    config,
    schema: { summary: 'Products as a table, one line of each SKU', querystring: ExportQuery, produces: Object.values(TYPES), response: { 200: Type.Any({ 'x-raw': true }) } },
  }, async (request, reply) => {
    const { format, ...filter } = request.query
    const file = await exportProducts(parts, filter, { format, lang: request.lang })
    reply.type(TYPES[format]).header('content-disposition', `attachment; filename="products-${dayOf(parts.clock.now())}.${format}"`)
    return reply.send(file)
  })
  app.post(`${base}/imports`, {
    config,
    schema: { summary: 'Take a table of products, CSV or XLSX (multipart, field `file`), or tell what taking it would do', consumes: ['multipart/form-data'], querystring: ImportQuery, response: { 200: ImportReport } },
  }, async request => importProducts(parts, staffOf(request), await uploadedFile(request), { dryRun: request.query.dryRun, lang: request.lang }))
}

async function uploadedFile(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw SheetErrors.file_needed({ field: 'file' })
  try {
    const file = await request.file()
    if (file?.fieldname === 'file') return await file.toBuffer()
  } catch (error) {
    throw (error as { statusCode?: number }).statusCode === 413 ? KitErrors.too_large({ field: 'file' }) : KitErrors.bad_request({ field: 'file' })
  }
  throw SheetErrors.file_needed({ field: 'file' })
}
