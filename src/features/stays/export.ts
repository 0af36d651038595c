import type { Parts } from '../../kit/module.ts'
import { bookingsToExport, housesToExport, reviewsToExport } from './store-export.ts'

/** What somebody has given as guest and as host. Of the other side no more than a booking's page shows, and no phone number. */
export async function exportOf({ db }: Parts, accountId: number): Promise<Record<string, unknown>> {
  return {
    houses: await housesToExport(db.sql, accountId),
    bookings: await bookingsToExport(db.sql, accountId),
    reviews: await reviewsToExport(db.sql, accountId),
  }
}

export const exported = { house: 'houses', booking: 'bookings', review: 'reviews' }
