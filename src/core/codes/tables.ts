import type { Buffer } from 'node:buffer'
import type { CodeChannel, CodePurpose } from './contract.ts'

declare module '../../kit/db.ts' {
  interface Tables {
    captcha: { id: string, text_hash: Buffer, text_sealed: Buffer | null, created_at: Date, expires_at: Date }
    verification_code: { channel: CodeChannel, target: string, purpose: CodePurpose, code_hash: Buffer, tries_left: number, sent_at: Date, expires_at: Date }
    code_wait: { channel: CodeChannel, target: string, sent_at: Date, day: string, sent_that_day: number }
  }
}
