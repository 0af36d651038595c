import type { GeneratedAlways } from 'kysely'

declare module '../../kit/db.ts' {
  interface Tables {
    push_subscription: {
      id: GeneratedAlways<number>
      account_id: number
      session_id: number
      endpoint: string
      p256dh: string
      auth: string
      created_at: Date
    }
  }
}
