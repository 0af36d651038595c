import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'

const site = withApp()

test('an address that does not exist answers 404 with a sentence in the caller\'s language', async () => {
  const zh = await site.call('GET', 'nowhere')
  const en = await site.call('GET', 'nowhere', { headers: { 'accept-language': 'en' } })
  expect([zh.status, zh.error, zh.message]).toEqual([404, 'kit.not_found', '没有找到'])
  expect(en.message).toBe('Not found.')
})

test('the site says it lives and is ready', async () => {
  expect((await site.call('GET', '/healthz')).raw.body).toBe('ok')
  expect((await site.call('GET', '/readyz')).raw.body).toBe('ready')
})
