import { definePages } from '../../../web/pages.ts'

export default definePages({
  module: 'accounts',
  uses: ['oauth'],
  tab: { route: 'mine', icon: 'user', label: { 'zh-CN': '我的', 'en': 'Me' }, order: 50 },
  mine: [{
    label: { 'zh-CN': '账号', 'en': 'Account' },
    order: 80,
    lines: [
      { route: 'my-profile', icon: 'edit', label: { 'zh-CN': '个人资料', 'en': 'Profile' } },
      { route: 'my-identity', icon: 'shield', label: { 'zh-CN': '实名认证', 'en': 'Identity' } },
      { route: 'my-security', icon: 'lock', label: { 'zh-CN': '账号与安全', 'en': 'Account and security' } },
    ],
  }],
  routes: [
    { path: '/sign-in', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: { title: 'accounts.signIn.title', immersive: true, sitemap: false } },
    { path: '/register', name: 'register', component: () => import('./RegisterPage.vue'), meta: { title: 'accounts.register.title', immersive: true, sitemap: false } },
    { path: '/password/recover', name: 'recover', component: () => import('./RecoverPage.vue'), meta: { title: 'accounts.recover.title', immersive: true, sitemap: false } },
    { path: '/terms', name: 'terms', component: () => import('./TermsPage.vue'), meta: { title: 'accounts.terms.title', ssr: true } },
    { path: '/me', name: 'mine', component: () => import('./MinePage.vue'), meta: { title: 'accounts.mine.title', tabRoot: true, sitemap: false } },
    { path: '/me/profile', name: 'my-profile', component: () => import('./ProfilePage.vue'), meta: { title: 'accounts.profile.title', who: 'member' } },
    { path: '/me/identity', name: 'my-identity', component: () => import('./IdentityPage.vue'), meta: { title: 'accounts.identity.title', who: 'member' } },
    { path: '/me/security', name: 'my-security', component: () => import('./SecurityPage.vue'), meta: { title: 'accounts.security.title', who: 'member' } },
    { path: '/me/password', name: 'my-password', component: () => import('./PasswordPage.vue'), meta: { title: 'accounts.password.title', who: 'member' } },
    { path: '/me/export', name: 'my-export', component: () => import('./ExportPage.vue'), meta: { title: 'accounts.export.title', who: 'member' } },
    { path: '/me/leave', name: 'my-leave', component: () => import('./LeavePage.vue'), meta: { title: 'accounts.leave.title', who: 'member' } },
    { path: '/left', name: 'account-left', component: () => import('./LeftPage.vue'), meta: { title: 'accounts.leave.title', sitemap: false } },
    { path: '/email/activate', name: 'email-activate', component: () => import('./ActivateEmailPage.vue'), meta: { title: 'accounts.activate.title', sitemap: false } },
    { path: '/me/email', name: 'my-email', component: () => import('./EmailPage.vue'), meta: { title: 'accounts.email.title', who: 'member' } },
  ],
})
