import { discardPictures } from '../../core/media/index.ts'
import { defineModule } from '../../kit/module.ts'
import { dropIdleCarts } from './cart/cart.ts'
import { addCartRoutes } from './cart/routes.ts'
import { deleteCartOf } from './cart/store.ts'
import { addCatalogueRoutes } from './catalogue/routes.ts'
import { productsOnShelf } from './catalogue/store-lists.ts'
import { deleteLooks } from './catalogue/store-looks.ts'
import { addCheckoutRoutes } from './checkout/routes.ts'
import { addConsoleCouponRoutes } from './coupons/console-routes.ts'
import { addCouponRoutes } from './coupons/routes.ts'
import { loadLarge } from './demo/large.ts'
import { loadDemoMall } from './demo/load.ts'
import { drawAd, drawGoods } from './demo/pictures/scene.ts'
import { addConsoleFreightRoutes } from './freight/console-routes.ts'
import { addFreightRoutes } from './freight/routes.ts'
import { endOrdersOf } from './orders/account-deleted.ts'
import { addConsoleOrderRoutes } from './orders/console-routes.ts'
import { messages } from './orders/messages.ts'
import { orderPaid, orderRefunded } from './orders/pay-order.ts'
import { reasons } from './orders/reasons.ts'
import { addOrderRoutes } from './orders/routes.ts'
import { advanceOrders } from './orders/sweeps.ts'
import { tellBuyers } from './orders/tell.ts'
import { exported, exportOf } from './people/export.ts'
import { affairsOf, forgetDeletedReceivers, standingChanged } from './people/leaving.ts'
import { deleteBelongings, forgetReceivers } from './people/store.ts'
import { addConsoleProductRoutes } from './products/routes.ts'
import { addProductTransferRoutes } from './products/transfer/routes.ts'
import { addConsoleReturnRoutes } from './returns/console-routes.ts'
import { addReturnRoutes } from './returns/routes.ts'
import { closeForgottenReturns } from './returns/sweeps.ts'
import { addConsoleReviewRoutes } from './reviews/console-routes.ts'
import { addReviewRoutes } from './reviews/routes.ts'
import { addConsoleSearchRoutes } from './search/console-routes.ts'
import { reindex } from './search/index-products.ts'
import { forgetOldWords, forgetSearchesOf } from './search/log.ts'
import { addSearchRoutes } from './search/routes.ts'
import { refreshSuggestions } from './search/suggestions.ts'
import { checkStockBooks } from './stock/books.ts'
import { addConsoleStockRoutes } from './stock/console-routes.ts'
import { addStatisticsRoutes } from './statistics/console-routes.ts'
import { addShopfrontRoutes } from './shopfront/routes.ts'
import { addTaxonomyRoutes } from './taxonomy/routes.ts'
import './tables.ts'

const DAY_SECONDS = 86_400

/** 美多商城: goods to buy, from the catalogue to a paid, delivered and reviewed order. */
export const mall = defineModule({
  name: 'mall',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: ['mall.catalogue', 'mall.stock', 'mall.marketing', 'mall.orders', 'mall.returns', 'mall.reviews', 'mall.statistics'],
  routes(app, parts) {
    addCatalogueRoutes(app, parts)
    addConsoleProductRoutes(app, parts)
    addProductTransferRoutes(app, parts)
    addSearchRoutes(app, parts)
    addTaxonomyRoutes(app, parts)
    addShopfrontRoutes(app, parts)
    addConsoleSearchRoutes(app, parts)
    addFreightRoutes(app, parts)
    addConsoleFreightRoutes(app, parts)
    addCouponRoutes(app, parts)
    addConsoleCouponRoutes(app, parts)
    addCartRoutes(app, parts)
    addCheckoutRoutes(app, parts)
    addOrderRoutes(app, parts)
    addConsoleOrderRoutes(app, parts)
    addReturnRoutes(app, parts)
    addConsoleReturnRoutes(app, parts)
    addReviewRoutes(app, parts)
    addConsoleReviewRoutes(app, parts)
    addConsoleStockRoutes(app, parts)
    addStatisticsRoutes(app, parts)
  },
  messages,
  reasons,
  sweeps: {
    reindex: { everySeconds: 2, run: reindex },
    suggestions: { everySeconds: 30, run: refreshSuggestions },
    oldSearchWords: { everySeconds: 3600, run: forgetOldWords },
    dropIdleCarts: { everySeconds: 3600, run: dropIdleCarts },
    orders: { everySeconds: 2, run: advanceOrders },
    tell: { everySeconds: 2, run: tellBuyers },
    returns: { everySeconds: 600, run: closeForgottenReturns },
    forgetReceivers: { everySeconds: DAY_SECONDS, run: forgetDeletedReceivers },
    stockBooks: { everySeconds: DAY_SECONDS, run: checkStockBooks },
  },
  onPaid: orderPaid,
  onRefunded: orderRefunded,
  async onAccountDeleted(parts, tx, accountId) {
    await endOrdersOf(parts, tx, accountId)
    await deleteCartOf(tx, accountId)
    await forgetSearchesOf(tx, accountId)
    await deleteLooks(tx, accountId)
    await discardPictures(tx, await deleteBelongings(tx, accountId), parts.clock.now())
    await forgetReceivers(tx, accountId)
  },
  onStandingChanged: standingChanged,
  affairsOf,
  exportOf,
  exports: exported,
  demo: loadDemoMall,
  largeDemo: { sizes: ['products'], load: loadLarge },
  drawings: { goods: drawGoods, ad: drawAd },
  sitemap: async parts => (await productsOnShelf(parts.db.sql)).map(({ id, changedAt }) => ({ path: `/mall/products/${id}`, changedAt })),
})
