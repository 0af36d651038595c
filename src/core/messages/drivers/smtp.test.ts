import type { SMTPServerOptions } from 'smtp-server'
import type { OutgoingMessage } from '../driver.ts'
import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { MessageRefused } from '../driver.ts'
import { smtpDriver } from './smtp.ts'

const MESSAGE: OutgoingMessage = { channel: 'email', to: 'ann@example.com', purpose: 'register', subject: '您的验证码', text: '您的验证码是 246810，5 分钟内有效。\n.\n不要告诉别人。', params: { code: '246810', minutes: '5' }, lang: 'zh-CN' }
const FROM = 'Linli 邻里 <no-reply@linli.example>'
const PASSWORD = 'secret-of-the-mail-server'

let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
  close = undefined
})

interface Mail { from: string, to: string[], user: string | undefined, secure: boolean, raw: string }

/** A real SMTP server on this machine that keeps what it is sent. */
async function mailServer(options: SMTPServerOptions = {}) {
  const mails: Mail[] = []
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['AUTH', 'STARTTLS'],
    async onData(stream, session, done) {
      const raw = await text(stream)
      const { mailFrom, rcptTo } = session.envelope
      mails.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), user: session.user, secure: session.secure, raw })
      done()
    },
    ...options,
  })
  server.on('error', () => {}) // a client that leaves early is part of some tests
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  close = () => new Promise(resolve => server.close(() => resolve()))
  const { port } = server.server.address() as { port: number }
  return { mails, at: (user = '', query = '') => `smtp://${user}127.0.0.1:${port}${query}` }
}

const withSignIn: SMTPServerOptions = {
  disabledCommands: [],
  authMethods: ['PLAIN', 'LOGIN'],
  onAuth: ({ username, password }, _, done) => username === 'linli' && password === PASSWORD ? done(null, { user: username }) : done(new Error(`Invalid login ${username} ${password}`)),
}

test('an e-mail arrives as it was written, Chinese and lone dots included', async () => {
  const { mails, at } = await mailServer()
  const { providerId } = await smtpDriver({ url: at(), from: FROM }).send(MESSAGE)
  expect(mails).toMatchObject([{ from: 'no-reply@linli.example', to: ['ann@example.com'] }])
  const { head, body } = parts(mails[0]!.raw)
  expect(body).toBe(MESSAGE.text)
  expect(head.subject).toBe(MESSAGE.subject)
  expect(head.from).toBe(FROM)
  expect(head).toMatchObject({ 'to': 'ann@example.com', 'message-id': providerId, 'auto-submitted': 'auto-generated', 'content-language': 'zh-CN' })
})

test('the driver signs in over TLS where the URL holds a password', async () => {
  const { mails, at } = await mailServer(withSignIn)
  await smtpDriver({ url: at(`linli:${PASSWORD}@`, '?tls.rejectUnauthorized=false'), from: FROM }).send(MESSAGE)
  expect(mails).toMatchObject([{ user: 'linli', secure: true }])
})

test('a password is never sent in the clear: without TLS there is no sign-in', async () => {
  let signIns = 0
  const { mails, at } = await mailServer({ ...withSignIn, disabledCommands: ['STARTTLS'], allowInsecureAuth: true, onAuth: (auth, session, done) => {
    signIns++
    withSignIn.onAuth!(auth, session, done)
  } })
  await expect(smtpDriver({ url: at(`linli:${PASSWORD}@`), from: FROM }).send(MESSAGE)).rejects.toThrow(/^smtp failed/)
  expect([signIns, mails.length]).toEqual([0, 0])
  await smtpDriver({ url: at(`linli:${PASSWORD}@`, '?requireTLS=false'), from: FROM }).send(MESSAGE)
  expect([signIns, mails.length]).toEqual([1, 1])
})

test('a certificate nobody vouches for is not trusted', async () => {
  const { mails, at } = await mailServer(withSignIn)
  const failure = await smtpDriver({ url: at(`linli:${PASSWORD}@`), from: FROM }).send(MESSAGE).catch(error => error)
  expect(failure.message).toMatch(/^smtp failed/)
  expect(mails).toEqual([])
})

