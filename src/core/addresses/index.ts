import { defineModule } from '../../kit/module.ts'
import { dropBookOf, dropDeleted } from './book.ts'
import { loadDemo } from './demo.ts'
import { addAddressRoutes } from './routes.ts'
import './tables.ts'

export { addressOf } from './book.ts'

/** Where people have things sent to: an address book of at most twenty, one of them the default. */
export const addresses = defineModule({
  name: 'addresses',
  migrations: new URL('./migrations/', import.meta.url),
  routes: addAddressRoutes,
  sweeps: { dropDeleted: { everySeconds: 3600, run: dropDeleted } },
  onAccountDeleted: dropBookOf,
  demo: loadDemo,
})
