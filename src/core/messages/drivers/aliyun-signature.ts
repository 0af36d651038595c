import { createHash, createHmac } from 'node:crypto'

export interface AliyunCall {
  /** Host and port as the Host header says them. */
  host: string
  action: string
  version: string
  query: Record<string, string>
  accessKeyId: string
  accessKeySecret: string
  at: Date
  nonce: string
}

const ALGORITHM = 'ACS3-HMAC-SHA256'

/** Signs a POST without a body to an Aliyun RPC API: signature version 3. Gives the query to send and its headers. */
export function signAliyunCall(call: AliyunCall): { query: string, headers: Record<string, string> } {
  const query = Object.keys(call.query).sort().map(name => `${encode(name)}=${encode(call.query[name]!)}`).join('&')
  const bodyHash = sha256('')
  const headers = {
    'x-acs-action': call.action,
    'x-acs-content-sha256': bodyHash,
    'x-acs-date': call.at.toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  }
  const signed = Object.entries({ host: call.host, ...headers }) // in the order of their names
  const signedNames = signed.map(([name]) => name).join(';')
  const canonical = ['POST', '/', query, ...signed.map(([name, value]) => `${name}:${value}`), '', signedNames, bodyHash].join('\n')
  const signature = createHmac('sha256', call.accessKeySecret).update(`${ALGORITHM}\n${sha256(canonical)}`).digest('hex')
  return { query, headers: { ...headers, authorization: `${ALGORITHM} Credential=${call.accessKeyId},SignedHeaders=${signedNames},Signature=${signature}` } }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** RFC 3986: encodeURIComponent leaves five characters that Aliyun wants encoded. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
