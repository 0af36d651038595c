import type { Lang } from '../../../kit/errors.ts'
import type { Config } from '../../../kit/config.ts'
import type { QQApp } from '../qq.ts'
import { createHash } from 'node:crypto'
import { randomToken } from '../../../kit/secrets.ts'
import { CALLBACK_PATH } from '../settings.ts'

/** Somebody with a QQ on a demo site. */
export interface DemoQQ { openid: string, number: string, name: Record<Lang, string>, color: string }

const person = (number: string, chinese: string, english: string, color: string): DemoQQ =>
  ({ openid: createHash('md5').update(`qq ${number}`).digest('hex').toUpperCase(), number, name: { 'zh-CN': chinese, 'en': english }, color })

/** The first is linked to the demo's guest, the others are new here. */
export const DEMO_QQS: readonly DemoQQ[] = [
  person('10001', '小满', 'Xiaoman', '#1257b8'),
  person('10086', '小橘子', 'Little Orange', '#b34700'),
  person('12345', '邻家阿哲', 'Zhe next door', '#2b6a4d'),
  person('66666', '林深见鹿', 'Deer in the Wood', '#7c4269'),
]

/** Demo QQ lives below this path, the real one at the root of its host. */
export const SIMULATOR_PATH = '/dev/qq'
/** Codes and tokens that are kept at a time: nobody needs old ones. */
const MAX_KEPT = 1000

export const simulatedApp = (config: Config): QQApp => ({
  clientId: '101000001',
  clientSecret: 'demo',
  redirectUri: config.publicUrl + CALLBACK_PATH,
  baseUrl: config.publicUrl + SIMULATOR_PATH,
})

/** QQ's side of the three steps, in its own forms; what it has given out it keeps in memory. */
export interface QQSimulator {
  /** A code for somebody who has agreed; good once. */
  codeFor: (openid: string) => string
  /** What QQ answers to `/oauth2.0/token` and `/oauth2.0/me`. */
  answer: (url: URL) => string
  /** QQ's code for what is wrong with an authorization, or null. */
  refusalOf: (params: URLSearchParams) => number | null
}

const made = new WeakMap<Config, QQSimulator>()

export function simulatorOf(config: Config): QQSimulator {
  let simulator = made.get(config)
  if (!simulator) made.set(config, simulator = createSimulator(simulatedApp(config)))
  return simulator
}

const DESCRIPTIONS: Record<number, string> = {
  100000: 'response_type is illegal',
  100004: 'grant_type is illegal',
  100008: 'client_id is illegal',
  100009: 'client_secret is illegal',
  100010: 'redirect uri is illegal',
  100016: 'access token check failed',
  100019: 'code to access token error',
  100020: 'code is reused error',
}

function createSimulator({ clientId, clientSecret, redirectUri }: QQApp): QQSimulator {
  const codes = new Map<string, { openid: string, used: boolean }>()
  const tokens = new Map<string, string>()

  function keep<T>(map: Map<string, T>, key: string, value: T) {
    map.set(key, value)
    if (map.size > MAX_KEPT) map.delete(map.keys().next().value!)
  }

  function tokenFor(params: URLSearchParams): string {
    if (params.get('grant_type') !== 'authorization_code') return refusal(100004)
    if (params.get('client_id') !== clientId) return refusal(100008)
    if (params.get('client_secret') !== clientSecret) return refusal(100009)
    if (params.get('redirect_uri') !== redirectUri) return refusal(100010)
    const code = codes.get(params.get('code') ?? '')
    if (!code) return refusal(100019)
    if (code.used) return refusal(100020)
    code.used = true
    const token = createHash('md5').update(randomToken()).digest('hex').toUpperCase()
    keep(tokens, token, code.openid)
    return new URLSearchParams({ access_token: token, expires_in: '7776000', refresh_token: createHash('md5').update(randomToken()).digest('hex').toUpperCase() }).toString()
  }

  function openidFor(token: string | null): string {
    const openid = tokens.get(token ?? '')
    return openid ? callback({ client_id: clientId, openid }) : refusal(100016)
  }

  return {
    codeFor(openid) {
      const code = createHash('md5').update(randomToken()).digest('hex').toUpperCase()
      keep(codes, code, { openid, used: false })
      return code
    },
    answer({ pathname, searchParams }) {
      return pathname.endsWith('/token') ? tokenFor(searchParams) : openidFor(searchParams.get('access_token'))
    },
    refusalOf(params) {
      if (params.get('response_type') !== 'code') return 100000
      if (params.get('client_id') !== clientId) return 100008
      return params.get('redirect_uri') === redirectUri ? null : 100010
    },
  }
}

const callback = (value: object) => `callback( ${JSON.stringify(value)} );\n`
const refusal = (error: number) => callback({ error, error_description: DESCRIPTIONS[error] })
