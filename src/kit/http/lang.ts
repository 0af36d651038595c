import type { FastifyRequest } from 'fastify'
import type { Lang } from '../errors.ts'

/** The caller's language: `?lang=`, then the cookie the language switch sets, then Accept-Language, then Chinese. */
export function langOf(request: FastifyRequest): Lang {
  const asked = /[?&]lang=(en|zh-CN)\b/.exec(request.url)?.[1] ?? /(?:^|;\s*)lang=(en|zh-CN)\b/.exec(request.headers.cookie ?? '')?.[1]
  if (asked) return asked as Lang
  const accepted = request.headers['accept-language'] ?? ''
  const en = accepted.search(/\ben\b/i)
  const zh = accepted.search(/\bzh\b/i)
  return en >= 0 && (zh < 0 || en < zh) ? 'en' : 'zh-CN'
}
