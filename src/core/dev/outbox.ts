import type { Static } from 'typebox'
import type { Parts } from '../../kit/module.ts'
import type { Outbox } from './contract.ts'
import { latestCaptchas } from '../codes/index.ts'
import { latestMessages } from '../messages/index.ts'
import { demoStaffCode } from '../staff/index.ts'

const SHOWN = 50

/** What was sent and what captchas ask for, readable by whoever tries the site. */
export async function outboxOf(parts: Parts): Promise<Static<typeof Outbox>> {
  const [messages, captchas, staff] = await Promise.all([latestMessages(parts, SHOWN), latestCaptchas(parts, SHOWN), demoStaffCode(parts)])
  return { messages, captchas, ...(staff ? { staff } : {}) }
}
