import type { ApiRequest } from './api.ts'
import type { ApiAnswer } from './ssr/contract.ts'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { api, ApiError, newUuid, setTransport } from './api.ts'

let sent: ApiRequest[] = []
let answers: ApiAnswer[] = []

beforeEach(() => {
  sent = []
  vi.stubGlobal('document', { cookie: 'lang=en; csrf_token=abc%3D' })
  setTransport(async (request) => {
    sent.push(request)
    return answers.shift() ?? { status: 200, body: { errno: 0, data: null }, retryAfter: null }
  }, () => 'en')
})

afterAll(() => vi.unstubAllGlobals()) // the next file has the same globals

const ok = (data: unknown): ApiAnswer => ({ status: 200, body: { errno: 0, data }, retryAfter: null })
const refused = (status: number, body: object, retryAfter: string | null = null): ApiAnswer => ({ status, body, retryAfter })

test('an answer comes without its envelope', async () => {
  answers = [ok({ id: 7 })]
  expect(await api('/houses/7')).toEqual({ id: 7 })
})

test('empty filters are left out of the address, lists repeat their name', async () => {
  await api('/houses', { query: { district: '朝阳', q: '', page: 2, facility: [1, 2], from: undefined, only: null } })
  expect(sent[0]!.path).toBe('/houses?district=%E6%9C%9D%E9%98%B3&page=2&facility=1&facility=2')
})

test('a write carries the CSRF token, the language and its idempotency key', async () => {
  await api('/bookings', { body: { houseId: 7 }, idempotencyKey: 'k1' })
  expect(sent[0]).toMatchObject({ method: 'POST', body: '{"houseId":7}', headers: { 'x-csrftoken': 'abc=', 'accept-language': 'en', 'idempotency-key': 'k1', 'content-type': 'application/json' } })
})

test('a form with files travels as it is', async () => {
  const form = new FormData()
  await api('/pictures', { body: form })
  expect(sent[0]!.body).toBe(form)
  expect(sent[0]!.headers['content-type']).toBeUndefined()
})

test('a stale CSRF token is renewed and the write is tried once more', async () => {
  answers = [refused(403, { errno: 4201, error: 'kit.bad_csrf', message: '…' }), ok(null), ok('done')]
  expect(await api('/favourites/7', { method: 'PUT' })).toBe('done')
  expect(sent.map(request => `${request.method} ${request.path}`)).toEqual(['PUT /favourites/7', 'GET /sessions/current', 'PUT /favourites/7'])
})

test('a refusal tells its name and what is wrong with which field', async () => {
  answers = [refused(422, { errno: 4004, error: 'stays.bad_dates', message: 'Choose later days.', details: { field: 'checkIn' } })]
  const error = await api('/bookings', { body: {} }).catch(error => error)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ status: 422, errno: 4004, error: 'stays.bad_dates', message: 'Choose later days.', fields: { checkIn: 'Choose later days.' } })
})

test('wrong shapes name every field', async () => {
  answers = [refused(400, { errno: 4103, error: 'kit.bad_request', message: 'Wrong shape.', details: { field: 'a', fields: [{ field: 'a', message: 'A.' }, { field: 'b', message: 'B.' }] } })]
  expect(await api('/x', { body: {} }).catch(error => error.fields)).toEqual({ a: 'A.', b: 'B.' })
})

test('too many requests say how long to wait', async () => {
  answers = [refused(429, { errno: 4201, error: 'kit.too_many', message: 'Wait.' }, '30')]
  expect(await api('/codes', { body: {} }).catch(error => error.retryAfter)).toBe(30)
})

test('an answer that is not ours still becomes a sentence', async () => {
  answers = [refused(502, {}), { status: 504, body: null, retryAfter: null }]
  expect(await api('/houses').catch(error => error.message)).toBe('The service is briefly unavailable. Please try again.')
  expect(await api('/houses').catch(error => error.status)).toBe(504)
})

test('idempotency keys differ', () => {
  expect(new Set(Array.from({ length: 50 }, newUuid)).size).toBe(50)
})
