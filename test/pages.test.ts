import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../src/app.ts'
import { aProduct } from '../src/features/mall/mall.fixture.ts'
import { anArrivedOrder } from '../src/features/mall/orders/orders.fixture.ts'
import { aHost, aHouse, aPaidBooking, day } from '../src/features/stays/houses.fixture.ts'
import { withApp } from './app.ts'
import { aPerson } from './people.ts'
import { aStaff } from './staff.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let pages: Awaited<ReturnType<typeof buildApp>>
beforeAll(async () => { pages = await buildApp(site.parts, { pages: true }) }) // the built ones: npm test builds them first
afterAll(() => pages.close())

/** Each ends something, should it not stay text: an element, an attribute, a comment, a data block. */
const MISCHIEF = ['</script><script>alert(1)</script>', '"><img src=x onerror=alert(2)>', '\'-alert(3)-\'', '<!--<script>', ']]><svg/onload=alert(4)>', '{{alert(5)}}', 'x\u2028y\u2029z', '</title><script>alert(6)</script>']

const open = async (url: string) => {
  const answer = await pages.inject({ url, headers: { accept: 'text/html' } })
  expect([url, answer.statusCode]).toEqual([url, 200])
  return answer.body
}

/** The elements of a page with the names of their attributes, as a browser reads them: whatever else stands there is text. */
function shapeOf(html: string): string[] {
  const shape: string[] = []
  const piece = /<!--[\s\S]*?-->|<(\/?)([a-z][\w-]*)((?:[\s/](?:"[^"]*"|'[^']*'|[^'">])*)?)>/gi
  for (let found = piece.exec(html); found; found = piece.exec(html)) {
    const [, closes, name, attributes] = found
    if (!name || closes) continue
    shape.push(`<${name} ${[...attributes!.matchAll(/([^\s=/]+)(?:=(?:"[^"]*"|'[^']*'|[^\s>]*))?/g)].map(([, attribute]) => attribute).join(' ')}>`)
    if (/^(?:script|style|title)$/i.test(name)) piece.lastIndex = html.indexOf(`</${name}`, piece.lastIndex)
  }
  return shape
}

test('whatever people write about homes and stays is text on every page that is rendered, in its title and in its data (B-73)', async () => {
  const quiet = { host: await aHost(site), guest: await aPerson(site) }
  const ids: Record<'plain' | 'wicked', number[]> = { plain: [], wicked: [] }
  for (const [kind, words] of [['plain', MISCHIEF.map(() => '平常的话')], ['wicked', MISCHIEF]] as const) {
    for (const word of words) {
      const houseId = await aHouse(site, quiet.host, { title: word, description: word, unit: word.slice(0, 32), beds: word, address: word, instant: true })
      const id = await aPaidBooking(site, houseId, quiet.guest, day(site, 1), day(site, 2))
      ids[kind].push(houseId)
      site.clock.advance(3 * 86_400)
      await site.call('POST', `stays/bookings/${id}/reviews`, { as: quiet.guest, body: { rating: 5, text: word } })
      await site.call('POST', `stays/bookings/${id}/reviews/answer`, { as: quiet.host, body: { text: word } })
    }
  }
  const plain = shapeOf(await open(`/stays/${ids.plain[0]}`))
  expect(plain.length).toBeGreaterThan(100)
  for (const [i, id] of ids.wicked.entries()) {
    const html = await open(`/stays/${id}`)
    expect([MISCHIEF[i], shapeOf(html)]).toEqual([MISCHIEF[i], plain])
    const [state] = html.split('<script type="application/json" id="state">')[1]!.split('</script>')
    expect(JSON.stringify(JSON.parse(state!))).toContain(JSON.stringify(MISCHIEF[i]).slice(1, -1))
  }
  const [calm, list] = [shapeOf(await open(`/stays?q=x`)), shapeOf(await open(`/stays?q=${encodeURIComponent(MISCHIEF.join(' '))}`))]
  expect(list).toEqual(calm)
})

test('whatever staff and buyers write about goods is text on the pages that are rendered, and in what search engines are told', async () => {
  const buyer = await aPerson(site)
  const staff = await aStaff(site, ['*'])
  const ids: Record<'plain' | 'wicked', number[]> = { plain: [], wicked: [] }
  for (const [kind, words] of [['plain', MISCHIEF.map(() => '平常的话')], ['wicked', MISCHIEF]] as const) {
    for (const word of words) {
      const { id, skuId } = await aProduct(site, { title: word, subtitle: word, specs: { [word.slice(0, 16)]: [word.slice(0, 32)] } })
      const { no, itemIds } = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 1 }] })
      await site.call('POST', `mall/orders/${no}/items/${itemIds[0]}/reviews`, { as: buyer, body: { score: 5, text: `${word}${word}` } })
      ids[kind].push(id)
    }
  }
  const plain = shapeOf(await open(`/mall/products/${ids.plain[0]}`))
  expect(plain.length).toBeGreaterThan(100)
  for (const [i, id] of ids.wicked.entries()) {
    const html = await open(`/mall/products/${id}`)
    expect([MISCHIEF[i], shapeOf(html)]).toEqual([MISCHIEF[i], plain])
    const [told] = html.split('<script type="application/ld+json"')[1]!.split('>').slice(1).join('>').split('</script>')
    const graph = JSON.stringify(JSON.parse(told!))
    expect(graph).toContain('"Product"')
    expect(graph).toContain(JSON.stringify(MISCHIEF[i]).slice(1, -1))
  }
  for (const url of ['/mall', '/mall/products', '/mall/categories']) expect(shapeOf(await open(url)).some(element => /alert|onerror|onload/.test(element))).toBe(false)
})
