import type { Client } from '../../../core/realtime/sockets.fixture.ts'
import type { Random } from '../../../kit/draw.ts'
import type { TestMeeter } from '../social.fixture.ts'
import type { ChatMessage, ChatMessages } from './contract.ts'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { connect, listening } from '../../../core/realtime/sockets.fixture.ts'
import { seeded } from '../../../kit/draw.ts'
import { aMatch, aMeeter } from '../social.fixture.ts'

/** The documented ten thousand by CHAT_MESSAGES=10000. */
const MESSAGES = Number(process.env.CHAT_MESSAGES ?? 600)
const DOCUMENTED = 10_000
const site = withApp({ env: { LINLI_LIMITS: 'off' } })

interface Device {
  seen: ChatMessage[]
  /** From a nudge until the message is there, ms. */
  waits: number[]
  /** What was wrong with an answer: a gap, something twice, a pointer that fell. */
  faults: string[]
  kills: number
  send: (text: string) => Promise<void>
  kill: () => void
  close: () => Promise<void>
}

/** A device as a page is one: told by a socket that there is something, it asks for what comes after what it has. */
async function aDevice(me: TestMeeter, match: string, random: Random): Promise<Device> {
  const base = `http://${await listening(site)}/api/v1/social/matches/${match}`
  const headers = { ...me.headers, 'content-type': 'application/json', 'origin': site.parts.config.publicUrl }
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${base}${path}`, { ...init, headers })
    const { data, error } = await answer.json() as { data: T, error?: string }
    if (!answer.ok) device.faults.push(`${answer.status} ${error}`)
    return data
  }
  const device: Device = { seen: [], waits: [], faults: [], kills: 0, send, kill: () => {}, close }
  const nudgedAt = new Map<number, number>()
  let pointers = [0, 0, 0, 0]
  let syncing: Promise<void> | undefined
  let again = false
  let closed = false
  let open: Client | undefined
  let reconnecting: Promise<void> | undefined

  async function syncOnce() {
    const { items, more, lastSeq, readSeq, other } = await ask<ChatMessages>(`/messages?afterSeq=${device.seen.length}&limit=20`)
    for (const item of items) {
      if (item.seq !== device.seen.length + 1) device.faults.push(`${item.seq} after ${device.seen.length}`)
      device.seen.push(item)
      const told = nudgedAt.get(item.seq)
      if (told !== undefined) device.waits.push(performance.now() - told)
    }
    const now = [lastSeq, readSeq, other.deliveredSeq, other.readSeq]
    if (now.some((pointer, i) => pointer < pointers[i]!) || other.readSeq > other.deliveredSeq || other.deliveredSeq > lastSeq) device.faults.push(`${pointers.join()} became ${now.join()}`)
    pointers = now
    if (more) again = true
    if (items.length > 0 && random.chance(0.3)) {
      const seq = random.chance(0.2) ? random.int(0, device.seen.length - 1) : device.seen.length // an old tab says it late
      const { readSeq } = await ask<{ readSeq: number }>('/read', { method: 'PUT', body: JSON.stringify({ seq }) })
      if (readSeq < seq || readSeq < pointers[1]!) device.faults.push(`read ${seq} became ${readSeq}`)
    }
  }

  const isWanted = () => again && !closed

  function sync() {
    if (closed) return
    again = true
    syncing ??= (async () => {
      while (isWanted()) {
        again = false
        await syncOnce()
      }
    })().finally(() => { syncing = undefined })
  }

  /** An answer may be lost on its way: then the message is sent again, under the same name. */
  async function send(text: string) {
    const body = JSON.stringify({ clientId: randomUUID(), text })
    const lost = random.chance(0.1)
    if (lost) await fetch(`${base}/messages`, { method: 'POST', headers, body, signal: AbortSignal.timeout(random.int(0, 19)) }).catch(() => {})
    await ask('/messages', { method: 'POST', body })
  }

  async function close() {
    closed = true
    open?.socket.terminate()
    await reconnecting
    await syncing
  }

  async function live(): Promise<void> {
    const client: Client = await connect(site, { as: me })
    open = client
    if (closed) return client.socket.terminate()
    client.socket.on('message', (data) => {
      const { type, topic, seq } = JSON.parse(String(data)) as { type?: string, topic?: string, seq?: number }
      if (topic === 'social.message' && seq! > device.seen.length && !nudgedAt.has(seq!)) nudgedAt.set(seq!, performance.now())
      if (type === 'ready' || topic === 'social.message' || topic === 'social.read') sync()
    })
    // What came before one listened.
    if (client.frames.length > 0) sync()
    device.kill = () => {
      device.kills++
      client.socket.terminate()
    }
    void client.closed.then(() => closed ? undefined : reconnecting = live())
  }

  await live()
  return device
}

test('two people with two devices each, whose sockets break all the time, see the same messages in the same order: none lost, none twice', { timeout: Math.max(180_000, MESSAGES * 180) }, async () => {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  const match = await aMatch(site, anna, ben)
  const random = seeded('devices')
  const devices = await Promise.all([anna, anna, ben, ben].map(me => aDevice(me, match, random)))

  const texts = devices.map((_, d) => Array.from({ length: MESSAGES / devices.length }, (_, n) => `${d}:${n}`))
  await Promise.all(devices.map(async (device, d) => {
    for (const text of texts[d]!) {
      await device.send(text)
      if (random.chance(0.05)) random.pick(devices).kill()
    }
  }))
  await expect.poll(() => devices.map(({ seen }) => seen.length), { timeout: 30_000 }).toEqual(devices.map(() => MESSAGES))
  await expect.poll(() => devices.every(({ kills }) => kills > 0)).toBe(true)

  expect(devices.flatMap(({ faults }) => faults)).toEqual([])
  const order = devices.map(({ seen }) => seen.map(({ seq, text, at }) => `${seq} ${text} ${at}`))
  for (const other of order.slice(1)) expect(other).toEqual(order[0])
  const seen = devices[0]!.seen.map(({ text }) => text!)
  expect([...seen].sort()).toEqual(texts.flat().sort())
  // What one device has sent one after the other stays so.
  for (const [d, sent] of texts.entries()) expect(seen.filter(text => text.startsWith(`${d}:`))).toEqual(sent)

  const waits = devices.flatMap(device => device.waits).sort((a, b) => a - b)
  if (MESSAGES >= DOCUMENTED) expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(300)
  await Promise.all(devices.map(device => device.close()))
})
