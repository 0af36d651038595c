import type { Module } from '../module.ts'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'

const Bed = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 10 }),
  size: Type.Optional(Type.Integer({ minimum: 1 })),
  plants: Type.Optional(Type.Array(Type.Object({ kind: Type.String(), seeds: Type.Optional(Type.Array(Type.Object({ count: Type.Integer() }))) }), { maxItems: 100 })),
  owner: Type.Optional(Type.Union([Type.Object({ id: Type.Integer() }), Type.Null()])),
  place: Type.Optional(Type.Intersect([Type.Object({ row: Type.Integer() }), Type.Object({ column: Type.Integer() })])),
  pair: Type.Optional(Type.Tuple([Type.Object({ left: Type.Integer() }), Type.String()])),
  labels: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z]+$' }), Type.Object({ text: Type.String() }))),
  kind: Type.Optional(Type.Union([Type.Literal('flowers'), Type.Literal('herbs')])),
})
const anyone = { who: 'anyone' as const }

const garden: Module = {
  name: 'garden',
  routes(app) {
    app.post('/api/v1/garden/beds', { config: anyone, schema: { body: Bed, response: { 201: Type.Any() } } }, async (request, reply) => reply.code(201).send(request.body))
    app.get('/api/v1/garden/beds/:id', {
      config: anyone,
      schema: {
        params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
        querystring: Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, default: 1 })), shade: Type.Optional(Type.Boolean()), near: Type.Optional(Type.Number()), q: Type.Optional(Type.String()), ids: Type.Optional(Type.Array(Type.Integer())) }),
        response: { 200: Type.Any() },
      },
    }, async ({ params, query }) => ({ params, query }))
    app.get('/api/v1/garden/rain', { config: anyone, schema: { headers: Type.Object({ 'x-drops': Type.Integer() }), response: { 200: Type.Integer() } } }, async ({ headers }) => headers['x-drops'])
    app.put('/api/v1/garden/gate', { config: anyone, schema: { response: { 200: Type.Null() } } }, async () => null)
    app.delete('/api/v1/garden/gate', { config: anyone, schema: { response: { 204: Type.Null({ 'x-raw': true }) } } }, async (_, reply) => reply.code(204).send(null))
    app.get('/api/v1/garden/count', { config: anyone, schema: { response: { 200: Type.Integer() } } }, async () => 0)
  },
}

const site = withApp({ modules: [garden] })

/** What became of a bed: the status, and of a refusal the fields it names. */
async function put(body: object | string) {
  const { status, details, data } = await site.call('POST', 'garden/beds', typeof body === 'string' ? { payload: body, headers: { 'content-type': 'application/json' } } : { body })
  return status === 201 ? data : [status, ...(details?.fields ?? []).map(({ field }: { field: string }) => field)]
}

test('a field nobody declared is refused wherever it hides', async () => {
  for (const [bed, field] of [
    [{ extra: 1 }, 'extra'],
    [{ plants: [{ kind: 'rose' }, { kind: 'rose', extra: 1 }] }, 'plants.1.extra'],
    [{ plants: [{ kind: 'rose', seeds: [{ count: 1, extra: 1 }] }] }, 'plants.0.seeds.0.extra'],
    [{ owner: { id: 1, extra: 1 } }, 'owner.extra'],
    [{ place: { row: 1, column: 2, extra: 1 } }, 'place.extra'],
    [{ pair: [{ left: 1, extra: 1 }, 'b'] }, 'pair.0.extra'],
    [{ labels: { sign: { text: 'x', extra: 1 } } }, 'labels.sign.extra'],
    [{ labels: { NOT: { text: 'x' } } }, 'labels.NOT'],
  ] as const) {
    const refused = await put({ name: 'a', ...bed })
    expect([refused[0], refused[1]]).toEqual([400, field])
  }
})

test('what is declared is taken as it is, parts of unions and intersections too', async () => {
  for (const bed of [
    { name: 'a' },
    { name: 'a', owner: null, kind: 'herbs' },
    { name: 'a', owner: { id: 7 }, place: { row: 1, column: 2 }, pair: [{ left: 1 }, 'b'], labels: { sign: { text: 'x' } }, plants: [{ kind: 'rose', seeds: [{ count: 3 }] }] },
  ]) expect(await put(bed)).toEqual(bed)
})

test('a body is taken at its word: a number in quotes is a text', async () => {
  for (const bed of [{ size: '3' }, { size: true }, { size: null }, { size: [3] }, { name: 3 }, { plants: { kind: 'rose' } }]) expect((await put({ name: 'a', ...bed }))[0]).toBe(400)
})

