import type { AddressInfo } from 'node:net'
import type { ClientOptions, WebSocket } from 'ws'
import type { TestApp } from '../../../test/app.ts'
import type { TestPerson } from '../../../test/people.ts'
import { createRequire } from 'node:module'

/** The client of the library that the server uses: its own kind can be rude, and says what a handshake was refused with. */
const Socket = createRequire(import.meta.resolve('@fastify/websocket'))('ws') as new (url: string, options: ClientOptions) => WebSocket

/** A client with an open socket, and what it has got so far. */
export interface Client {
  socket: WebSocket
  frames: any[]
  /** The code it was closed with. */
  closed: Promise<number>
  send: (frame: object | string) => void
}

/** Where the app listens, as a page would write it; begins to listen if it does not yet. */
export async function listening({ app }: Pick<TestApp, 'app'>): Promise<string> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  return `127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

interface Wish extends ClientOptions {
  as?: TestPerson
  /** null: a client without a page. */
  from?: string | null
  path?: string
}

/** Opens a socket as a page of the site does. @throws what the handshake was refused with, e.g. `403` */
export async function connect(site: Pick<TestApp, 'app' | 'parts'>, { as, from = site.parts.config.publicUrl, path = '/api/v1/realtime', ...options }: Wish = {}): Promise<Client> {
  const host = await listening(site)
  const headers = { ...as ? { cookie: as.headers.cookie! } : {}, ...options.headers }
  const socket = new Socket(`ws://${host}${path}`, { ...options, headers, ...from === null ? {} : { origin: from } })
  const frames: any[] = []
  const closed = new Promise<number>(resolve => socket.on('close', resolve))
  socket.on('message', data => frames.push(JSON.parse(String(data))))
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('unexpected-response', (_, response) => {
      reject(new Error(String(response.statusCode)))
      socket.on('error', () => {})
      socket.terminate()
    })
    socket.on('error', reject)
  })
  return { socket, frames, closed, send: frame => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)) }
}
