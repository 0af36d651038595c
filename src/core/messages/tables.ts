import type { Buffer } from 'node:buffer'
import type { Generated, GeneratedAlways } from 'kysely'
import type { Lang } from '../../kit/errors.ts'
import type { MessageChannel } from './driver.ts'

type MessageStatus = 'queued' | 'sent' | 'failed'

declare module '../../kit/db.ts' {
  interface Tables {
    message: {
      id: GeneratedAlways<number>
      channel: MessageChannel
      target: string
      purpose: string
      lang: Lang
      params_sealed: Buffer | null
      status: Generated<MessageStatus>
      tries: Generated<number>
      held_until: Date | null
      driver: string | null
      provider_id: string | null
      failure: string | null
      created_at: Date
      expires_at: Date | null
      sent_at: Date | null
    }
  }
}
