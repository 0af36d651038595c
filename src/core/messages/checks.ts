import type { Parts } from '../../kit/module.ts'
import type { MessageChannel } from './driver.ts'
import { waysOf } from './settings.ts'
import { allPurposes, textOf } from './texts.ts'

const MISSING: Record<MessageChannel, string> = {
  sms: 'no SMS can be sent: set YUNTONGXUN_… or ALIYUN_SMS_…',
  email: 'no e-mail can be sent: set SMTP_URL and SMTP_FROM',
}

/** How messages of a channel leave. @throws a sentence when they can't, or not all of them */
export function checkChannel(parts: Parts, channel: MessageChannel): string {
  const { drivers, smsTemplates } = waysOf(parts.config)
  const driver = drivers[channel]
  if (!driver) throw new Error(MISSING[channel])
  const untold = channel === 'sms' && smsTemplates ? allPurposes(parts).filter(purpose => !textOf(parts, purpose)?.emailOnly && !Object.hasOwn(smsTemplates, purpose)) : []
  if (untold.length > 0) throw new Error(`not sent by SMS for want of a template: ${untold.join(', ')}`)
  return `by ${driver.name}`
}

/** At the start: settings that contradict themselves stop it, what merely can't be sent is warned of. Throws a ConfigError. */
export function checkMessages(parts: Parts): void {
  allPurposes(parts)
  waysOf(parts.config)
  for (const channel of ['sms', 'email'] as const) {
    try {
      checkChannel(parts, channel)
    } catch (error) {
      parts.log.warn((error as Error).message)
    }
  }
}
