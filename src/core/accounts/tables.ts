import type { Buffer } from 'node:buffer'
import type { Generated, GeneratedAlways } from 'kysely'
import type { Lang } from '../../kit/errors.ts'

declare module '../../kit/db.ts' {
  interface Tables {
    account: AccountTable
    session: SessionTable
    sign_in_place: { account_id: number, place_hash: Buffer, seen_at: Date }
    password_recovery: { token_hash: Buffer, account_id: number | null, channel: 'sms' | 'email', target: string, expires_at: Date }
    email_activation: { account_id: number, token_hash: Buffer, email: string, expires_at: Date }
    banned_mobile: { mobile_hash: Buffer, banned_at: Date }
    identity: { account_id: number, number_hash: Buffer, sealed: Buffer, key_version: number, verified_at: Date }
  }
}

export type AccountStatus = 'active' | 'leaving' | 'suspended' | 'deleted'

interface AccountTable {
  id: GeneratedAlways<number>
  public_id: string
  mobile: string | null
  email: string | null
  username: string | null
  name: string
  password_hash: string | null
  avatar_id: string | null
  lang: Lang | null
  status: Generated<AccountStatus>
  status_reason: string | null
  leaves_at: Date | null
  terms_version: string
  terms_accepted_at: Date
  created_at: Date
}

interface SessionTable {
  id: GeneratedAlways<number>
  account_id: number
  kind: 'browser' | 'token'
  secret_hash: Buffer
  refresh_number: Generated<number>
  user_agent: string
  address: string
  created_at: Date
  last_seen_at: Date
  ends_at: Date
}
