import { defineModule } from '../../kit/module.ts'
import './tables.ts'

/** 美多商城: goods to buy, from the catalogue to a paid, delivered and reviewed order. */
export const mall = defineModule({
  name: 'mall',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: ['mall.catalogue', 'mall.stock', 'mall.marketing', 'mall.orders', 'mall.returns', 'mall.reviews', 'mall.statistics'],
})
