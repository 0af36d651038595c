import type { Module } from '../module.ts'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import type { TestPerson } from '../../../test/people.ts'
import { allModules } from '../../modules.ts'
import { defineErrors } from '../errors.ts'
import { memberOf } from './callers.ts'
import { attemptOf, once } from './idempotency.ts'

const GardenErrors = defineErrors('garden', { rain: { status: 409, zh: '下雨', en: 'It rains.' } })

/** A bed is a write that must not happen twice; `rain` makes it fail after it has written. */
const garden: Module = {
  name: 'garden',
  routes(app, parts) {
    app.post('/api/v1/garden/beds', {
      config: { who: 'member' },
      schema: { body: Type.Object({ name: Type.String(), rain: Type.Optional(Type.Boolean()) }), response: { 201: Type.Object({ id: Type.Integer(), name: Type.String(), at: Type.String() }) } },
    }, async (request, reply) => {
      const { accountId } = memberOf(request)
      const attempt = attemptOf(request, accountId)
      reply.code(201)
      return parts.db.tx(tx => once(tx, attempt, parts.clock.now(), async () => {
        const { rows: [bed] } = await sql<{ id: number, name: string, at: string }>`insert into garden_bed (name) values (${request.body.name}) returning id, name, at::text`.execute(tx)
        if (raining) throw GardenErrors.rain()
        return bed!
      }))
    })
    app.delete('/api/v1/garden/beds', { config: { who: 'member' }, schema: { response: { 204: Type.Null({ 'x-raw': true }) } } }, async (request, reply) => {
      const { accountId } = memberOf(request)
      await parts.db.tx(tx => once(tx, attemptOf(request, accountId), parts.clock.now(), async () => { await sql`delete from garden_bed`.execute(tx) }))
      return reply.code(204).send(null)
    })
  },
}

const site = withApp({ modules: [...allModules, garden] })
let raining = false
let ann: TestPerson
let bob: TestPerson

beforeAll(async () => {
  await sql`create table garden_bed (id bigint generated always as identity, name text not null, at timestamptz not null default clock_timestamp())`.execute(site.parts.db.sql)
  ann = await aPerson(site)
  bob = await aPerson(site)
})

const plant = (as: TestPerson, key: string | undefined, body: object = { name: 'rose' }) => site.call('POST', 'garden/beds', { as, body, headers: key === undefined ? {} : { 'idempotency-key': key } })
const beds = async () => (await sql<{ n: number }>`select count(*) as n from garden_bed`.execute(site.parts.db.sql)).rows[0]!.n
const keys = async () => (await sql<{ n: number }>`select count(*) as n from idempotency_key`.execute(site.parts.db.sql)).rows[0]!.n

test('fifty tries with one key at once are one write and fifty equal answers', async () => {
  const before = await beds()
  const answers = await Promise.all(Array.from({ length: 50 }, () => plant(ann, 'fifty')))
  expect(new Set(answers.map(({ status, raw }) => `${status} ${raw.body}`)).size).toBe(1)
  expect([answers[0]!.status, await beds() - before]).toEqual([201, 1])
  expect((await plant(ann, 'fifty')).raw.body).toBe(answers[0]!.raw.body)
})

test('the same key for something else is refused, and nothing is written', async () => {
  await plant(ann, 'reused')
  const before = await beds()
  const { status, error } = await plant(ann, 'reused', { name: 'tulip' })
  expect([status, error, await beds() - before]).toEqual([422, 'kit.key_reused', 0])
  const { status: elsewhere } = await site.call('DELETE', 'garden/beds', { as: ann, headers: { 'idempotency-key': 'reused' } })
  expect(elsewhere).toBe(422)
})

test('of two different requests that race with one key one is done and the other refused', async () => {
  const answers = await Promise.all([plant(ann, 'raced', { name: 'rose' }), plant(ann, 'raced', { name: 'tulip' })])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
})

test('a try that failed leaves the key free', async () => {
  const before = await beds()
  raining = true
  expect((await plant(ann, 'rainy')).error).toBe('garden.rain')
  raining = false
  expect([(await plant(ann, 'rainy')).status, await beds() - before]).toEqual([201, 1])
})

test('somebody else\'s key is somebody else\'s', async () => {
  const before = await beds()
  const [hers, his] = await Promise.all([plant(ann, 'ours'), plant(bob, 'ours')])
  expect([hers.status, his.status, await beds() - before]).toEqual([201, 201, 2])
  expect(hers.data.id).not.toBe(his.data.id)
})

test('without a key every request is one of its own', async () => {
  const before = await beds()
  await Promise.all([plant(ann, undefined), plant(ann, undefined)])
  expect(await beds() - before).toBe(2)
})

test('a write that answers nothing answers nothing again', async () => {
  const away = () => site.call('DELETE', 'garden/beds', { as: bob, headers: { 'idempotency-key': 'away' } })
  expect((await away()).status).toBe(204)
  await plant(bob, undefined)
  expect([(await away()).status, await beds()]).toEqual([204, 1])
})

test('a key is a short visible word', async () => {
  for (const key of ['', ' ', 'a b', '钥匙', 'x'.repeat(129)]) expect([key, (await plant(ann, key)).error]).toEqual([key, 'kit.bad_key'])
  expect((await plant(ann, 'x'.repeat(128))).status).toBe(201)
})

test('a key is remembered for two days and then forgotten', async () => {
  const first = await plant(ann, 'old')
  site.clock.advance(47 * 3600)
  await site.parts.jobs.sweepNow(site.parts)
  expect((await plant(ann, 'old')).data.id).toBe(first.data.id)
  site.clock.advance(2 * 3600)
  await site.parts.jobs.sweepNow(site.parts)
  expect(await keys()).toBe(0)
  expect((await plant(ann, 'old')).data.id).not.toBe(first.data.id)
})

test('with an account its keys and what was answered go', async () => {
  await plant(ann, 'mine')
  await plant(bob, 'mine')
  await site.parts.db.tx(async (tx) => {
    for (const module of site.parts.modules.filter(({ name }) => name === 'kit')) await module.onAccountDeleted?.(site.parts, tx, ann.accountId)
  })
  const { rows } = await sql<{ owner: number }>`select distinct account_id as owner from idempotency_key`.execute(site.parts.db.sql)
  expect(rows).toEqual([{ owner: bob.accountId }])
})
