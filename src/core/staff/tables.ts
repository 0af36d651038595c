import type { Generated } from 'kysely'

declare module '../../kit/db.ts' {
  interface Tables {
    role: { id: Generated<number>, name: string, permissions: string[] }
    staff: {
      id: Generated<number>
      name: string
      password_hash: string
      totp_sealed: Buffer
      totp_last_step: Generated<number>
      status: Generated<'active' | 'disabled'>
      created_at: Date
    }
    staff_place: { staff_id: number, place_hash: Buffer, seen_at: Date }
    staff_role: { staff_id: number, role_id: number }
    staff_session: {
      id: Generated<number>
      staff_id: number
      secret_hash: Buffer
      address: string
      user_agent: string
      created_at: Date
      last_seen_at: Date
      ends_at: Date
    }
    audit: { id: Generated<number>, staff_id: number, action: string, target: string, reason: string | null, before: unknown, after: unknown, at: Date }
  }
}
