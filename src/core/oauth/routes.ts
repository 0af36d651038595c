import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { Arrival } from './arrive.ts'
import { Type } from 'typebox'
import { memberOf } from '../../kit/http/callers.ts'
import { SignedIn } from '../accounts/contract.ts'
import { answerSignedIn, callerOf } from '../accounts/index.ts'
import { arrive, startAuthorization } from './arrive.ts'
import { bind, bindingsOf, unlink } from './bindings.ts'
import { browserOf, markBrowser } from './browser.ts'
import { Authorization, AuthorizationQuery, BindingList, CallbackQuery, NewBinding, ProviderList, ProviderParams } from './contract.ts'
import { providerNames } from './providers.ts'

const base = '/api/v1/oauth'
const Nothing = Type.Null({ 'x-raw': true, 'description': 'no content' })
const Elsewhere = Type.Null({ 'x-raw': true, 'description': 'to a page of this site' })
const TEN_MINUTES = 600

export function addOAuthRoutes(app: App, parts: Parts) {
  app.addHook('onRequest', async (_, reply) => { reply.header('cache-control', 'no-store') })

  app.get(`${base}/providers`, { config: { who: 'anyone' }, schema: { summary: 'By which other sites one can sign in', response: { 200: ProviderList } } }, async () => ({ items: providerNames(parts) }))

  app.get(`${base}/:provider/authorization`, {
    config: { who: 'anyone', limit: { points: 60, seconds: TEN_MINUTES } },
    schema: { summary: 'Where to send the browser to sign in by another site', params: ProviderParams, querystring: AuthorizationQuery, response: { 200: Authorization } },
  }, async (request, reply) => startAuthorization(parts, request.params.provider, request.query.next, markBrowser(parts.config, request, reply)))

  // A GET that signs in: a browser that another site sends back can do no other. What makes it safe is the state.
  app.get(`${base}/:provider/callback`, {
    config: { who: 'anyone', limit: { points: 60, seconds: TEN_MINUTES } },
    schema: { summary: 'Browsers come back here from the other site; signs in who is known', params: ProviderParams, querystring: CallbackQuery, response: { 303: Elsewhere } },
  }, async (request, reply) => {
    const arrival = await arrive(parts, request.params.provider, request.query, browserOf(request), callerOf(request))
    if ('session' in arrival) await answerSignedIn(parts, reply, arrival.session)
    return reply.redirect(pageAfter(arrival, !!request.member), 303)
  })

  app.post(`${base}/bindings`, {
    config: { who: 'anyone', limit: { points: 30, seconds: TEN_MINUTES } },
    schema: { summary: 'Links whom the other site has named to the account of a phone number, or a new one, and signs in', body: NewBinding, response: { 201: SignedIn } },
  }, async (request, reply) => {
    const session = await bind(parts, request.body, browserOf(request), callerOf(request), request.lang)
    return reply.code(201).send(await answerSignedIn(parts, reply, session))
  })

  app.get(`${base}/bindings`, { config: { who: 'member' }, schema: { summary: 'The other sites by which the caller can sign in', response: { 200: BindingList } } }, request => bindingsOf(parts, memberOf(request).accountId))

  app.delete(`${base}/bindings/:provider`, {
    config: { who: 'member', limit: { points: 30, seconds: TEN_MINUTES, by: 'member' } },
    schema: { summary: 'The other site signs in here no more', params: ProviderParams, response: { 204: Nothing } },
  }, async (request, reply) => {
    await unlink(parts, memberOf(request).accountId, request.params.provider)
    return reply.code(204).send(null)
  })
}

/** A path of this site. Who was signed in already goes back to where they came from, also when it came to nothing. */
function pageAfter(arrival: Arrival, isSignedIn: boolean): string {
  const { next } = arrival
  if ('session' in arrival) return next
  if ('ticket' in arrival) return `/sign-in/bind?${new URLSearchParams({ ticket: arrival.ticket, next }).toString()}`
  if (!isSignedIn) return `/sign-in?${new URLSearchParams({ oauth: arrival.failure, next }).toString()}`
  const page = new URL(next, 'http://site.invalid')
  page.searchParams.set('oauth', arrival.failure)
  return page.pathname + page.search + page.hash
}
