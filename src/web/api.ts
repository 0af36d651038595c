import type { Lang } from './boot.ts'
import type { ApiAnswer } from './ssr/contract.ts'

/** A request as it goes to the API, either through the network or, while rendering, straight into the server. */
export interface ApiRequest {
  method: string
  /** Path and query below /api/v1, e.g. '/houses?page=2'. */
  path: string
  headers: Record<string, string>
  body?: string | FormData
  signal?: AbortSignal
}
export type Transport = (request: ApiRequest) => Promise<ApiAnswer>

type QueryValue = string | number | boolean | null | undefined
export interface ApiOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Plain data goes as JSON, a form with files as it is. */
  body?: object | FormData
  /** Empty values are left out; lists repeat the name. */
  query?: Record<string, QueryValue | QueryValue[]>
  /** For writes that create or pay: make one with `newKey()` when the form opens, keep it over retries. */
  idempotencyKey?: string
  signal?: AbortSignal
}

interface Refusal {
  errno?: number
  error?: string
  message?: string
  details?: { field?: string, fields?: { field: string, message: string }[], retryAfter?: number } & Record<string, unknown>
  requestId?: string
}

/** A refusal of the API: switch on `error`, show `message`. Status 0 means the network did not answer. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly errno: number
  /** The stable name, e.g. 'stays.dates_taken'. */
  readonly error: string
  /** The field of the form the message belongs to. */
  readonly field: string | undefined
  /** Messages by field. */
  readonly fields: Record<string, string>
  readonly details: Record<string, unknown>
  /** Seconds until a retry makes sense. */
  readonly retryAfter: number | undefined
  readonly requestId: string | undefined

  constructor(status: number, refusal: Refusal, retryAfter: string | null = null) {
    super(refusal.message ?? refusal.error ?? `HTTP ${status}`)
    this.status = status
    this.errno = refusal.errno ?? 4500
    this.error = refusal.error ?? 'kit.bug'
    this.details = refusal.details ?? {}
    this.field = refusal.details?.field
    this.fields = Object.fromEntries((refusal.details?.fields ?? []).map(({ field, message }) => [field, message]))
    if (this.field) this.fields[this.field] ??= this.message
    this.retryAfter = refusal.details?.retryAfter ?? (Number(retryAfter) || undefined)
    this.requestId = refusal.requestId
  }
}

const NETWORK_DOWN: Record<Lang, string> = { 'zh-CN': '网络连接失败，请检查网络后重试', 'en': 'No answer from the network. Check your connection and try again.' }
const SERVER_DOWN: Record<Lang, string> = { 'zh-CN': '服务暂时不可用，请稍后重试', 'en': 'The service is briefly unavailable. Please try again.' }

let transport: Transport = throughNetwork
let language: () => Lang = () => document.documentElement.lang === 'en' ? 'en' : 'zh-CN'

/** Replaces the way requests travel; the server renderer and tests do. */
export function setTransport(next: Transport, lang: () => Lang = language): void {
  transport = next
  language = lang
}

/** One call of the API: answers the `data` of the envelope or throws an ApiError. */
export async function api<T = void>(path: string, options: ApiOptions = {}): Promise<T> {
  const method = options.method ?? (options.body ? 'POST' : 'GET')
  const send = () => transport({ ...prepare(method, options), path: path + queryText(options.query) })
  let answer = await send()
  if (isStaleCsrf(answer)) {
    await renewCsrf()
    answer = await send()
  }
  const body = answer.body as { errno?: number, data?: T } & Refusal | null
  if (answer.status >= 200 && answer.status < 300) return body?.data as T
  throw new ApiError(answer.status, body?.error ? body : { message: SERVER_DOWN[language()] }, answer.retryAfter)
}

/** A fresh UUID, e.g. for an Idempotency-Key. */
export function newUuid(): string {
  // crypto.randomUUID is missing on plain http in a local network
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Why the call failed, in words, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : SERVER_DOWN[language()]
}

function prepare(method: string, options: ApiOptions): Omit<ApiRequest, 'path'> {
  const headers: Record<string, string> = { 'accept': 'application/json', 'accept-language': language() }
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  const csrfToken = method === 'GET' ? undefined : cookie('csrf_token') // only people who are signed in have one
  if (csrfToken) headers['x-csrftoken'] = csrfToken
  if (options.body instanceof FormData) return { method, headers, body: options.body, signal: options.signal }
  if (options.body === undefined) return { method, headers, signal: options.signal }
  headers['content-type'] = 'application/json'
  return { method, headers, body: JSON.stringify(options.body), signal: options.signal }
}

function queryText(query: ApiOptions['query']): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') params.append(name, String(one))
    }
  }
  const text = params.toString()
  return text && `?${text}`
}

/** How requests travel in a browser. */
export async function throughNetwork(request: ApiRequest): Promise<ApiAnswer> {
  try {
    const response = await fetch(`/api/v1${request.path}`, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      signal: request.signal,
      credentials: 'same-origin',
    })
    return { status: response.status, body: await response.json().catch(() => null), retryAfter: response.headers.get('retry-after') }
  } catch (error) {
    if (request.signal?.aborted) throw error
    throw new ApiError(0, { error: 'web.network', message: NETWORK_DOWN[language()] })
  }
}

function isStaleCsrf(answer: ApiAnswer): boolean {
  return answer.status === 403 && (answer.body as Refusal | null)?.error === 'kit.bad_csrf'
}

/** A token that has expired, or belonged to the session before, is replaced when the session is asked for. */
async function renewCsrf(): Promise<void> {
  await transport({ method: 'GET', path: '/sessions/current', headers: { 'accept-language': language() } })
}

/** A cookie that scripts may read. */
export function cookie(name: string): string | undefined {
  const found = document.cookie.split('; ').find(part => part.startsWith(`${name}=`))
  return found && decodeURIComponent(found.slice(name.length + 1))
}
