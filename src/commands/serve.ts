import process from 'node:process'
import { readSettings, startSite } from '../site.ts'

/** `linli serve`: runs until it is told to stop, then finishes what is under way. */
export async function run() {
  const begun = performance.now()
  const told = stopSignal() // also while it starts: PostgreSQL would be left behind
  const config = readSettings(process.env)
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const site = await startSite(config, say)
  say(`\nLinli 邻里 is up after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  if (site.url) say(`  site     ${site.url}\n  console  ${site.url}/console`)
  if (config.mode === 'demo') {
    say(`  outbox   ${site.url}/dev/outbox   codes and captchas that were sent\n  clock    ${site.url}/dev/clock    moves time forward`)
    say('  demo accounts: 13800000001 guest, 13800000002 host, 13800000003 member; staff demo-admin; password linli-demo-2026')
  }
  await told
  say('\nstopping …')
  await site.stop()
}

/** npm passes on the Ctrl-C that the terminal has sent already: what comes so soon is the same one. */
const SAME_SIGNAL_MS = 1500

/** Resolves at the first Ctrl-C, SIGTERM or closing of the terminal; another one later ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    const onSignal = () => {
      first ??= performance.now()
      if (performance.now() - first > SAME_SIGNAL_MS) process.exit(1)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
    process.stdout.on('error', () => { /* the terminal is gone: nobody reads it any more */ })
  })
}
