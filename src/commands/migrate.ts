import process from 'node:process'
import { openSite, readSettings } from '../site.ts'

/** `linli migrate`: brings the database up to date and ends. */
export async function run() {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const site = await openSite(readSettings(process.env), say)
  say('the database is up to date')
  await site.close()
}
