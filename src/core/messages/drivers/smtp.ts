import type { MessageDriver } from '../driver.ts'
import { createTransport } from 'nodemailer'
import { MessageRefused } from '../driver.ts'
import { PROVIDER_TIMEOUT_MS } from './provider.ts'

export interface SmtpSettings {
  /** smtp://user:password@host:587 (STARTTLS) or smtps://…:465. nodemailer's options may follow as a query. */
  url: string
  /** 'Linli <no-reply@example.com>' */
  from: string
  timeoutMs?: number
}

interface SmtpFailure { code?: string, originalCode?: string, command?: string, responseCode?: number, permanent?: boolean }

/** E-mail by any SMTP server, as plain text. */
export function smtpDriver({ url, from, timeoutMs = PROVIDER_TIMEOUT_MS }: SmtpSettings): MessageDriver {
  const transport = createTransport({
    url,
    // A password must not travel in the clear. A server inside the house may say `?requireTLS=false` in the URL.
    requireTLS: new URL(url).username !== '',
  })
  return {
    name: 'smtp',
    channel: 'email',
    async send(message) {
      try {
        const { messageId } = await transport.sendMail({
          from,
          to: { name: '', address: message.to }, // as an object: a text would be split at commas
          subject: message.subject ?? '',
          text: message.text,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.lang },
          signal: AbortSignal.timeout(timeoutMs),
        })
        return { providerId: messageId }
      } catch (error) {
        throw told(error as SmtpFailure, timeoutMs)
      }
    },
  }
}

/** A failure in words that hold neither address nor password; servers like to repeat both. */
function told({ code, originalCode, command, responseCode, permanent }: SmtpFailure, timeoutMs: number): Error {
  if (code === 'EABORT') return new Error(`smtp did not finish within ${timeoutMs} ms`)
  // Refused at another step, it is our sender or password that is wrong: the operator can mend that.
  if (permanent && (command === 'RCPT TO' || command === 'DATA')) return new MessageRefused(`smtp refuses the message: ${responseCode} to ${command}`)
  return new Error(`smtp failed: ${[responseCode, code, originalCode, command].filter(Boolean).join(' ')}`)
}
