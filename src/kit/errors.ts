/** The two languages of the product; zh-CN comes first. */
export type Lang = 'zh-CN' | 'en'

/** The documents' classes of failure (X-09…X-11). Clients switch on the stable name, not on these. */
export type Errno = 4001 | 4002 | 4003 | 4004 | 4101 | 4102 | 4103 | 4104 | 4105 | 4106 | 4201 | 4202 | 4301 | 4302 | 4500 | 4501

export interface ErrorSpec {
  status: number
  /** The class; left out, it follows from the status. */
  errno?: Errno
  zh: string
  en: string
}

export interface ErrorDetails {
  /** The field of the form that the sentence belongs to. */
  field?: string
  /** Seconds until a retry makes sense; sent as Retry-After. */
  retryAfter?: number
  [fact: string]: unknown
}

const ERRNO_OF_STATUS: Record<number, Errno> = {
  400: 4103, 401: 4101, 403: 4105, 404: 4002, 409: 4003, 413: 4103, 415: 4103, 422: 4004, 429: 4201, 502: 4301, 503: 4001, 500: 4500,
}

/** A refusal with a name, a status and a sentence. Anything else that is thrown is a bug and answers 500. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: string
  readonly spec: ErrorSpec
  readonly details: ErrorDetails

  constructor(code: string, spec: ErrorSpec, details: ErrorDetails = {}) {
    super(`${code}: ${spec.en}`)
    this.code = code
    this.spec = spec
    this.details = details
  }

  get status(): number { return this.spec.status }
  get errno(): Errno { return this.spec.errno ?? ERRNO_OF_STATUS[this.spec.status] ?? 4500 }

  /** The sentence in the caller's language; `{name}` in it is replaced by that detail. */
  sentence(lang: Lang): string {
    const text = lang === 'en' ? this.spec.en : this.spec.zh
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(this.details[name] ?? whole))
  }
}

/**
 * A module's catalogue of refusals: `const StaysErrors = defineErrors('stays', { dates_taken: { status: 409, zh, en } })`,
 * then `throw StaysErrors.dates_taken({ field: 'checkIn' })` answers with the name `stays.dates_taken`.
 */
export function defineErrors<const S extends Record<string, ErrorSpec>>(module: string, specs: S) {
  const make = (name: string, spec: ErrorSpec) => (details?: ErrorDetails) => new AppError(`${module}.${name}`, spec, details)
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, make(name, spec)])) as { [K in keyof S]: (details?: ErrorDetails) => AppError }
}

/** Refusals that belong to no module. */
export const KitErrors = defineErrors('kit', {
  bad_request: { status: 400, zh: '请求格式不正确', en: 'The request has the wrong shape.' },
  bad_page: { status: 400, zh: '分页参数不正确', en: 'The paging parameters are wrong.' },
  not_signed_in: { status: 401, zh: '请先登录', en: 'Please sign in first.' },
  not_allowed: { status: 403, zh: '没有权限', en: 'You are not allowed to do this.' },
  not_verified: { status: 403, zh: '请先完成实名认证', en: 'Please confirm your identity first.' },
  bad_csrf: { status: 403, errno: 4201, zh: '页面已过期，请刷新后重试', en: 'This page has expired. Please reload and try again.' },
  not_found: { status: 404, zh: '没有找到', en: 'Not found.' },
  method_not_allowed: { status: 405, errno: 4201, zh: '不支持这种请求方法', en: 'This method is not supported here.' },
  too_large: { status: 413, zh: '内容太大', en: 'The content is too large.' },
  unsupported_media: { status: 415, zh: '不支持的内容类型', en: 'This content type is not supported.' },
  key_reused: { status: 422, errno: 4201, zh: '同一 Idempotency-Key 不能用于不同的请求', en: 'This Idempotency-Key was used for another request.' },
  bad_key: { status: 400, errno: 4103, zh: 'Idempotency-Key 格式不正确', en: 'The Idempotency-Key has the wrong shape.' },
  too_many: { status: 429, zh: '操作太频繁，请稍后再试', en: 'Too many requests. Please wait a moment.' },
  busy: { status: 409, errno: 4201, zh: '请稍后重试', en: 'Somebody else is changing this right now. Please try again.' },
  database_away: { status: 503, errno: 4001, zh: '服务暂时不可用，请稍后再试', en: 'The service is briefly unavailable. Please try again.' },
  bug: { status: 500, errno: 4500, zh: '服务器内部错误', en: 'Something went wrong on our side.' },
})
