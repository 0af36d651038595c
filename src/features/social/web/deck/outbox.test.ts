import type { Pending, Sent } from './outbox.ts'
import { expect, test } from 'vitest'
import { createOutbox } from './outbox.ts'

/** A browser's storage, a server that answers as it is told to, and timers that fire when the test says so. */
function aBrowser(answer: (pending: Pending) => Sent | Promise<Sent> = () => 'taken') {
  const browser = {
    stored: null as string | null,
    sent: [] as string[],
    timers: [] as { work: () => void, ms: number }[],
    answer,
    open: () => createOutbox({
      read: () => browser.stored,
      write: (text) => { browser.stored = text },
      send: async (pending) => {
        browser.sent.push(`${pending.kind} ${pending.id}`)
        return browser.answer(pending)
      },
      later: (work, ms) => { browser.timers.push({ work, ms }) },
    }),
    async fire() {
      for (const { work } of browser.timers.splice(0)) work()
      await settled()
    },
  }
  return browser
}
const settled = () => new Promise(done => setTimeout(done))

test('decisions are sent one after the other, in the order they were made', async () => {
  let open = 0
  const browser = aBrowser(async () => {
    expect(++open).toBe(1)
    await settled()
    open--
    return 'taken'
  })
  const outbox = browser.open()
  outbox.put({ id: 'a', kind: 'like' })
  outbox.put({ id: 'b', kind: 'pass' })
  outbox.put({ id: 'c', kind: 'superlike' })
  expect(outbox.pending().map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  await outbox.flush()
  expect(browser.sent).toEqual(['like a', 'pass b', 'superlike c'])
  expect(browser.stored).toBeNull()
})

test('without a network they wait, longer each time, and nothing overtakes', async () => {
  const browser = aBrowser(() => ({}))
  const outbox = browser.open()
  outbox.put({ id: 'a', kind: 'like' })
  await settled()
  outbox.put({ id: 'b', kind: 'like' })
  await settled()
  expect(browser.sent).toEqual(['like a'])
  const waits: number[] = []
  for (let i = 0; i < 8; i++) {
    waits.push(browser.timers[0]!.ms)
    await browser.fire()
  }
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  browser.answer = () => 'taken'
  await browser.fire()
  expect(browser.sent.slice(-2)).toEqual(['like a', 'like b'])
  expect(outbox.pending()).toEqual([])
})

test('the server may say how long to wait', async () => {
  const browser = aBrowser(() => ({ againAfterMs: 5000 }))
  browser.open().put({ id: 'a', kind: 'like' })
  await settled()
  expect(browser.timers.map(({ ms }) => ms)).toEqual([5000])
})

test('a reload loses nothing', async () => {
  const browser = aBrowser(() => ({}))
  browser.open().put({ id: 'a', kind: 'superlike' })
  await settled()
  browser.answer = () => 'taken'
  const reopened = browser.open()
  expect(reopened.pending()).toEqual([{ id: 'a', kind: 'superlike' }])
  await reopened.flush()
  expect(reopened.pending()).toEqual([])
})

test('one that is refused for good makes way for the next', async () => {
  const browser = aBrowser(({ id }) => id === 'a' ? 'refused' : 'taken')
  const outbox = browser.open()
  outbox.put({ id: 'a', kind: 'like' })
  outbox.put({ id: 'b', kind: 'like' })
  await outbox.flush()
  expect(browser.sent).toEqual(['like a', 'like b'])
  expect(outbox.pending()).toEqual([])
})

test('signed out, all stay where they are until somebody flushes', async () => {
  const browser = aBrowser(() => 'stop')
  const outbox = browser.open()
  outbox.put({ id: 'a', kind: 'like' })
  await outbox.flush()
  expect(outbox.pending()).toHaveLength(1)
  expect(browser.timers).toEqual([])
})

test('two tabs share one list: neither drops what the other has added', async () => {
  let release: (sent: Sent) => void = () => {}
  const browser = aBrowser(() => new Promise<Sent>((done) => { release = done }))
  const [one, other] = [browser.open(), browser.open()]
  one.put({ id: 'a', kind: 'like' })
  await settled()
  browser.answer = () => ({})
  other.put({ id: 'b', kind: 'pass' })
  await settled()
  release('taken')
  await settled()
  expect(one.pending()).toEqual([{ id: 'b', kind: 'pass' }])
})

test('whatever else lies in the storage is no list', () => {
  for (const text of ['{', '{"a":1}', '[1,null,{"id":"a"},{"id":"a","kind":"marry"}]']) {
    const browser = aBrowser()
    browser.stored = text
    expect(browser.open().pending()).toEqual([])
  }
})
