import { defineConsolePages } from '../../../console/pages.ts'

export default defineConsolePages({
  module: 'accounts',
  menu: [
    { label: { 'zh-CN': '用户', 'en': 'People' }, route: 'console-users', icon: 'users', permission: 'accounts.read', order: 10 },
    { label: { 'zh-CN': '实名认证', 'en': 'Identities' }, route: 'console-identities', icon: 'id-card', permission: 'accounts.identities', order: 11 },
  ],
  routes: [
    { path: '/users', name: 'console-users', component: () => import('./UsersPage.vue'), meta: { title: 'accounts.users.title', permission: 'accounts.read' } },
    { path: '/identities', name: 'console-identities', component: () => import('./IdentitiesPage.vue'), meta: { title: 'accounts.identities.title', permission: 'accounts.identities' } },
  ],
  start: { component: () => import('./StartPart.vue'), permissions: ['accounts.read'], order: 30 },
  targets: { account: id => ({ name: 'console-users', query: { open: id } }) },
})
