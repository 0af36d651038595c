import type { MessageDriver } from '../driver.ts'
import type { SmsTemplates } from './sms-templates.ts'
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { MessageRefused } from '../driver.ts'
import { postToProvider, PROVIDER_TIMEOUT_MS, safeCode } from './provider.ts'
import { fillTemplate } from './sms-templates.ts'

export interface YuntongxunSettings {
  /** https://app.cloopen.com:8883 */
  baseUrl: string
  accountSid: string
  authToken: string
  appId: string
  templates: SmsTemplates
  timeoutMs?: number
}

/** Number malformed (112316, 112319, 160042) or on the blacklist (112317, 160034). */
const REFUSED = new Set(['112316', '112317', '112319', '160034', '160042'])

const SHANGHAI_OFFSET_MS = 8 * 3600_000

/** SMS by 容联云 (Yuntongxun, Cloopen): its REST API of 2013-12-26, template messages. */
export function yuntongxunDriver(settings: YuntongxunSettings, now: () => Date): MessageDriver {
  const { accountSid, authToken, appId, templates, timeoutMs = PROVIDER_TIMEOUT_MS } = settings
  return {
    name: 'yuntongxun',
    channel: 'sms',
    async send(message) {
      const { id, values } = fillTemplate(templates, message)
      // Valid for 24 hours around their clock, which is Chinese time: yyyyMMddHHmmss.
      const timestamp = new Date(now().getTime() + SHANGHAI_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14)
      const url = new URL(`/2013-12-26/Accounts/${encodeURIComponent(accountSid)}/SMS/TemplateSMS`, settings.baseUrl)
      url.searchParams.set('sig', createHash('md5').update(accountSid + authToken + timestamp).digest('hex').toUpperCase())
      const { body } = await postToProvider('yuntongxun', url, {
        headers: {
          'accept': 'application/json',
          'content-type': 'application/json;charset=utf-8',
          'authorization': Buffer.from(`${accountSid}:${timestamp}`).toString('base64'),
        },
        body: JSON.stringify({ to: message.to, appId, templateId: id, datas: values.map(([, value]) => value) }),
      }, timeoutMs)

      const code = safeCode(body.statusCode)
      if (REFUSED.has(code)) throw new MessageRefused(`yuntongxun refuses the number: ${code}`)
      if (code !== '000000') throw new Error(`yuntongxun failed: ${code}`)
      const { smsMessageSid } = (body.templateSMS ?? {}) as { smsMessageSid?: unknown }
      return typeof smsMessageSid === 'string' ? { providerId: smsMessageSid } : {}
    },
  }
}
