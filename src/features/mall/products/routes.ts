import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Type } from 'typebox'
import { Picture, uploadedPicture } from '../../../core/media/index.ts'
import { staffOf } from '../../../kit/http/callers.ts'
import { ById } from '../atoms.ts'
import { uploadShopPicture } from '../uploads/shop-pictures.ts'
import { BySku, ConsoleProduct, ConsoleProductList, ConsoleProductQuery, PriceHistory, ProductChoices, ProductFields, ProductSave, ShelfChange, ShelfResult } from './contract.ts'
import { pricesForStaff, productForStaff, productsForStaff } from './products.ts'
import { createProduct, saveProduct } from './save.ts'
import { deleteDraft, shelve } from './shelve.ts'
import { readChoices } from './store-product.ts'

const base = '/api/v1/console/mall/products'
const config = { who: { staff: 'mall.catalogue' } }
/** A product with 1,000 SKUs and long texts. */
const BODY_LIMIT = 2 * 1024 * 1024

export function addConsoleProductRoutes(app: App, parts: Parts) {
  app.get(base, { config, schema: { summary: 'Products in any state, newest first', querystring: ConsoleProductQuery, response: { 200: ConsoleProductList } } }, request => productsForStaff(parts, request.query))
  app.get(`${base}/choices`, { config, schema: { summary: 'Categories, brands, freight templates and attributes a product can have', response: { 200: ProductChoices } } }, () => readChoices(parts.db.sql))
  app.get(`${base}/:id`, { config, schema: { summary: 'A product with all its specifications and SKUs', params: ById, response: { 200: ConsoleProduct } } }, request => productForStaff(parts, request.params.id))
  app.get(`${base}/:id/skus/:skuId/prices`, { config, schema: { summary: 'What a SKU has cost, the newest first', params: BySku, response: { 200: PriceHistory } } }, request => pricesForStaff(parts, request.params.id, request.params.skuId))

  app.post(base, {
    config,
    bodyLimit: BODY_LIMIT,
    schema: { summary: 'A new product, as a draft', body: ProductFields, response: { 201: ConsoleProduct } },
  }, async (request, reply) => {
    const product = await createProduct(parts, staffOf(request), request.body, request.lang)
    reply.code(201)
    return product
  })
  app.put(`${base}/:id`, {
    config,
    bodyLimit: BODY_LIMIT,
    schema: { summary: 'Save all of a product at once: texts, pictures, attributes, specifications, SKUs', params: ById, body: ProductSave, response: { 200: ConsoleProduct } },
  }, request => saveProduct(parts, staffOf(request), request.params.id, request.body, request.lang))
  app.delete(`${base}/:id`, { config, schema: { summary: 'Delete a draft nobody has ever bought', params: ById, response: { 200: Type.Null() } } }, async (request) => {
    await deleteDraft(parts, staffOf(request), request.params.id)
    return null
  })
  app.put(`${base}/shelf`, {
    config,
    schema: { summary: 'Put products on the shelf, or take them off', body: ShelfChange, response: { 200: ShelfResult } },
  }, request => shelve(parts, staffOf(request), request.body, request.lang))
  app.post(`${base}/pictures`, {
    config,
    schema: { summary: 'Upload a picture for products (multipart, field `image`)', consumes: ['multipart/form-data'], response: { 201: Picture } },
  }, async (request, reply) => {
    const picture = await uploadShopPicture(parts, staffOf(request).staffId, await uploadedPicture(request))
    reply.code(201)
    return picture
  })
}
