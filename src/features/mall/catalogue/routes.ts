import type { FastifyReply } from 'fastify'
import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Kept } from './kept.ts'
import { Type } from 'typebox'
import { memberOf } from '../../../kit/http/callers.ts'
import { PageQuery } from '../../../kit/pagination.ts'
import { ById } from '../atoms.ts'
import { brands, categories } from './cached.ts'
import { Brand, ByProductId, Category, Favourites, Home, HotQuery, IsFavourite, NewView, Product, ProductCard, ProductList, ProductQuery, ViewDeletion, ViewHistory } from './contract.ts'
import { readHome } from './home.ts'
import { bytesOf } from './kept.ts'
import { hotProducts, listProducts } from './list.ts'
import { keepFavourite, lookAt, readFavourites, readHistory } from './looks.ts'
import { readProduct } from './product.ts'
import { deleteFavourite, deleteViews, isFavourite } from './store-looks.ts'
import { countViews } from './views.ts'

const base = '/api/v1/mall'
const anyone = { who: 'anyone' } as const
const member = { who: 'member' } as const
/** Nobody looks at more by hand, but a school may share an address. */
const looking = { who: 'anyone', limit: { points: 300, seconds: 60, by: 'member' } } as const
const writing = { who: 'member', limit: { points: 60, seconds: 60, by: 'member' } } as const
const Done = Type.Null()

const send = (reply: FastifyReply, kept: Kept) => reply.type('application/json; charset=utf-8').send(bytesOf(kept))

export function addCatalogueRoutes(app: App, parts: Parts) {
  app.get(`${base}/home`, { config: anyone, schema: { summary: 'The home page of the mall', response: { 200: Home } } }, async (_, reply) => send(reply, await readHome(parts)))
  app.get(`${base}/categories`, { config: anyone, schema: { summary: 'The tree of categories', response: { 200: Type.Array(Category) } } }, async (_, reply) => send(reply, await categories(parts)))
  app.get(`${base}/brands`, { config: anyone, schema: { summary: 'Brands, by first letter', response: { 200: Type.Array(Brand) } } }, async (_, reply) => send(reply, await brands(parts)))

  app.get(`${base}/products`, {
    config: anyone,
    schema: { summary: 'Products on the shelf, with what they can be narrowed by', querystring: ProductQuery, response: { 200: ProductList } },
  }, async (request, reply) => send(reply, await listProducts(parts, request.query)))

  app.get(`${base}/products/hot`, {
    config: anyone,
    schema: { summary: 'What sells best, in all or in a category', querystring: HotQuery, response: { 200: Type.Array(ProductCard) } },
  }, async (request, reply) => send(reply, await hotProducts(parts, request.query)))

  app.get(`${base}/products/:id`, { config: anyone, schema: { summary: 'A product on the shelf', params: ById, response: { 200: Product } } }, async (request, reply) => send(reply, await readProduct(parts, request.params.id)))

  addHistoryRoutes(app, parts)
  addFavouriteRoutes(app, parts)
}

function addHistoryRoutes(app: App, parts: Parts) {
  const counter = countViews(parts)
  app.addHook('onClose', () => counter.flush())

  app.get(`${base}/history`, { config: member, schema: { summary: 'What I have looked at, at most 50', response: { 200: ViewHistory } } }, request => readHistory(parts, memberOf(request).accountId))

  app.post(`${base}/history`, {
    config: looking,
    schema: { summary: 'Somebody looks at a product: counted for everybody, remembered for members', body: NewView, response: { 200: Done } },
  }, async (request) => {
    await lookAt(parts, counter, request.body.productId, request.member?.accountId)
    return null
  })

  app.delete(`${base}/history`, {
    config: writing,
    schema: { summary: 'Forget what I have looked at: one product, or all', querystring: ViewDeletion, response: { 200: Done } },
  }, async (request) => {
    await deleteViews(parts.db.sql, memberOf(request).accountId, request.query.productId)
    return null
  })
}

function addFavouriteRoutes(app: App, parts: Parts) {
  app.get(`${base}/favourites`, {
    config: member,
    schema: { summary: 'My favourites, with what has become cheaper', querystring: PageQuery, response: { 200: Favourites } },
  }, request => readFavourites(parts, memberOf(request).accountId, request.query))

  app.get(`${base}/favourites/:productId`, {
    config: member,
    schema: { summary: 'Whether this product is one of my favourites', params: ByProductId, response: { 200: IsFavourite } },
  }, async request => ({ favourite: await isFavourite(parts.db.sql, memberOf(request).accountId, request.params.productId) }))

  app.put(`${base}/favourites/:productId`, {
    config: writing,
    schema: { summary: 'Keep a product as a favourite', params: ByProductId, response: { 200: Done } },
  }, async (request) => {
    await keepFavourite(parts, memberOf(request).accountId, request.params.productId)
    return null
  })

  app.delete(`${base}/favourites/:productId`, {
    config: writing,
    schema: { summary: 'Remove a favourite', params: ByProductId, response: { 200: Done } },
  }, async (request) => {
    await deleteFavourite(parts.db.sql, memberOf(request).accountId, request.params.productId)
    return null
  })
}
