import type { ParseArgsOptionsConfig } from 'node:util'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { loadDemo } from '../demo.ts'
import { openSite, readSettings } from '../site.ts'

/**
 * `linli demo`: fills an empty database with the living demo site. With sizes, e.g. `--houses 100000 --bookings 1000000
 * [--dense]`, it adds that much for measuring.
 */
export async function run(args: string[]) {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const site = await openSite(readSettings(process.env), say)
  try {
    const wanted = site.parts.modules.flatMap(module => module.largeDemo ?? [])
    const names = wanted.flatMap(({ sizes }) => sizes)
    const options: ParseArgsOptionsConfig = { dense: { type: 'boolean' }, ...Object.fromEntries(names.map(name => [name, { type: 'string' }])) }
    const { values } = parseArgs({ args, options })
    say(await loadDemo(site.parts) ? 'demo site loaded' : 'the demo site is there already')
    for (const { sizes, load } of wanted) {
      const given = Object.fromEntries(sizes.flatMap(name => typeof values[name] === 'string' ? [[name, Number(values[name])]] : []))
      if (Object.keys(given).length === 0) continue
      const begun = performance.now()
      await load(site.parts, given, { dense: values.dense === true })
      say(`${Object.entries(given).map(([name, count]) => `${count} ${name}`).join(' and ')} added in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
    }
  } finally {
    await site.close()
  }
}
