import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import { Type } from 'typebox'
import { memberOf } from '../../kit/http/callers.ts'
import { attemptOf } from '../../kit/http/idempotency.ts'
import { addAddress, bookOf, changeAddress, makeDefault, removeAddress } from './book.ts'
import { Address, AddressBook, AddressChanges, AddressFields, AddressParams } from './contract.ts'

const base = '/api/v1/users/me/addresses'
const Nothing = Type.Null({ 'x-raw': true, 'description': 'no content' })
/** Per member: nobody does this faster by hand. */
const writing = { who: 'member', limit: { points: 30, seconds: 60, by: 'member' } } as const

export function addAddressRoutes(app: App, parts: Parts) {
  app.get(base, { config: { who: 'member' }, schema: { summary: 'The caller\'s addresses, the default first', response: { 200: AddressBook } } }, request => bookOf(parts, memberOf(request).accountId))

  app.post(base, {
    config: writing,
    schema: { summary: 'Adds an address', body: AddressFields, response: { 201: Address } },
  }, async (request, reply) => {
    const { accountId } = memberOf(request)
    return reply.code(201).send(await addAddress(parts, accountId, request.body, attemptOf(request, accountId)))
  })

  app.patch(`${base}/:id`, {
    config: writing,
    schema: { summary: 'Changes an address', params: AddressParams, body: AddressChanges, response: { 200: Address } },
  }, request => changeAddress(parts, memberOf(request).accountId, request.params.id, request.body))

  app.delete(`${base}/:id`, {
    config: writing,
    schema: { summary: 'Deletes an address; orders keep their own copy', params: AddressParams, response: { 204: Nothing } },
  }, async (request, reply) => {
    await removeAddress(parts, memberOf(request).accountId, request.params.id)
    return reply.code(204).send(null)
  })

  app.put(`${base}/:id/default`, {
    config: writing,
    schema: { summary: 'Makes an address the default', params: AddressParams, response: { 200: Address } },
  }, request => makeDefault(parts, memberOf(request).accountId, request.params.id))
}
