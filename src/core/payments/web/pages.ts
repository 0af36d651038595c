import { definePages } from '../../../web/pages.ts'

export default definePages({
  module: 'payments',
  routes: [
    { path: '/pay/complete', name: 'pay-complete', component: () => import('./PayCompletePage.vue'), meta: { title: 'payments.title', who: 'member', immersive: true } },
  ],
})
