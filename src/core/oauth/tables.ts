import type { Buffer } from 'node:buffer'

declare module '../../kit/db.ts' {
  interface Tables {
    oauth_identity: { provider: string, openid: string, account_id: number, created_at: Date }
    oauth_state: { state_hash: Buffer, provider: string, browser_hash: Buffer, next: string, expires_at: Date }
    oauth_ticket: { ticket_hash: Buffer, provider: string, openid: string, browser_hash: Buffer, expires_at: Date }
  }
}
