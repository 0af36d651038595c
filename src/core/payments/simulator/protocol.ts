import { createSign, createVerify } from 'node:crypto'

/**
 * Alipay's gateway protocol as seen from its side, written from its documents and not with the library our own side uses:
 * so each proves the other.
 */
export type Params = Record<string, string>

/** What a signature covers: all fields that are not empty, sorted by name, without escapes. */
const signed = (params: Params, without: readonly string[]) => Object.keys(params)
  .filter(name => !without.includes(name) && params[name] !== '')
  .sort()
  .map(name => `${name}=${params[name]}`)
  .join('&')

const rsa2 = (text: string, privateKey: string) => createSign('RSA-SHA256').update(text, 'utf8').sign(privateKey, 'base64')

/** Whether the merchant has signed this request. Requests sign their `sign_type` too. */
export function isMerchants(params: Params, merchantPublic: string): boolean {
  if (params.sign_type !== 'RSA2' || !params.sign) return false
  return createVerify('RSA-SHA256').update(signed(params, ['sign']), 'utf8').verify(merchantPublic, params.sign, 'base64')
}

/** Notices and the way back sign everything but `sign` and `sign_type`. */
export function signParams(params: Params, alipayPrivate: string): Params {
  const whole = { ...params, sign_type: 'RSA2' }
  return { ...whole, sign: rsa2(signed(whole, ['sign_type']), alipayPrivate) }
}

/** A method's answer: the signature covers the answer's text, byte by byte. */
export function answerText(method: string, answer: object, alipayPrivate: string): string {
  const text = JSON.stringify(answer)
  return `{"${method.replaceAll('.', '_')}_response":${text},"sign":"${rsa2(text, alipayPrivate)}"}`
}
