import type { Parts } from '../../../kit/module.ts'
import { cartToExport, couponsToExport, favouritesToExport, ordersToExport, picturesToExport, returnsToExport, reviewsToExport, searchesToExport, viewsToExport } from './store-export.ts'

/** What somebody has looked for, looked at, kept, bought, given back and said. */
export async function exportOf({ db: { sql } }: Parts, accountId: number): Promise<Record<string, unknown>> {
  return {
    searches: await searchesToExport(sql, accountId),
    views: await viewsToExport(sql, accountId),
    favourites: await favouritesToExport(sql, accountId),
    cart: await cartToExport(sql, accountId),
    coupons: await couponsToExport(sql, accountId),
    orders: await ordersToExport(sql, accountId),
    returns: await returnsToExport(sql, accountId),
    reviews: await reviewsToExport(sql, accountId),
    pictures: await picturesToExport(sql, accountId),
  }
}

export const exported = {
  search_history: 'searches',
  product_view: 'views',
  favourite: 'favourites',
  cart: 'cart',
  coupon_claim: 'coupons',
  shop_order: 'orders',
  return_case: 'returns',
  product_review: 'reviews',
  uploaded_picture: 'pictures',
}
