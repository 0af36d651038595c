import { definePages } from '../../../web/pages.ts'

export default definePages({
  module: 'oauth',
  uses: ['accounts'],
  routes: [
    { path: '/sign-in/bind', name: 'sign-in-bind', component: () => import('./BindPage.vue'), meta: { title: 'oauth.bind.title', immersive: true, sitemap: false } },
  ],
})
