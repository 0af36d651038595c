import { defineModule } from '../../kit/module.ts'
import { endBookingsOf } from './account-deleted.ts'
import { addConsoleRoutes } from './console-routes.ts'
import { loadLarge } from './demo/large.ts'
import { drawRoom } from './demo/home-pictures.ts'
import { loadDemoStays } from './demo/load.ts'
import { exported, exportOf } from './export.ts'
import { affairsOf, standingChanged } from './leaving.ts'
import { messages } from './messages.ts'
import { bookingPaid, bookingRefunded } from './pay-booking.ts'
import { reasons } from './reasons.ts'
import { addRoutes } from './routes.ts'
import { publishedHouses } from './store-houses.ts'
import { advanceBookings } from './sweeps.ts'
import { tellPeople } from './tell.ts'
import './tables.ts'

/**
 * 爱家租房: homes to stay in. Hosts publish them, guests find and book them by the night, pay, stay and review.
 * Who has which nights is one table, `stay_claim`, in which the database lets no two live rows overlap.
 */
export const stays = defineModule({
  name: 'stays',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: ['stays.houses', 'stays.bookings', 'stays.reference'],
  routes(app, parts) {
    addRoutes(app, parts)
    addConsoleRoutes(app, parts)
  },
  messages,
  reasons,
  sweeps: {
    advance: { everySeconds: 2, run: advanceBookings },
    tell: { everySeconds: 2, run: tellPeople },
  },
  onPaid: bookingPaid,
  onRefunded: bookingRefunded,
  onStandingChanged: standingChanged,
  onAccountDeleted: endBookingsOf,
  affairsOf,
  exportOf,
  exports: exported,
  demo: loadDemoStays,
  firstPages: ['/', '/stays'],
  drawings: { room: drawRoom },
  largeDemo: { sizes: ['houses', 'bookings'], load: loadLarge },
  sitemap: async parts => (await publishedHouses(parts.db.sql)).map(({ id, changedAt }) => ({ path: `/stays/${id}`, changedAt })),
})
