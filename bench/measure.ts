import type { Options } from 'autocannon'
import autocannon from 'autocannon'

/** Latencies in ms: those that half of the requests, 97.5 and 99 of a hundred stay below. */
export interface Load { perSecond: number, p50: number, p97_5: number, p99: number, refused: number }

const CONNECTIONS = 10

/** Loads an address for some seconds with 10 connections, after a second to warm up. Latencies in ms. */
export async function load(options: Options, seconds: number): Promise<Load> {
  await autocannon({ connections: CONNECTIONS, duration: 1, ...options })
  const result = await autocannon({ connections: CONNECTIONS, duration: seconds, ...options })
  if (result.errors > 0) throw new Error(`${result.errors} requests to ${options.url} failed`)
  return { perSecond: result['2xx'] / result.duration, p50: result.latency.p50, p97_5: result.latency.p97_5, p99: result.latency.p99, refused: result.non2xx }
}

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** The middle of several loads. */
export async function repeated(rounds: number, run: () => Promise<Load>): Promise<Load> {
  const loads: Load[] = []
  for (let i = 0; i < rounds; i++) loads.push(await run())
  return middleOf(loads)
}

/** Runs both in turn, A B A B …, and gives the median of each: the machine's speed drifts, their ratio does less. */
export async function paired(rounds: number, a: () => Promise<Load>, b: () => Promise<Load>): Promise<{ a: Load, b: Load, ratio: number }> {
  const as: Load[] = []
  const bs: Load[] = []
  for (let i = 0; i < rounds; i++) {
    as.push(await a())
    bs.push(await b())
  }
  return { a: middleOf(as), b: middleOf(bs), ratio: median(as.map((l, i) => l.perSecond / bs[i]!.perSecond)) }
}

const middleOf = (loads: Load[]): Load => ({
  perSecond: median(loads.map(l => l.perSecond)),
  p50: median(loads.map(l => l.p50)),
  p97_5: median(loads.map(l => l.p97_5)),
  p99: median(loads.map(l => l.p99)),
  refused: median(loads.map(l => l.refused)),
})
