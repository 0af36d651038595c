import { definePages } from '../../../web/pages.ts'
import { FILTER_NAMES } from './search/filters.ts'

export default definePages({
  module: 'stays',
  tab: { route: 'home', icon: 'home', label: { 'zh-CN': '爱家', 'en': 'Stays' }, order: 10 },
  slogan: { 'zh-CN': '爱家租房 享受家的温馨', 'en': 'Aijia Stays, the warmth of a home' },
  mine: [
    {
      label: { 'zh-CN': '爱家做客', 'en': 'As a guest' },
      order: 10,
      lines: [{ route: 'bookings', icon: 'receipt', label: { 'zh-CN': '我的订单', 'en': 'My stays' } }],
    },
    {
      label: { 'zh-CN': '爱家待客', 'en': 'As a host' },
      order: 11,
      lines: [
        { route: 'hosting', icon: 'key', label: { 'zh-CN': '我的房源', 'en': 'My homes' } },
        { route: 'hosting-bookings', icon: 'users', label: { 'zh-CN': '客户订单', 'en': 'Guest bookings' } },
      ],
    },
  ],
  paid: reference => ({ name: 'booking', params: { id: reference } }),
  routes: [
    { path: '/', name: 'home', component: () => import('./home/HomePage.vue'), meta: { tabRoot: true, ssr: { tags: () => ['stays:home'] } } },
    { path: '/stays', name: 'stays', component: () => import('./search/HousesPage.vue'), meta: { ssr: { query: [...FILTER_NAMES], tags: () => ['houses'], seconds: 30 } } },
    { path: '/stays/:id(\\d+)', name: 'house', component: () => import('./house/HousePage.vue'), meta: { ssr: { tags: to => [`house:${String(to.params.id)}`] } } },
    { path: '/stays/:id(\\d+)/book', name: 'book', component: () => import('./booking/BookPage.vue'), meta: { title: 'stays.book.title', who: 'member', immersive: true } },
    { path: '/bookings', name: 'bookings', component: () => import('./booking/BookingsPage.vue'), meta: { title: 'stays.bookings.title', who: 'member' } },
    { path: '/bookings/:id', name: 'booking', component: () => import('./booking/BookingPage.vue'), meta: { title: 'stays.bookings.one', who: 'member' } },
    { path: '/hosting', name: 'hosting', component: () => import('./hosting/HostingPage.vue'), meta: { title: 'stays.hosting.title', who: 'member' } },
    { path: '/hosting/bookings', name: 'hosting-bookings', component: () => import('./hosting/HostBookingsPage.vue'), meta: { title: 'stays.bookings.hostTitle', who: 'member' } },
    { path: '/hosting/houses/new', name: 'house-new', component: () => import('./hosting/NewHousePage.vue'), meta: { title: 'stays.hosting.publish', who: 'member' } },
    { path: '/hosting/houses/:id(\\d+)/edit', name: 'house-edit', component: () => import('./hosting/EditHousePage.vue'), meta: { title: 'stays.form.editTitle', who: 'member' } },
    { path: '/hosting/houses/:id(\\d+)/pictures', name: 'house-pictures', component: () => import('./hosting/HousePicturesPage.vue'), meta: { title: 'stays.images.title', who: 'member' } },
    { path: '/hosting/houses/:id(\\d+)/calendar', name: 'house-calendar', component: () => import('./hosting/HouseCalendarPage.vue'), meta: { title: 'stays.hosting.calendarTitle', who: 'member' } },
  ],
})
