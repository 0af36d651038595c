import type { ReadyPage } from './pageStore.ts'
import { Buffer } from 'node:buffer'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memoryCache } from '../../kit/cache.ts'
import { contentSecurityPolicy } from './document.ts'
import { pageStore, readyPage } from './pageStore.ts'
import { siteMap, siteMapFiles, siteMapIndex } from './siteMap.ts'
import { bestEncoding, staticFiles } from './staticFiles.ts'

describe('the built files', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-files-'))
    mkdirSync(join(folder, 'assets'))
    mkdirSync(join(folder, '.vite'))
    writeFileSync(join(folder, 'assets/app-DmsYNnmG.js'), 'let a')
    writeFileSync(join(folder, 'assets/app-DmsYNnmG.js.br'), 'br')
    writeFileSync(join(folder, 'sw.js'), 'sw')
    writeFileSync(join(folder, 'icon.svg'), '<svg/>')
    writeFileSync(join(folder, '.vite/manifest.json'), '{}')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('a file whose name changes with its content is kept forever, others are asked for again', () => {
    const file = staticFiles(folder, '/')
    expect(file('/assets/app-DmsYNnmG.js')).toMatchObject({ type: 'text/javascript; charset=utf-8', cacheControl: 'public, max-age=31536000, immutable' })
    expect(file('/icon.svg')?.cacheControl).toBe('public, max-age=86400')
    expect(file('/sw.js')?.cacheControl).toBe('no-cache')
  })

  test('nothing outside of the build can be asked for', () => {
    const file = staticFiles(join(folder, 'assets'), '/assets/')
    const tries = ['/assets/../sw.js', '/assets/..%2fsw.js', '/assets//sw.js', '/assets/app-DmsYNnmG.js.br', '/assets/', '/assets/constructor', '/assets/__proto__']
    expect(tries.map(file)).toEqual(tries.map(() => undefined))
    expect(staticFiles(folder, '/')('/.vite/manifest.json')).toBeUndefined()
  })

  test('a browser gets the smallest form it reads', () => {
    const { bodies } = staticFiles(folder, '/')('/assets/app-DmsYNnmG.js')!
    expect(bestEncoding('gzip, deflate, br, zstd', bodies)).toBe('br')
    expect(bestEncoding('gzip', bodies)).toBe('identity') // there is no .gz of it
    expect(bestEncoding('br;q=0, gzip', { ...bodies, gzip: Buffer.from('gz') })).toBe('gzip')
    expect(bestEncoding(undefined, bodies)).toBe('identity')
  })
})

describe('rendered pages', () => {
  const keep = { seconds: 60, tags: ['house:7'] }
  const counting = () => {
    let made = 0
    return { make: async (): Promise<ReadyPage> => readyPage(200, `page ${++made}`), made: () => made }
  }

  test('a page is rendered once for all who ask at the same time and after', async () => {
    const pages = pageStore(memoryCache(pino({ level: 'silent' })))
    const { make, made } = counting()
    await Promise.all([pages('zh /', keep, make), pages('zh /', keep, make)])
    await pages('zh /', keep, make)
    expect(made()).toBe(1)
    await pages('en /', keep, make)
    expect(made()).toBe(2)
  })

  test('a page whose data changed is rendered anew, even when the change came during the rendering', async () => {
    const cache = memoryCache(pino({ level: 'silent' }))
    const pages = pageStore(cache)
    const { make } = counting()
    const started = Promise.withResolvers<void>()
    const changed = Promise.withResolvers<void>()
    const slow = pages('zh /', keep, async () => {
      started.resolve()
      await changed.promise
      return make()
    })
    await started.promise
    cache.forget('house:7')
    changed.resolve()
    expect((await slow).bodies.identity.toString()).toBe('page 1')
    expect((await pages('zh /', keep, make)).bodies.identity.toString()).toBe('page 2')
  })

  test('a page that failed is tried again', async () => {
    const pages = pageStore(memoryCache(pino({ level: 'silent' })))
    await expect(Promise.resolve(pages('zh /', keep, () => Promise.reject(new Error('no'))))).rejects.toThrow('no')
    expect((await pages('zh /', keep, counting().make)).status).toBe(200)
  })

  test('every form of a page is the same page', async () => {
    const { bodies } = await readyPage(200, '邻里'.repeat(500))
    expect(brotliDecompressSync(bodies.br).equals(bodies.identity)).toBe(true)
    expect(gunzipSync(bodies.gzip).equals(bodies.identity)).toBe(true)
  })
})

test('the site map holds both languages and splits when it is too large', () => {
  const xml = siteMap('https://linli.example', [{ path: '/houses/1?a=1&b=2', changedAt: new Date('2026-05-01T00:00:00Z') }], 1)
  expect(xml).toContain('<loc>https://linli.example/houses/1?a=1&#38;b=2</loc><lastmod>2026-05-01</lastmod>')
  expect(xml).toContain('hreflang="en" href="https://linli.example/houses/1?a=1&#38;b=2&#38;lang=en"')
  expect([siteMapFiles(0), siteMapFiles(50_000), siteMapFiles(50_001)]).toEqual([1, 1, 2])
  expect(siteMapIndex('https://linli.example', 2)).toContain('/sitemap-2.xml')
})

test('the policy lets no foreign script run and forms go only here and to the payment gateway', () => {
  const policy = contentSecurityPolicy('https://linli.example', { formTargets: ['https://pay.example'] })
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]{44}'(?:;|$)/)
  expect(policy).toContain('form-action \'self\' https://pay.example')
  expect(policy).toContain('connect-src \'self\' wss://linli.example')
  expect(policy).toContain('frame-ancestors \'none\'')
})
