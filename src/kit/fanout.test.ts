import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { memoryFanout } from './fanout.ts'
import { createLog } from './log.ts'

const lines: string[] = []
const log = createLog('debug', new Writable({ write(line, _, done) {
  lines.push(String(line))
  done()
} }))
const aMoment = () => new Promise(setImmediate)

test('everybody who listens hears a message a moment later, as data of their own', async () => {
  const fanout = memoryFanout(log)
  const heard: object[] = []
  const stop = fanout.subscribe('news', message => heard.push(message))
  fanout.subscribe('news', message => heard.push(message))
  fanout.subscribe('other', message => heard.push(message))
  const message = { ids: [1] }
  fanout.publish('news', message)
  message.ids.push(2)
  expect(heard).toEqual([])
  await aMoment()
  expect(heard).toEqual([{ ids: [1] }, { ids: [1] }])
  expect(heard[0]).not.toBe(heard[1])
  stop()
  fanout.publish('news', {})
  fanout.publish('nobody', {})
  await aMoment()
  expect(heard).toHaveLength(3)
})

test('a listener that fails hinders neither the others nor the sender', async () => {
  const fanout = memoryFanout(log)
  const heard: object[] = []
  fanout.subscribe('news', () => { throw new Error('deaf') })
  fanout.subscribe('news', message => heard.push(message))
  fanout.publish('news', { n: 1 })
  await aMoment()
  expect(heard).toEqual([{ n: 1 }])
  expect(lines.join()).toContain('deaf')
})
