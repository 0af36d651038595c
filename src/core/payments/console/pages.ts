import { defineConsolePages } from '../../../console/pages.ts'

export default defineConsolePages({
  module: 'payments',
  menu: [
    { label: { 'zh-CN': '收款', 'en': 'Payments' }, route: 'console-payments', icon: 'wallet', permission: 'payments.read', order: 60 },
    { label: { 'zh-CN': '退款', 'en': 'Refunds' }, route: 'console-refunds', icon: 'undo', permission: 'payments.read', order: 61 },
  ],
  routes: [
    { path: '/payments', name: 'console-payments', component: () => import('./PaymentsPage.vue'), meta: { title: 'payments.payments.title', permission: 'payments.read' } },
    { path: '/refunds', name: 'console-refunds', component: () => import('./RefundsPage.vue'), meta: { title: 'payments.refunds.title', permission: 'payments.read' } },
  ],
  start: { component: () => import('./StartPart.vue'), permissions: ['payments.read'], order: 20 },
  targets: { refund: () => ({ name: 'console-refunds' }) },
})
