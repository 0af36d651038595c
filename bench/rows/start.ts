import type { Row, Setting } from '../setting.ts'
import { median } from '../measure.ts'
import { startSite } from '../processes.ts'

/** Cold start, installed and built: from the start of the process to the first page, with the data already there. */
export async function startRows(setting: Setting): Promise<Row[]> {
  const dir = await setting.dataDir('small')
  const seconds: number[] = []
  for (let i = 0; i < Math.max(3, setting.rounds); i++) {
    const site = await startSite(dir)
    seconds.push(site.secondsToAnswer)
    await site.stop()
  }
  const middle = median(seconds)
  return [{ work: 'cold start to the first page', measured: `${middle.toFixed(2)} s`, base: '—', ratio: null, bar: '< 5 s', met: middle < 5 }]
}
