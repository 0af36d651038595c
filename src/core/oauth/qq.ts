import type { OAuthProvider } from './provider.ts'
import { ProviderTrouble } from './provider.ts'

export interface QQApp {
  clientId: string
  clientSecret: string
  /** As it is registered at connect.qq.com. */
  redirectUri: string
  /** https://graph.qq.com */
  baseUrl: string
}

/** Asks an address and gives the text it answers, whatever it calls it. */
export type Ask = (url: URL) => Promise<string>

const TIMEOUT_MS = 10_000
const LONGEST_ANSWER = 16 * 1024
const OPENID = /^\w{1,64}$/

/**
 * QQ互联, in three steps: the browser brings a code, the code gives a token, the token gives the openid. QQ answers the
 * second as a form and the third as JSON inside `callback( … );`, refusals of both in the latter, all with status 200.
 */
export function qq({ clientId, clientSecret, redirectUri, baseUrl }: QQApp, ask: Ask = askNetwork): OAuthProvider {
  const address = (path: string, params: Record<string, string>) => {
    const url = new URL(baseUrl + path)
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
    return url
  }
  return {
    name: 'qq',
    authorizationUrl: state => address('/oauth2.0/authorize', { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state, scope: 'get_user_info' }).href,
    async openidOf(code) {
      const token = readToken(await ask(address('/oauth2.0/token', { grant_type: 'authorization_code', client_id: clientId, client_secret: clientSecret, code, redirect_uri: redirectUri })))
      const me = readCallback(await ask(address('/oauth2.0/me', { access_token: token })))
      // A token that was given to another app proves nothing here.
      if (me?.client_id !== clientId) throw new ProviderTrouble('qq answered for another app')
      if (typeof me.openid !== 'string' || !OPENID.test(me.openid)) throw new ProviderTrouble('qq answered without an openid')
      return me.openid
    },
  }
}

function readToken(text: string): string {
  if (readCallback(text)) throw new ProviderTrouble('qq answered a token as JSON')
  const token = new URLSearchParams(text.trim()).get('access_token')
  if (!token) throw new ProviderTrouble('qq answered without a token')
  return token
}

/** What stands inside `callback( … );`, or undefined when it is something else. Throws ProviderTrouble with QQ's code when it is a refusal. */
function readCallback(text: string): Record<string, unknown> | undefined {
  const inside = /^\s*callback\s*\(([\s\S]*)\)[\s;]*$/.exec(text)?.[1]
  const value = inside === undefined ? undefined : parseObject(inside)
  if (value && value.error !== undefined) throw new ProviderTrouble(`qq refused: ${/^\d{1,10}$/.test(String(value.error)) ? String(value.error) : 'without a code'}`)
  return value
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : undefined
  } catch {
    return undefined
  }
}

async function askNetwork(url: URL): Promise<string> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    const text = await response.text()
    if (response.status >= 500) throw new ProviderTrouble(`qq answered HTTP ${response.status}`)
    if (text.length > LONGEST_ANSWER) throw new ProviderTrouble('qq answered too much')
    return text
  } catch (error) {
    if (error instanceof ProviderTrouble) throw error
    if ((error as Error).name === 'TimeoutError') throw new ProviderTrouble(`qq did not answer within ${TIMEOUT_MS} ms`)
    const { code = 'no connection' } = ((error as Error).cause ?? {}) as { code?: string }
    throw new ProviderTrouble(`qq could not be reached: ${code}`)
  }
}