test('a text that can\'t be stored is refused by the name of its field', async () => {
  for (const name of ['a\0', '\uD800', 'b\uDC00c']) expect(await put({ name })).toEqual([400, 'name'])
  expect(await put('{"name":"a","plants":[{"kind":"\\ud83c"}]}')).toEqual([400, 'plants.0.kind'])
  expect((await put({ name: '🏡' })).name).toBe('🏡')
})

test('an integer that JavaScript can\'t hold is refused before the database sees it', async () => {
  for (const size of ['9007199254740993', '1e30', '1e999', '1.5', '-1']) expect(await put(`{"name":"a","size":${size}}`)).toEqual([400, 'size'])
  expect((await put({ name: 'a', size: Number.MAX_SAFE_INTEGER })).size).toBe(Number.MAX_SAFE_INTEGER)
})

test('a body of garbage is not answered with as much garbage', async () => {
  const { raw, details } = await site.call('POST', 'garden/beds', { body: { name: 'a', plants: Array.from({ length: 3000 }).fill('weed'), ...Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}`.padEnd(200, 'x'), 1])) } })
  expect([raw.statusCode, details.fields.length]).toEqual([400, 20])
  expect(raw.body.length).toBeLessThan(5000)
})

test('what is wrong with a field is said in the caller\'s language', async () => {
  const sentenceOf = async (name: string, lang: string) => (await site.call('POST', `garden/beds?lang=${lang}`, { body: { name } })).details.fields[0].message
  expect([await sentenceOf('', 'zh-CN'), await sentenceOf('', 'en')]).toEqual(['请填写', 'Please fill this in.'])
  expect([await sentenceOf('a'.repeat(11), 'zh-CN'), await sentenceOf('a'.repeat(11), 'en')]).toEqual(['最多 10 个字符', 'At most 10 characters.'])
})

test('an address is text and is read as what it means', async () => {
  const read = async (query: string) => (await site.call('GET', `garden/beds/3${query}`)).data?.query
  expect(await read('?shade=true&page=2&near=1.5&ids=1&ids=2')).toEqual({ shade: true, page: 2, near: 1.5, ids: [1, 2] })
  expect(await read('?ids=1')).toEqual({ page: 1, ids: [1] })
  expect(await read('?lang=en&q=1')).toEqual({ lang: 'en', page: 1, q: '1' })
  for (const wrong of ['?page=0', '?page=1.5', '?page=', '?page=NaN', '?page=Infinity', '?page=1&page=2', '?near=Infinity', '?near=1e999', '?shade=perhaps', '?q=%00', '?other=1', '?__proto__=1', '?constructor=1']) expect([wrong, await read(wrong)]).toEqual([wrong, undefined])
  for (const id of ['0', '-1', '1.5', 'NaN', '1e30', '9007199254740993', '%00', 'x'.repeat(150)]) expect([id, (await site.call('GET', `garden/beds/${id}`)).status]).toEqual([id, 400])
})

test('headers nobody declared are everybody\'s own affair', async () => {
  expect((await site.call('GET', 'garden/rain', { headers: { 'x-drops': '12', 'x-other': 'y' } })).data).toBe(12)
  expect((await site.call('GET', 'garden/rain', { headers: { 'x-drops': 'many' } })).status).toBe(400)
})

test('a route that takes no body is not sent one', async () => {
  const gate = async (payload?: string, type = 'application/json') => (await site.call('PUT', 'garden/gate', { payload, headers: payload === undefined ? {} : { 'content-type': type } })).status
  expect([await gate(), await gate('{}'), await gate('null')]).toEqual([200, 200, 200])
  expect([await gate('{"open":true}'), await gate('[1]'), await gate('"open"'), await gate(`${'['.repeat(50_000)}${']'.repeat(50_000)}`), await gate('{'), await gate('open', 'image/png')]).toEqual([400, 400, 400, 400, 400, 415])
})

test('nothing, null and zero come in the envelope, and no content has none', async () => {
  expect((await site.call('PUT', 'garden/gate')).raw.body).toBe('{"errno":0,"data":null}')
  expect((await site.call('GET', 'garden/count')).raw.body).toBe('{"errno":0,"data":0}')
  const { raw } = await site.call('DELETE', 'garden/gate')
  expect([raw.statusCode, raw.body, raw.headers['content-type'], raw.headers['content-length']]).toEqual([204, '', undefined, undefined])
})
