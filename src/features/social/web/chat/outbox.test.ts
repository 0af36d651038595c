import type { Sent, Waiting } from './outbox.ts'
import { expect, test } from 'vitest'
import { createOutbox } from './outbox.ts'

const message = (clientId: string): Waiting => ({ clientId, match: 'm', text: clientId, at: '2027-03-01T06:00:00.000Z' })

/** A browser of two tabs at most, and a server that answers as told. */
function browser(answers: Record<string, Sent[]> = {}) {
  let stored: string | null = null
  const sent: string[] = []
  const timers: { work: () => void, ms: number }[] = []
  const tab = () => {
    let shown: readonly Waiting[] = []
    const outbox = createOutbox({
      read: () => stored,
      write: (text) => { stored = text },
      async send({ clientId }) {
        sent.push(clientId)
        return answers[clientId]?.shift() ?? 'taken'
      },
      later: (work, ms) => timers.push({ work, ms }),
      changed: (list) => { shown = list },
    })
    return { ...outbox, shown: () => shown.map(({ clientId, failed }) => failed === undefined ? clientId : `${clientId}: ${failed}`) }
  }
  return { tab, sent, timers, stored: () => stored, store: (text: string | null) => { stored = text } }
}

test('messages go one after the other, in the order they were written', async () => {
  const { tab, sent, stored } = browser()
  const { put, flush } = tab()
  for (const id of ['a', 'b', 'c']) put(message(id))
  await flush()
  expect([sent, stored()]).toEqual([['a', 'b', 'c'], null])
})

test('without a network all wait in their order, longer each time, and go when it is back', async () => {
  const { tab, sent, timers } = browser({ a: [{}, {}, {}] })
  const { put, flush, shown } = tab()
  put(message('a'))
  put(message('b'))
  await flush()
  for (let n = 0; n < 2; n++) {
    timers.at(-1)!.work()
    await flush()
  }
  expect([sent, timers.map(({ ms }) => ms), shown()]).toEqual([['a', 'a', 'a'], [1000, 2000, 4000], ['a', 'b']])
  await flush() // the network is back
  expect([sent.slice(3), shown()]).toEqual([['a', 'b'], []])
})

test('a refused one stays, with the reason, and holds up nothing; it can be sent again or thrown away', async () => {
  const { tab, sent } = browser({ a: [{ refused: 'too long' }], b: [{ refused: 'over' }] })
  const { put, flush, retry, remove, shown } = tab()
  for (const id of ['a', 'b', 'c']) put(message(id))
  await flush()
  expect([sent, shown()]).toEqual([['a', 'b', 'c'], ['a: too long', 'b: over']])
  remove('b')
  retry('a')
  await flush()
  expect([sent.slice(3), shown()]).toEqual([['a'], []])
})

test('the site says when to come back; signed out, all is kept for the next time', async () => {
  const { tab, timers, sent } = browser({ a: [{ againAfterMs: 20_000 }, 'stop'] })
  const { put, flush, shown } = tab()
  put(message('a'))
  await flush()
  expect(timers.map(({ ms }) => ms)).toEqual([20_000])
  timers[0]!.work()
  await flush()
  expect([sent, shown(), timers.length]).toEqual([['a', 'a'], ['a'], 1])
})

test('a reload forgets nothing, and a second tab sends what the first has left', async () => {
  const { tab, sent } = browser({ a: [{}] })
  const first = tab()
  first.put(message('a'))
  await first.flush()
  const second = tab()
  second.reload()
  expect(second.shown()).toEqual(['a'])
  second.put(message('b'))
  await second.flush()
  first.reload()
  expect([sent, first.shown()]).toEqual([['a', 'a', 'b'], []])
})

test('what is no list is taken for none', async () => {
  const { tab, store, sent } = browser()
  for (const garbage of ['{', 'null', '{}', '[1,null,{"clientId":"a"},{"clientId":"a","match":"m"},{"clientId":"a","match":"m","text":"x","picture":{"id":"y"}}]']) {
    store(garbage)
    const { reload, shown, flush } = tab()
    reload()
    await flush()
    expect(shown()).toEqual([])
  }
  expect(sent).toEqual([])
})
