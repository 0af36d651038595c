import type { GeneratedAlways } from 'kysely'
import type { Lang } from '../../kit/errors.ts'

export type ParamsByLang = Record<Lang, Record<string, string>>

declare module '../../kit/db.ts' {
  interface Tables {
    notice: {
      id: GeneratedAlways<number>
      account_id: number
      module: string
      purpose: string
      params: ParamsByLang
      path: string
      created_at: Date
      read_at: Date | null
    }
  }
}
