import { defineModule } from '../../kit/module.ts'
import { dropBookOf, dropDeleted } from './book.ts'
import { loadDemo } from './demo.ts'
import { addAddressRoutes } from './routes.ts'
import { listWithDeleted } from './store.ts'
import './tables.ts'

export { addressOf } from './book.ts'

/** Where people have things sent to: an address book of at most twenty, one of them the default. */
export const addresses = defineModule({
  name: 'addresses',
  migrations: new URL('./migrations/', import.meta.url),
  routes: addAddressRoutes,
  sweeps: { dropDeleted: { everySeconds: 3600, run: dropDeleted } },
  onAccountDeleted: dropBookOf,
  async exportOf({ db }, accountId) {
    return { addresses: await listWithDeleted(db.sql, accountId) }
  },
  exports: { address: 'addresses' },
  notExported: { address_book: 'counts the addresses and says which is the default, as each of them does' },
  demo: loadDemo,
})
