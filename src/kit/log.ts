import type { DestinationStream, Logger } from 'pino'
import { pino } from 'pino'

export type Log = Logger

/** Never in a log line, whatever a caller passes (design.md §4): codes, passwords, tokens, ID numbers, phone numbers. */
const SECRET_FIELDS = ['password', 'newPassword', 'currentPassword', 'code', 'captchaText', 'token', 'accessToken', 'refreshToken', 'idNumber', 'realName', 'mobile', 'to', 'email', 'account']

/** `to` is where the lines go, standard output unless it is said. */
export function createLog(level: string, to?: DestinationStream): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_FIELDS.flatMap(name => [name, `*.${name}`]), censor: '[hidden]' },
    serializers: {
      err: described,
      error: described,
      req: (req: { method: string, url: string }) => ({ method: req.method, path: req.url.split('?')[0] }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  }, to as DestinationStream)
}

/**
 * What is told of an error: its kind, words and way, and where a database error happened. Not what else it carries: the
 * detail of a database error is a row, that of a mail server an address.
 */
function described(error: unknown): object | string {
  if (!(error instanceof Error)) return veiled(String(error))
  const { code, table, constraint, routine } = error as { code?: unknown, table?: string, constraint?: string, routine?: string }
  return {
    type: error.constructor.name,
    message: veiled(error.message),
    ...code === undefined ? {} : { kind: String(code) },
    ...table === undefined ? {} : { table },
    ...constraint === undefined ? {} : { constraint },
    ...routine === undefined ? {} : { routine },
    stack: veiled(error.stack ?? ''),
    ...error.cause === undefined ? {} : { cause: described(error.cause) },
  }
}

/** Errors quote what they did not understand. */
const veiled = (text: string) => text.replace(/[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dX])(?!\d)/gi, '[hidden]')
