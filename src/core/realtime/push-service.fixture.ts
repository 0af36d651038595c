import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Buffer } from 'node:buffer'
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { createLocalJWKSet, jwtVerify } from 'jose'

interface Delivered { path: string, headers: IncomingHttpHeaders, body: Buffer }

/** A push service on this machine (RFC 8030); `answer` is the status it gives next. */
export async function aPushService() {
  const delivered: Delivered[] = []
  const service = { origin: '', delivered, answer: 201, close: async () => {} }
  const server = createServer(async (request, response) => {
    delivered.push({ path: request.url!, headers: request.headers, body: await buffer(request) })
    response.writeHead(service.answer, service.answer === 307 ? { location: `${service.origin}/elsewhere` } : {}).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  service.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  service.close = () => new Promise<void>(resolve => server.close(() => resolve()))
  return service
}

/** A browser that has subscribed: its keys, and what it reads in a message (RFC 8291 with the coding of RFC 8188). */
export function aBrowser(origin: string) {
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  const auth = randomBytes(16)
  const subscription = { endpoint: `${origin}/push/${randomBytes(12).toString('hex')}`, keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') } }
  return {
    subscription,
    read({ body }: Delivered): string {
      const [salt, sender, sealed] = [body.subarray(0, 16), body.subarray(21, 21 + body[20]!), body.subarray(21 + body[20]!)]
      const shared = Buffer.from(hkdfSync('sha256', keys.computeSecret(sender), auth, Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]), 32))
      const derive = (info: string, length: number) => Buffer.from(hkdfSync('sha256', shared, salt, `Content-Encoding: ${info}\0`, length))
      const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12)).setAuthTag(sealed.subarray(-16))
      const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
      return padded.subarray(0, padded.lastIndexOf(2)).toString()
    },
  }
}

/** Who sends, as the push service believes it (RFC 8292). @throws when the signature is wrong */
export async function senderOf({ headers }: Delivered, audience: string): Promise<{ subject: string, publicKey: string }> {
  const [, token, publicKey] = /^vapid t=([^,]+), ?k=([\w-]+)$/.exec(headers.authorization ?? '')!
  const point = Buffer.from(publicKey!, 'base64url')
  const jwks = createLocalJWKSet({ keys: [{ kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }] })
  const { payload } = await jwtVerify(token!, jwks, { audience, algorithms: ['ES256'], requiredClaims: ['exp', 'sub'] })
  return { subject: String(payload.sub), publicKey: publicKey! }
}
