import type { IncomingHttpHeaders } from 'node:http'
import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { createServer } from 'node:http'

export interface ReceivedRequest { method: string, url: URL, headers: IncomingHttpHeaders, body: string }

/** What a provider does with a request: answers it, never answers, stops in the middle, or hangs up. */
export type StandInAnswer = { status: number, body: unknown } | 'silence' | 'half an answer' | 'hang up'

/** A provider's HTTP server on this machine, for tests: remembers what it was sent. */
export async function providerStandIn(answer: (request: ReceivedRequest) => StandInAnswer) {
  const requests: ReceivedRequest[] = []
  const server = createServer({ keepAliveTimeout: 0 }, async (incoming, reply) => { // idle connections are the client's to close
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request = { method: incoming.method!, url: new URL(incoming.url!, `http://${incoming.headers.host}`), headers: incoming.headers, body: Buffer.concat(chunks).toString() }
    requests.push(request)
    const given = answer(request)
    if (given === 'silence') return
    if (given === 'hang up') return incoming.socket.destroy()
    if (given === 'half an answer') return reply.writeHead(200, { 'content-length': 100 }).write('{"Code":')
    reply.writeHead(given.status, { 'content-type': 'application/json;charset=utf-8' })
    reply.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
