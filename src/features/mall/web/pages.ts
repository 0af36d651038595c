import { definePages } from '../../../web/pages.ts'
import { FILTER_NAMES } from './list/filters.ts'

export default definePages({
  module: 'mall',
  tab: { route: 'mall', icon: 'bag', label: { 'zh-CN': '美多', 'en': 'Mall' }, order: 20 },
  slogan: { 'zh-CN': '美多商城 好物到家', 'en': 'Meiduo Mall, good things brought home' },
  mine: [{
    label: { 'zh-CN': '美多商城', 'en': 'Mall' },
    order: 20,
    lines: [
      { route: 'orders', icon: 'box', label: { 'zh-CN': '商城订单', 'en': 'Mall orders' } },
      { route: 'cart', icon: 'cart', label: { 'zh-CN': '购物车', 'en': 'Cart' } },
      { route: 'my-coupons', icon: 'coupon', label: { 'zh-CN': '我的优惠券', 'en': 'My coupons' } },
      { route: 'favourites', icon: 'heart', label: { 'zh-CN': '我的收藏', 'en': 'Kept for later' } },
      { route: 'mall-history', icon: 'clock', label: { 'zh-CN': '浏览记录', 'en': 'Viewed goods' } },
    ],
  }],
  paid: reference => ({ name: 'order', params: { no: reference } }),
  uses: ['addresses'],
  routes: [
    { path: '/mall', name: 'mall', component: () => import('./home/MallHomePage.vue'), meta: { tabRoot: true, ssr: { tags: () => ['mall:home', 'products'] } } },
    { path: '/mall/categories', name: 'mall-categories', component: () => import('./home/CategoriesPage.vue'), meta: { title: 'mall.categories.title', ssr: { tags: () => ['mall:categories'] } } },
    { path: '/mall/products', name: 'products', component: () => import('./list/ProductsPage.vue'), meta: { ssr: { query: [...FILTER_NAMES], tags: () => ['products'], seconds: 30 } } },
    { path: '/mall/search', name: 'mall-search', component: () => import('./search/SearchPage.vue'), meta: { title: 'mall.search.title', sitemap: false } },
    { path: '/mall/products/:id(\\d+)', name: 'product', component: () => import('./product/ProductPage.vue'), meta: { ssr: { tags: to => [`product:${String(to.params.id)}`] } } },
    { path: '/mall/cart', name: 'cart', component: () => import('./cart/CartPage.vue'), meta: { title: 'mall.cart.title', sitemap: false } },
    { path: '/mall/checkout', name: 'checkout', component: () => import('./checkout/CheckoutPage.vue'), meta: { title: 'mall.checkout.title', who: 'member', immersive: true } },
    { path: '/mall/orders', name: 'orders', component: () => import('./orders/OrdersPage.vue'), meta: { title: 'mall.orders.title', who: 'member' } },
    { path: '/mall/orders/:no', name: 'order', component: () => import('./orders/OrderPage.vue'), meta: { title: 'mall.orders.one', who: 'member' } },
    { path: '/mall/returns', name: 'returns', component: () => import('./orders/ReturnsPage.vue'), meta: { title: 'mall.returns.title', who: 'member' } },
    { path: '/mall/coupons', name: 'coupons', component: () => import('./coupons/CouponsPage.vue'), meta: { title: 'mall.coupons.title', sitemap: false } },
    { path: '/mall/coupons/mine', name: 'my-coupons', component: () => import('./coupons/MyCouponsPage.vue'), meta: { title: 'mall.coupons.mine', who: 'member' } },
    { path: '/mall/favourites', name: 'favourites', component: () => import('./kept/FavouritesPage.vue'), meta: { title: 'mall.kept.favourites', who: 'member' } },
    { path: '/mall/history', name: 'mall-history', component: () => import('./kept/HistoryPage.vue'), meta: { title: 'mall.kept.history', who: 'member' } },
  ],
})
