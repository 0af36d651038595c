import { definePages } from '../../../web/pages.ts'
import { useUnreadCount } from './useUnread.ts'

export default definePages({
  module: 'inbox',
  tab: { route: 'inbox', icon: 'chat', label: { 'zh-CN': '消息', 'en': 'Inbox' }, order: 40, useBadge: useUnreadCount },
  mine: [{
    label: { 'zh-CN': '消息', 'en': 'Messages' },
    order: 70,
    lines: [{ route: 'inbox-settings', icon: 'bell', label: { 'zh-CN': '消息通知', 'en': 'Notifications' } }],
  }],
  routes: [
    { path: '/inbox', name: 'inbox', component: () => import('./InboxPage.vue'), meta: { title: 'inbox.title', tabRoot: true, sitemap: false } },
    { path: '/inbox/settings', name: 'inbox-settings', component: () => import('./SettingsPage.vue'), meta: { title: 'inbox.settings.title', who: 'member' } },
  ],
})
