import type { Static } from 'typebox'
import type { Config } from '../../kit/config.ts'
import type { MessageChannel, MessageDriver } from './driver.ts'
import type { SmsTemplates } from './drivers/sms-templates.ts'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { ConfigError } from '../../kit/config.ts'
import { aliyunSmsDriver } from './drivers/aliyun-sms.ts'
import { outboxDriver } from './drivers/outbox.ts'
import { smtpDriver } from './drivers/smtp.ts'
import { yuntongxunDriver } from './drivers/yuntongxun.ts'

const Text = (description: string) => Type.Optional(Type.String({ minLength: 1, description }))
const Origin = (fallback: string) => Type.String({ default: fallback, pattern: '^https?://[^/]+$', description: 'the origin of its API, without a slash at the end' })
const TEMPLATES = 'by purpose, as JSON: {"sign_in":{"id":"1","params":["code","minutes"]},…}'

export const MessageSettings = Type.Object({
  SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://', description: 'e-mail: smtp://user:password@host:587 or smtps://…:465' })),
  SMTP_FROM: Text('e-mail: the sender, e.g. Linli <no-reply@linli.example>'),
  YUNTONGXUN_ACCOUNT_SID: Text('SMS by 容联云'),
  YUNTONGXUN_AUTH_TOKEN: Text('SMS by 容联云'),
  YUNTONGXUN_APP_ID: Text('SMS by 容联云'),
  YUNTONGXUN_TEMPLATES: Text(`SMS by 容联云: template ids ${TEMPLATES}`),
  YUNTONGXUN_URL: Origin('https://app.cloopen.com:8883'),
  ALIYUN_SMS_ACCESS_KEY_ID: Text('SMS by Aliyun'),
  ALIYUN_SMS_ACCESS_KEY_SECRET: Text('SMS by Aliyun'),
  ALIYUN_SMS_SIGN_NAME: Text('SMS by Aliyun: the approved signature'),
  ALIYUN_SMS_TEMPLATES: Text(`SMS by Aliyun: template ids ${TEMPLATES}`),
  ALIYUN_SMS_URL: Origin('https://dysmsapi.aliyuncs.com'),
})
type MessageSettings = Static<typeof MessageSettings>

const Templates = Type.Record(Type.String(), Type.Object({ id: Type.String({ minLength: 1 }), params: Type.Array(Type.String()) }, { additionalProperties: false }))

export interface MessageWays {
  drivers: Partial<Record<MessageChannel, MessageDriver>>
  /** Of an SMS provider: it carries no text that has no template. */
  smsTemplates?: SmsTemplates
}

const made = new WeakMap<Config, MessageWays>()

/** The ways out that the settings name; in demo mode the outbox for everything. Throws a ConfigError that names every problem. */
export function waysOf(config: Config): MessageWays {
  let ways = made.get(config)
  if (!ways) made.set(config, ways = config.mode === 'demo' ? { drivers: { sms: outboxDriver('sms'), email: outboxDriver('email') } } : readWays(config.of(MessageSettings)))
  return ways
}

function readWays(settings: MessageSettings): MessageWays {
  const problems: string[] = []
  const has = (...names: (keyof MessageSettings)[]) => {
    const missing = names.filter(name => settings[name] === undefined)
    if (missing.length > 0 && missing.length < names.length) problems.push(`${missing.join(', ')}: needed beside ${names.filter(name => !missing.includes(name)).join(', ')}`)
    return missing.length === 0
  }
  const templatesOf = (name: 'YUNTONGXUN_TEMPLATES' | 'ALIYUN_SMS_TEMPLATES') => readTemplates(settings[name]!) ?? void problems.push(`${name}: template ids ${TEMPLATES}`)

  const ways: MessageWays = { drivers: {} }
  if (has('SMTP_URL', 'SMTP_FROM')) ways.drivers.email = smtpDriver({ url: settings.SMTP_URL!, from: settings.SMTP_FROM! })

  const yuntongxun = has('YUNTONGXUN_ACCOUNT_SID', 'YUNTONGXUN_AUTH_TOKEN', 'YUNTONGXUN_APP_ID', 'YUNTONGXUN_TEMPLATES')
  const aliyun = has('ALIYUN_SMS_ACCESS_KEY_ID', 'ALIYUN_SMS_ACCESS_KEY_SECRET', 'ALIYUN_SMS_SIGN_NAME', 'ALIYUN_SMS_TEMPLATES')
  if (yuntongxun && aliyun) problems.push('YUNTONGXUN_… and ALIYUN_SMS_…: choose one of them')
  const now = () => new Date() // providers check signatures against the real time
  if (yuntongxun) {
    ways.smsTemplates = templatesOf('YUNTONGXUN_TEMPLATES')
    ways.drivers.sms = yuntongxunDriver({ baseUrl: settings.YUNTONGXUN_URL, accountSid: settings.YUNTONGXUN_ACCOUNT_SID!, authToken: settings.YUNTONGXUN_AUTH_TOKEN!, appId: settings.YUNTONGXUN_APP_ID!, templates: ways.smsTemplates ?? {} }, now)
  } else if (aliyun) {
    ways.smsTemplates = templatesOf('ALIYUN_SMS_TEMPLATES')
    ways.drivers.sms = aliyunSmsDriver({ baseUrl: settings.ALIYUN_SMS_URL, accessKeyId: settings.ALIYUN_SMS_ACCESS_KEY_ID!, accessKeySecret: settings.ALIYUN_SMS_ACCESS_KEY_SECRET!, signName: settings.ALIYUN_SMS_SIGN_NAME!, templates: ways.smsTemplates ?? {} }, now)
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return ways
}

function readTemplates(text: string): SmsTemplates | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Value.Check(Templates, value) ? value : undefined
  } catch {
    return undefined
  }
}
