import type { Server } from './server.ts'
import process from 'node:process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepRunning } from './keep.ts'
import { startOf } from './processes.ts'

/** As of a process that is gone, and of one that lives. */
const dead: Server = { pid: 2 ** 22 + 1, started: 'long ago', socketDir: '/nowhere', ready: true }
const alive = (): Server => ({ ...dead, pid: process.pid, started: startOf(process.pid)! })

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const aMinute = () => vi.advanceTimersByTimeAsync(60_000)

test('a server that does not start is tried ever more rarely, at least once a minute, and told once', async () => {
  const lines: string[] = []
  let tries = 0
  const kept = keepRunning(dead, () => Promise.reject(new Error(`no space left, process ${++tries}`)), line => lines.push(line))
  await aMinute()
  expect(tries).toBe(6) // after 0, 1, 2, 4, 8, 16 seconds' wait
  for (let minute = 0; minute < 10; minute++) await aMinute()
  expect(tries).toBeGreaterThanOrEqual(6 + 9)
  expect(tries).toBeLessThanOrEqual(6 + 11)
  expect(lines).toEqual([`PostgreSQL (process ${dead.pid}) has ended; starting it again.`, 'no space left, process 1'])
  await kept.leave()
})

test('another reason is told, too', async () => {
  const lines: string[] = []
  const reasons = ['no space left', 'no space left', 'the data is broken']
  const kept = keepRunning(dead, () => Promise.reject(new Error(reasons.shift() ?? 'the data is broken')), line => lines.push(line))
  await aMinute()
  expect(lines.slice(1)).toEqual(['no space left', 'the data is broken'])
  await kept.leave()
})

test('a server that starts and ends again and again is started ever more rarely; one that stays is started at once when it ends', async () => {
  let starts = 0
  let next = dead
  const kept = keepRunning(dead, async () => {
    starts++
    return next
  }, () => {})
  await aMinute()
  expect(starts).toBe(6)
  next = alive()
  await aMinute()
  expect([starts, kept.server()]).toEqual([7, next])
  await aMinute()
  await aMinute()
  expect(starts).toBe(7)
  next.started = 'not this one any more'
  next = alive()
  await vi.advanceTimersByTimeAsync(1000)
  expect(starts).toBe(8)
  await kept.leave()
})

test('who leaves waits for the start under way, and nothing is started after that', async () => {
  let begun = 0
  let ready = (_: Server) => {}
  const kept = keepRunning(dead, () => new Promise<Server>((resolve) => {
    begun++
    ready = resolve
  }), () => {})
  await vi.advanceTimersByTimeAsync(5000)
  expect(begun).toBe(1)
  const left = kept.leave()
  ready({ ...dead, pid: dead.pid + 1 })
  await left
  expect(kept.server().pid).toBe(dead.pid + 1)
  await aMinute()
  expect(begun).toBe(1)
})
