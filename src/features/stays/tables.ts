import type { Generated, GeneratedAlways } from 'kysely'
import type { PlainDate } from '../../kit/dates.ts'
import type { Fen } from '../../kit/money.ts'
import type { BookingStatus, CancellationPolicy } from './contract.ts'
import type { Actor } from './states.ts'

declare module '../../kit/db.ts' {
  interface Tables {
    area: { id: GeneratedAlways<number>, name: string, position: number, retired_at: Date | null }
    facility: { id: GeneratedAlways<number>, name: string, icon: string, position: number, retired_at: Date | null }
    house: HouseTable
    house_image: { id: GeneratedAlways<number>, house_id: number, picture_id: string, position: number }
    booking: BookingTable
    stay_claim: StayClaimTable
    booking_event: BookingEventTable
    booking_refund: BookingRefundTable
    review: ReviewTable
  }
}

export type HouseStatus = 'published' | 'paused' | 'taken_down' | 'host_away'
export type ClaimKind = 'request' | 'hold' | 'booking' | 'host_block'

interface HouseTable {
  id: GeneratedAlways<number>
  host_id: number
  area_id: number
  title: string
  description: string
  address: string
  price: Fen
  deposit: Fen
  room_count: number
  acreage: number
  unit: string
  capacity: number
  beds: string
  min_nights: number
  max_nights: number
  notice_days: number
  window_days: number
  instant: boolean
  policy: CancellationPolicy
  check_in_hour: number
  check_out_hour: number
  facility_ids: number[]
  cover_id: string | null
  status: Generated<HouseStatus>
  status_reason: string | null
  reviewed_at: Date | null
  booking_count: Generated<number>
  review_count: Generated<number>
  rating_sum: Generated<number>
  rating_tenths: GeneratedAlways<number>
  host_cancel_count: Generated<number>
  created_at: Date
  changed_at: Date
}

interface BookingTable {
  id: Generated<number>
  public_id: string
  house_id: number
  host_id: number
  guest_id: number
  status: BookingStatus
  due_at: Date | null
  extensions: Generated<number>
  check_in: PlainDate
  check_out: PlainDate
  starts_at: Date
  ends_at: Date
  guests: number
  note: string
  title: string
  picture_id: string | null
  area_id: number
  address: string
  instant: boolean
  check_in_hour: number
  check_out_hour: number
  price: Fen
  /** Written as JSON text. */
  lines: any
  total: Fen
  deposit: Fen
  policy: CancellationPolicy
  /** Written as JSON text. */
  refund_steps: any
  payment_id: number | null
  paid_at: Date | null
  canceled_by: 'guest' | 'host' | 'staff' | null
  reason: string | null
  created_at: Date
}

interface StayClaimTable {
  id: GeneratedAlways<number>
  house_id: number
  starts_on: PlainDate
  ends_on: PlainDate
  kind: ClaimKind
  booking_id: number | null
  expires_at: Date | null
  released_at: Date | null
}

interface BookingEventTable {
  id: GeneratedAlways<number>
  booking_id: number
  action: string
  from_status: BookingStatus | null
  to_status: BookingStatus
  actor: Actor
  reason: string | null
  at: Date
  untold: boolean
}

interface BookingRefundTable {
  id: GeneratedAlways<number>
  booking_id: number
  refund_id: number
  amount: Fen
  reason: string
  status: Generated<'processing' | 'done' | 'failed'>
  created_at: Date
}

interface ReviewTable {
  id: GeneratedAlways<number>
  booking_id: number
  house_id: number
  guest_id: number
  rating: number
  text: string
  stayed_in: string
  created_at: Date
  answer_text: string | null
  answered_at: Date | null
}
