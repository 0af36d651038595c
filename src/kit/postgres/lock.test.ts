import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'

const LOCKS = 1500
const PROCESSES = 4

/** Waits for a line, tries all locks in turn, prints which it got and holds them to its end. */
const program = `
  const { takeLock } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)})
  console.log('ready')
  process.stdin.once('data', () => {
    const got = []
    for (let lock = 0; lock < ${LOCKS}; lock++) {
      if (takeLock(process.argv[1] + '/lock-' + lock).taken)
        got.push(lock)
    }
    console.log(JSON.stringify(got))
  })`

test('of processes that find the same dead lock at one instant exactly one gets it', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-lock-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const names = Array.from({ length: LOCKS }, (_, lock) => `lock-${lock}`)
  for (const name of names)
    writeFileSync(join(folder, name), JSON.stringify({ pid: process.pid, started: 'in an earlier life', id: 'dead' }))

  const racers = Array.from({ length: PROCESSES }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
  })
  await Promise.all(racers.map(({ lines }) => lines.next()))
  for (const { child } of racers)
    child.stdin.write('go\n')
  const got = await Promise.all(racers.map(async ({ lines }) => JSON.parse((await lines.next()).value as string) as number[]))

  expect(got.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: LOCKS }, (_, lock) => lock))
  expect(readdirSync(folder).sort()).toEqual(names.sort()) // no drafts or turns are left
})
