import type { Row, Setting } from '../setting.ts'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load, paired } from '../measure.ts'
import { startBare, startSite } from '../processes.ts'

const BAR = 0.6
const RESIDENT_MEGABYTES = 300

/** Warm pages and the API's detail, each next to a bare Fastify route that sends the same bytes. */
export async function pageRows(setting: Setting): Promise<Row[]> {
  const site = await startSite(await setting.dataDir('small'))
  const rows: Row[] = []
  const { data } = await (await fetch(`${site.url}/api/v1/stays/houses/featured`)).json() as { data: { id: number }[] }
  const house = data[0]!.id
  const { data: { items: [product] } } = await (await fetch(`${site.url}/api/v1/mall/products?limit=1`)).json() as { data: { items: { id: number }[] } }
  for (const [work, path] of [
    ['home page', '/'],
    ['page of a home', `/stays/${house}`],
    ['detail of a home (API)', `/api/v1/stays/houses/${house}`],
    ['home page of the mall', '/mall'],
    ['page of a product', `/mall/products/${product!.id}`],
    ['detail of a product (API)', `/api/v1/mall/products/${product!.id}`],
  ] as const) {
    const answer = await fetch(site.url + path, { headers: { 'accept-encoding': 'identity' } })
    const file = join(mkdtempSync(join(tmpdir(), 'linli-bench-')), 'bytes')
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
    const bare = await startBare({ bytes: { file, type: answer.headers.get('content-type')! } })
    const { a, b, ratio } = await paired(setting.rounds, () => load({ url: site.url + path }, setting.seconds), () => load({ url: `${bare.url}/work` }, setting.seconds))
    await bare.stop()
    rows.push({ work, measured: `${a.perSecond.toFixed(0)} req/s, p99 ${a.p99} ms`, base: `bare Fastify, same bytes: ${b.perSecond.toFixed(0)} req/s`, ratio, bar: `≥ ${BAR}`, met: ratio >= BAR })
  }
  const megabytes = site.residentMegabytes()
  rows.push({ work: 'memory of the Node process under load', measured: `${megabytes.toFixed(0)} MB`, base: '—', ratio: null, bar: `< ${RESIDENT_MEGABYTES} MB`, met: megabytes < RESIDENT_MEGABYTES })
  await site.stop()
  return rows
}
