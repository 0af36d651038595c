import { defineConsolePages } from '../../../console/pages.ts'

export default defineConsolePages({
  module: 'social',
  heading: { 'zh-CN': '遇见', 'en': 'Meet' },
  menu: [
    { label: { 'zh-CN': '交友统计', 'en': 'Statistics of Meet' }, route: 'console-meet-statistics', icon: 'chart', permission: 'social.statistics', order: 50 },
    { label: { 'zh-CN': '举报', 'en': 'Reports' }, route: 'console-meet-reports', icon: 'flag', permission: 'social.reports', order: 51 },
    { label: { 'zh-CN': '申诉', 'en': 'Appeals' }, route: 'console-meet-appeals', icon: 'chat', permission: 'social.reports', order: 52 },
    { label: { 'zh-CN': '照片审核', 'en': 'Photos' }, route: 'console-meet-photos', icon: 'image', permission: 'social.photos', order: 53 },
    { label: { 'zh-CN': '交友用户', 'en': 'People of Meet' }, route: 'console-meet-people', icon: 'heart', permission: 'social.people', order: 54 },
    { label: { 'zh-CN': '会员订单', 'en': 'Memberships sold' }, route: 'console-memberships', icon: 'sparkle', permission: 'social.membership', order: 55 },
    { label: { 'zh-CN': '等级与套餐', 'en': 'Levels and plans' }, route: 'console-membership-plans', icon: 'tag', permission: 'social.membership', order: 56 },
  ],
  routes: [
    { path: '/meet/statistics', name: 'console-meet-statistics', component: () => import('./statistics/StatisticsPage.vue'), meta: { title: 'social.statistics.title', permission: 'social.statistics' } },
    { path: '/meet/reports', name: 'console-meet-reports', component: () => import('./reports/ReportsPage.vue'), meta: { title: 'social.reports.title', permission: 'social.reports' } },
    { path: '/meet/appeals', name: 'console-meet-appeals', component: () => import('./appeals/AppealsPage.vue'), meta: { title: 'social.appeals.title', permission: 'social.reports' } },
    { path: '/meet/photos', name: 'console-meet-photos', component: () => import('./photos/PhotosPage.vue'), meta: { title: 'social.photos.title', permission: 'social.photos' } },
    { path: '/meet/photos/banned', name: 'console-meet-banned-photos', component: () => import('./photos/BannedPhotosPage.vue'), meta: { title: 'social.photos.bannedTitle', permission: 'social.photos' } },
    { path: '/meet/people', name: 'console-meet-people', component: () => import('./people/PeoplePage.vue'), meta: { title: 'social.people.title', permission: 'social.people' } },
    { path: '/meet/memberships', name: 'console-memberships', component: () => import('./membership/MembershipsPage.vue'), meta: { title: 'social.membership.orders.title', permission: 'social.membership' } },
    { path: '/meet/plans', name: 'console-membership-plans', component: () => import('./membership/PlansPage.vue'), meta: { title: 'social.membership.plans.title', permission: 'social.membership' } },
  ],
  start: { component: () => import('./StartPart.vue'), permissions: ['social.reports', 'social.photos'], order: 14 },
  targets: {
    meeter: id => ({ name: 'console-meet-people', query: { open: id } }),
    report: id => ({ name: 'console-meet-reports', query: { open: id } }),
    photo: () => ({ name: 'console-meet-photos' }),
    banned_photo: () => ({ name: 'console-meet-banned-photos' }),
    social: id => ({ name: 'console-memberships', query: { open: id } }), // what payments of this module are for
    level: () => ({ name: 'console-membership-plans' }),
    plan: () => ({ name: 'console-membership-plans' }),
  },
})
