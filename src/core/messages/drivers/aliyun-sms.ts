import type { MessageDriver } from '../driver.ts'
import type { SmsTemplates } from './sms-templates.ts'
import { randomUUID } from 'node:crypto'
import { MessageRefused } from '../driver.ts'
import { signAliyunCall } from './aliyun-signature.ts'
import { postToProvider, PROVIDER_TIMEOUT_MS, safeCode } from './provider.ts'
import { fillTemplate } from './sms-templates.ts'

export interface AliyunSmsSettings {
  /** https://dysmsapi.aliyuncs.com, without a path. */
  baseUrl: string
  accessKeyId: string
  accessKeySecret: string
  /** The signature (签名) Aliyun has approved for the operator, shown before each message. */
  signName: string
  templates: SmsTemplates
  timeoutMs?: number
}

/** SMS by Aliyun: SendSms of 2017-05-25. */
export function aliyunSmsDriver(settings: AliyunSmsSettings, now: () => Date): MessageDriver {
  const { accessKeyId, accessKeySecret, signName, templates, timeoutMs = PROVIDER_TIMEOUT_MS } = settings
  return {
    name: 'aliyun-sms',
    channel: 'sms',
    async send(message) {
      const { id, values } = fillTemplate(templates, message)
      const url = new URL('/', settings.baseUrl)
      const { query, headers } = signAliyunCall({
        host: url.host,
        action: 'SendSms',
        version: '2017-05-25',
        query: {
          PhoneNumbers: message.to,
          SignName: signName,
          TemplateCode: id,
          TemplateParam: JSON.stringify(Object.fromEntries(values)),
        },
        accessKeyId,
        accessKeySecret,
        at: now(),
        nonce: randomUUID(),
      })
      url.search = query
      const { body } = await postToProvider('aliyun-sms', url, { headers: { accept: 'application/json', ...headers } }, timeoutMs)

      const code = safeCode(body.Code)
      if (code === 'isv.MOBILE_NUMBER_ILLEGAL') throw new MessageRefused(`aliyun-sms refuses the number: ${code}`)
      if (code !== 'OK') throw new Error(`aliyun-sms failed: ${code}`)
      return typeof body.BizId === 'string' ? { providerId: body.BizId } : {}
    },
  }
}