test('a wrong password is told without the password, and may be tried again', async () => {
  const { at } = await mailServer({ ...withSignIn, onAuth: (_, __, done) => done(new Error(`Invalid login linli ${PASSWORD}`)) })
  const failure = await smtpDriver({ url: at(`linli:${PASSWORD}@`, '?tls.rejectUnauthorized=false'), from: FROM }).send(MESSAGE).catch(error => error)
  expect(failure).not.toBeInstanceOf(MessageRefused)
  expect(failure.message).toMatch(/^smtp failed: 535 EAUTH/)
  expectNoSecrets(failure)
})

test.each([
  ['the address does not exist', 'rcpt', 550, true],
  ['the mailbox is busy', 'rcpt', 450, false],
  ['the server wants the message never', 'data', 554, true],
  ['the server has no room now', 'data', 452, false],
  ['the server does not take our sender', 'from', 553, false],
] as const)('when %s (%s: %i), trying again is pointless: %s', async (_, where, code, pointless) => {
  const refusal = Object.assign(new Error(`<${MESSAGE.to}> 246810`), { responseCode: code })
  const { at } = await mailServer({
    ...where === 'rcpt' && { onRcptTo: (_address, _session, done) => done(refusal) },
    ...where === 'from' && { onMailFrom: (_address, _session, done) => done(refusal) },
    ...where === 'data' && { onData: (stream, _session, done) => { text(stream).then(() => done(refusal), done) } },
  })
  const failure = await smtpDriver({ url: at(), from: FROM }).send(MESSAGE).catch(error => error)
  expect(failure).toBeInstanceOf(Error)
  expect(failure instanceof MessageRefused).toBe(pointless)
  expect(failure.message).toContain(String(code))
  expectNoSecrets(failure)
})

test('an address that hides a second one, or a header, reaches nobody else', async () => {
  const { mails, at } = await mailServer()
  const driver = smtpDriver({ url: at(), from: FROM })
  for (const to of ['ann@example.com, eve@example.com', 'ann@example.com>\r\nRCPT TO:<eve@example.com']) await driver.send({ ...MESSAGE, to }).catch(() => {})
  await driver.send({ ...MESSAGE, subject: 'Hello\r\nBcc: eve@example.com' })
  expect(mails.flatMap(({ to }) => to)).not.toContain('eve@example.com')
  expect(mails.at(-1)!.raw).not.toMatch(/^bcc:/im)
})

test('a server that never greets is given up, and its connection closed', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const left = once(server, 'connection').then(([socket]) => once(socket.resume(), 'close'))
  const { port } = server.address() as { port: number }
  const failure = await smtpDriver({ url: `smtp://127.0.0.1:${port}`, from: FROM, timeoutMs: 150 }).send(MESSAGE).catch(error => error)
  expect(failure.message).toBe('smtp did not finish within 150 ms')
  expect(failure).not.toBeInstanceOf(MessageRefused)
  await left
  server.close()
  await once(server, 'close')
  await expect(smtpDriver({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send(MESSAGE)).rejects.toThrow(/^smtp failed: .*ECONNREFUSED/)
})

function expectNoSecrets(failure: Error) {
  expect(inspect(failure, { depth: null, showHidden: true })).not.toMatch(new RegExp(`${PASSWORD}|246810|${MESSAGE.to}`))
}

/** Just enough of MIME to read our own mails back. */
function parts(raw: string): { head: Record<string, string>, body: string } {
  const cut = raw.indexOf('\r\n\r\n')
  const lines = raw.slice(0, cut).replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const head = Object.fromEntries(lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())]
  }))
  const body = raw.slice(cut + 4)
  const bytes = head['content-transfer-encoding'] === 'base64' ? Buffer.from(body, 'base64') : Buffer.from(body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
  return { head, body: bytes.toString().replace(/\r\n/g, '\n').trimEnd() }
}

function words(value: string): string {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, encoded: string) => kind.toUpperCase() === 'B'
    ? Buffer.from(encoded, 'base64').toString()
    : Buffer.from(encoded.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (_hex, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString())
}
