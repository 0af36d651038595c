import type { Logger } from 'pino'
import { pino } from 'pino'

export type Log = Logger

/** Never in a log line, whatever a caller passes (design.md §4): codes, passwords, tokens, ID numbers, phone numbers. */
const SECRET_FIELDS = ['password', 'newPassword', 'currentPassword', 'code', 'captchaText', 'token', 'accessToken', 'refreshToken', 'idNumber', 'realName', 'mobile', 'to', 'email', 'account']

export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_FIELDS.flatMap(name => [name, `*.${name}`]), censor: '[hidden]' },
    serializers: {
      err: pino.stdSerializers.err,
      req: (req: { method: string, url: string }) => ({ method: req.method, path: req.url.split('?')[0] }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  })
}
