import { defineConsolePages } from '../../../console/pages.ts'

export default defineConsolePages({
  module: 'stays',
  heading: { 'zh-CN': '爱家租房', 'en': 'Homes to stay in' },
  menu: [
    { label: { 'zh-CN': '房源', 'en': 'Homes' }, route: 'console-houses', icon: 'home', permission: 'stays.houses', order: 20 },
    { label: { 'zh-CN': '订单', 'en': 'Bookings' }, route: 'console-bookings', icon: 'receipt', permission: 'stays.bookings', order: 21 },
    { label: { 'zh-CN': '城区与设施', 'en': 'Districts, facilities' }, route: 'console-stays-reference', icon: 'pin', permission: 'stays.reference', order: 22 },
  ],
  routes: [
    { path: '/houses', name: 'console-houses', component: () => import('./houses/HousesPage.vue'), meta: { title: 'stays.houses.title', permission: 'stays.houses' } },
    { path: '/bookings', name: 'console-bookings', component: () => import('./bookings/BookingsPage.vue'), meta: { title: 'stays.bookings.title', permission: 'stays.bookings' } },
    { path: '/districts', name: 'console-stays-reference', component: () => import('./reference/ReferencePage.vue'), meta: { title: 'stays.reference.title', permission: 'stays.reference' } },
  ],
  start: { component: () => import('./StartPart.vue'), permissions: ['stays.houses', 'stays.bookings'], order: 10 },
  targets: {
    house: id => ({ name: 'console-houses', query: { open: id } }),
    booking: id => ({ name: 'console-bookings', query: { open: id } }),
    stays: id => ({ name: 'console-bookings', query: { open: id } }), // what payments of this module are for
    area: () => ({ name: 'console-stays-reference' }),
    facility: () => ({ name: 'console-stays-reference' }),
  },
})
