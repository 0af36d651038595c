import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Type } from 'typebox'
import { uploadedPicture } from '../../../core/media/index.ts'
import { staffOf } from '../../../kit/http/callers.ts'
import { ById } from '../atoms.ts'
import { addAttribute, changeAttribute, removeAttribute, reorderAttributes } from './attributes.ts'
import { addBrand, brandForStaff, brandsForStaff, changeBrand, removeBrand, reorderBrands, setBrandLogo } from './brands.ts'
import { addCategory, categoriesForStaff, categoryForStaff, changeCategory, removeCategory, setCategoryPicture } from './categories.ts'
import { Added, AttributeChange, AttributeDeletion, BrandChange, BrandOrder, CategoryChange, CategoryMove, CategoryOrder, ConsoleBrand, ConsoleBrandList, ConsoleBrandQuery, ConsoleCategories, ConsoleCategory, NewAttribute, NewBrand, NewCategory, NewOrder } from './contract.ts'
import { moveCategory, reorderCategories } from './move-category.ts'

const base = '/api/v1/console/mall/taxonomy'
const config = { who: { staff: 'mall.catalogue' } }
const consumes = ['multipart/form-data']
const Done = Type.Null()

export function addTaxonomyRoutes(app: App, parts: Parts) {
  addCategoryRoutes(app, parts)
  addAttributeRoutes(app, parts)
  addBrandRoutes(app, parts)
}

function addCategoryRoutes(app: App, parts: Parts) {
  const one = `${base}/categories/:id`
  app.get(`${base}/categories`, { config, schema: { summary: 'The whole tree, hidden places too', response: { 200: ConsoleCategories } } }, () => categoriesForStaff(parts))
  app.get(one, { config, schema: { summary: 'A category with its attributes and all that hangs on it', params: ById, response: { 200: ConsoleCategory } } }, request => categoryForStaff(parts, request.params.id))
  app.post(`${base}/categories`, { config, schema: { summary: 'Add a category', body: NewCategory, response: { 201: Added } } }, async (request, reply) => {
    reply.code(201)
    return addCategory(parts, staffOf(request), request.body)
  })
  app.patch(one, {
    config,
    schema: { summary: 'Rename a category, hide or show it', params: ById, body: CategoryChange, response: { 200: ConsoleCategory } },
  }, request => changeCategory(parts, staffOf(request), request.params.id, request.body))
  app.put(`${one}/picture`, {
    config,
    schema: { summary: 'The picture of a category (multipart, field `image`)', consumes, params: ById, response: { 200: ConsoleCategory } },
  }, async request => setCategoryPicture(parts, staffOf(request), request.params.id, await uploadedPicture(request)))
  app.delete(`${one}/picture`, { config, schema: { params: ById, response: { 200: ConsoleCategory } } }, request => setCategoryPicture(parts, staffOf(request), request.params.id, null))
  app.put(`${one}/parent`, {
    config,
    schema: { summary: 'Move a category with all that is below it', params: ById, body: CategoryMove, response: { 200: ConsoleCategory } },
  }, request => moveCategory(parts, staffOf(request), request.params.id, request.body))
  app.put(`${base}/categories/order`, { config, schema: { summary: 'Put the children of one place in order', body: CategoryOrder, response: { 200: Done } } }, async (request) => {
    await reorderCategories(parts, staffOf(request), request.body)
    return null
  })
  app.delete(one, { config, schema: { summary: 'Delete a category on which nothing hangs', params: ById, response: { 200: Done } } }, async (request) => {
    await removeCategory(parts, staffOf(request), request.params.id)
    return null
  })
}

function addAttributeRoutes(app: App, parts: Parts) {
  const one = `${base}/attributes/:id`
  app.post(`${base}/categories/:id/attributes`, { config, schema: { summary: 'Add an attribute for a category and everything below it', params: ById, body: NewAttribute, response: { 201: Added } } }, async (request, reply) => {
    reply.code(201)
    return addAttribute(parts, staffOf(request), request.params.id, request.body)
  })
  app.put(`${base}/categories/:id/attributes/order`, { config, schema: { summary: 'Put the attributes of a category in order', params: ById, body: NewOrder, response: { 200: Done } } }, async (request) => {
    await reorderAttributes(parts, staffOf(request), request.params.id, request.body.ids)
    return null
  })
  app.put(one, { config, schema: { summary: 'Change an attribute', params: ById, body: AttributeChange, response: { 200: Done } } }, async (request) => {
    await changeAttribute(parts, staffOf(request), request.params.id, request.body)
    return null
  })
  app.delete(one, { config, schema: { summary: 'Delete an attribute, with `confirm` also what products state of it', params: ById, querystring: AttributeDeletion, response: { 200: Done } } }, async (request) => {
    await removeAttribute(parts, staffOf(request), request.params.id, request.query.confirm ?? false)
    return null
  })
}

function addBrandRoutes(app: App, parts: Parts) {
  const one = `${base}/brands/:id`
  app.get(`${base}/brands`, { config, schema: { summary: 'Brands, by first letter', querystring: ConsoleBrandQuery, response: { 200: ConsoleBrandList } } }, request => brandsForStaff(parts, request.query))
  app.get(one, { config, schema: { summary: 'A brand', params: ById, response: { 200: ConsoleBrand } } }, request => brandForStaff(parts, request.params.id))
  app.post(`${base}/brands`, { config, schema: { summary: 'Add a brand', body: NewBrand, response: { 201: ConsoleBrand } } }, async (request, reply) => {
    const brand = await addBrand(parts, staffOf(request), request.body)
    reply.code(201)
    return brand
  })
  app.patch(one, { config, schema: { summary: 'Rename a brand, correct its letter', params: ById, body: BrandChange, response: { 200: ConsoleBrand } } }, request => changeBrand(parts, staffOf(request), request.params.id, request.body))
  app.put(`${one}/logo`, {
    config,
    schema: { summary: 'The logo of a brand (multipart, field `image`)', consumes, params: ById, response: { 200: ConsoleBrand } },
  }, async request => setBrandLogo(parts, staffOf(request), request.params.id, await uploadedPicture(request)))
  app.delete(`${one}/logo`, { config, schema: { params: ById, response: { 200: ConsoleBrand } } }, request => setBrandLogo(parts, staffOf(request), request.params.id, null))
  app.put(`${base}/brands/order`, { config, schema: { summary: 'Put the brands of a letter in order', body: BrandOrder, response: { 200: Done } } }, async (request) => {
    await reorderBrands(parts, staffOf(request), request.body)
    return null
  })
  app.delete(one, { config, schema: { summary: 'Delete a brand no product is of', params: ById, response: { 200: Done } } }, async (request) => {
    await removeBrand(parts, staffOf(request), request.params.id)
    return null
  })
}
