// The bare server a row is compared with: Fastify without anything of ours, doing only what the row's work needs.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import fastify from 'fastify'
import pg from 'pg'

interface Work {
  /** Sends the bytes of this file. */
  bytes?: { file: string, type: string }
  /** Runs this statement with the next of these parameters and sends its rows. */
  query?: { connection: pg.PoolConfig, text: string, params: unknown[][] }
}

const work = JSON.parse(process.env.BARE_WORK!) as Work
const app = fastify()
app.get('/ready', async () => 'ready')

if (work.bytes) {
  const body = readFileSync(work.bytes.file)
  const { type } = work.bytes
  app.get('/work', (_, reply) => { reply.type(type).send(body) })
}

if (work.query) {
  const { connection, text, params } = work.query
  const pool = new pg.Pool({ ...connection, max: 4 })
  let next = 0
  const run = async () => (await pool.query({ name: 'work', text, values: params[next++ % params.length] })).rows
  app.get('/work', run)
  app.post('/work', run)
}

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
process.on('SIGTERM', () => process.exit(0))
