import { once } from 'node:events'
import { createServer } from 'node:http'
import { inspect } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { ProviderTrouble } from './provider.ts'
import { qq } from './qq.ts'

const APP = { clientId: '101498123', clientSecret: 'f3c1de1c2b0e4f2f9ad0a8e8b7f5c6d4', redirectUri: 'https://linli.example/api/v1/oauth/qq/callback' }
const OPENID = '7A3F5C9B1E8D4F60A2C7B9E1D3F50817'
const TOKEN = 'FE04CCE2A1B3C4D5E6F708192A3B4C5D'
const CODE = '9A5F0B2C7D8E1F3A4B6C5D7E8F901234'

type Answer = string | { status: number, text: string, location?: string } | 'silence' | 'hang up'
let close: (() => Promise<void>) | undefined
afterEach(async () => {
  vi.restoreAllMocks()
  await close?.()
  close = undefined
})

/** QQ's host on this machine: it answers as QQ does, text/html whatever is inside; `asked` is what it was asked for. */
async function qqHost(answer: (url: URL) => Answer) {
  const asked: URL[] = []
  const server = createServer({ keepAliveTimeout: 0 }, (request, reply) => { // idle connections are the client's to close
    const url = new URL(request.url!, 'http://qq.invalid')
    asked.push(url)
    const given = request.method === 'GET' ? answer(url) : { status: 405, text: '' }
    if (given === 'silence') return
    if (given === 'hang up') return void request.socket.destroy()
    const { status, text, location } = typeof given === 'string' ? { status: 200, text: given, location: undefined } : given
    reply.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...location ? { location } : {} }).end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { asked, provider: qq({ ...APP, baseUrl: `http://127.0.0.1:${port}` }) }
}

const refusal = (error: number, description: string) => `callback( ${JSON.stringify({ error, error_description: description })} );\n`
const me = (value: object) => `callback( ${JSON.stringify(value)} );\n`

/** QQ's own checks, made from what arrived only. */
function asQQ({ pathname, searchParams: params }: URL): string {
  if (pathname === '/oauth2.0/token') {
    if (params.get('grant_type') !== 'authorization_code') return refusal(100004, 'param grant_type is wrong or lost')
    if (params.get('client_id') !== APP.clientId) return refusal(100008, 'client id is illegal')
    if (params.get('client_secret') !== APP.clientSecret) return refusal(100009, 'client secret is illegal')
    if (params.get('redirect_uri') !== APP.redirectUri) return refusal(100010, 'redirect uri is illegal')
    if (params.get('code') !== CODE) return refusal(100019, 'code to access token error')
    return `access_token=${TOKEN}&expires_in=7776000&refresh_token=88E4C1D2B3A4F5E6D7C8B9A0F1E2D3C4`
  }
  if (pathname === '/oauth2.0/me') return params.get('access_token') === TOKEN ? me({ client_id: APP.clientId, openid: OPENID }) : refusal(100016, 'access token check failed')
  return refusal(100029, 'bad request')
}

const failureOf = async (answer: (url: URL) => Answer, code = CODE): Promise<Error> => {
  const { provider } = await qqHost(answer)
  return provider.openidOf(code).then(openid => new Error(`it took ${openid}`), error => error)
}

test('a browser is sent to QQ with app, callback and state', () => {
  const url = new URL(qq({ ...APP, baseUrl: 'https://graph.qq.com' }).authorizationUrl('a state & more'))
  expect(url.origin + url.pathname).toBe('https://graph.qq.com/oauth2.0/authorize')
  expect(Object.fromEntries(url.searchParams)).toEqual({ response_type: 'code', client_id: APP.clientId, redirect_uri: APP.redirectUri, state: 'a state & more', scope: 'get_user_info' })
})

test('a code becomes a token and that the openid, in QQ\'s own forms', async () => {
  const { provider, asked } = await qqHost(asQQ)
  expect(await provider.openidOf(CODE)).toBe(OPENID)
  expect(asked.map(({ pathname }) => pathname)).toEqual(['/oauth2.0/token', '/oauth2.0/me'])
})

test('what QQ encodes is sent as it was, nothing of a code leaks into other parameters', async () => {
  const { provider, asked } = await qqHost(asQQ)
  await expect(provider.openidOf('x&client_id=1#y')).rejects.toThrow('qq refused: 100019')
  expect(asked[0]!.searchParams.getAll('client_id')).toEqual([APP.clientId])
})

test.each<[string, (url: URL) => Answer, string]>([
  ['a code that is used or made up', () => refusal(100019, 'code to access token error'), 'qq refused: 100019'],
  ['a wrong secret', () => refusal(100009, 'client secret is illegal'), 'qq refused: 100009'],
  ['a token that is no more', url => url.pathname.endsWith('/token') ? asQQ(url) : refusal(100016, 'access token check failed'), 'qq refused: 100016'],
  ['another app\'s token', url => url.pathname.endsWith('/token') ? asQQ(url) : me({ client_id: '101000999', openid: OPENID }), 'another app'],
  ['an answer without an openid', url => url.pathname.endsWith('/token') ? asQQ(url) : me({ client_id: APP.clientId }), 'without an openid'],
  ['an openid that is none', url => url.pathname.endsWith('/token') ? asQQ(url) : me({ client_id: APP.clientId, openid: '\' or 1=1 --' }), 'without an openid'],
  ['an openid that is a number', url => url.pathname.endsWith('/token') ? asQQ(url) : me({ client_id: APP.clientId, openid: 7 }), 'without an openid'],
  ['a form without a token', () => 'expires_in=7776000', 'without a token'],
  ['an empty token', () => 'access_token=&expires_in=1', 'without a token'],
  ['an empty answer', () => '', 'without a token'],
  ['a page in the place of an answer', () => '<html><body>502 Bad Gateway</body></html>', 'without a token'],
  ['JSON where a form is due', () => me({ access_token: TOKEN }), 'as JSON'],
  ['a callback of garbage', url => url.pathname.endsWith('/token') ? asQQ(url) : 'callback( {"client_id": );', 'another app'],
  ['an error without a number', () => 'callback( {"error":"<script>","error_description":"x"} );', 'qq refused: without a code'],
  ['trouble at QQ', () => ({ status: 503, text: '' }), 'HTTP 503'],
  ['a redirect to somewhere else', () => ({ status: 302, text: '', location: 'http://127.0.0.1:9/oauth2.0/token' }), 'could not be reached'],
  ['an answer without end', () => `access_token=${'A'.repeat(20_000)}`, 'too much'],
  ['a broken line', () => 'hang up', 'could not be reached'],
])('%s signs nobody in', async (_, answer, words) => {
  const failure = await failureOf(answer)
  expect(failure).toBeInstanceOf(ProviderTrouble)
  expect(failure.message).toContain(words)
  for (const secret of [APP.clientSecret, CODE, TOKEN, OPENID]) expect(inspect(failure)).not.toContain(secret)
})

test('a QQ that never answers is given up', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(new DOMException('late', 'TimeoutError')))
  const failure = await failureOf(() => 'silence')
  expect([failure.name, failure.message]).toEqual(['ProviderTrouble', 'qq did not answer within 10000 ms'])
})
