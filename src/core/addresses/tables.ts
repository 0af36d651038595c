import type { GeneratedAlways } from 'kysely'

declare module '../../kit/db.ts' {
  interface Tables {
    address: AddressTable
    address_book: { account_id: number, live: number, default_id: number | null }
  }
}

interface AddressTable {
  id: GeneratedAlways<number>
  account_id: number
  title: string
  receiver: string
  mobile: string
  region_code: string
  region: string
  place: string
  tel: string | null
  email: string | null
  created_at: Date
  deleted_at: Date | null
}
