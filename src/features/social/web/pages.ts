import { definePages } from '../../../web/pages.ts'

export default definePages({
  module: 'social',
  tab: { route: 'meet', icon: 'heart', label: { 'zh-CN': '遇见', 'en': 'Meet' }, order: 30 },
  slogan: { 'zh-CN': '遇见 认识住得不远的人', 'en': 'Meet, for people who live nearby' },
  mine: [{
    label: { 'zh-CN': '遇见', 'en': 'Meet' },
    order: 30,
    lines: [
      { route: 'meet-profile', icon: 'user', label: { 'zh-CN': '我的交友资料', 'en': 'My profile in Meet' } },
      { route: 'meet-likes', icon: 'heart', label: { 'zh-CN': '喜欢我的人', 'en': 'Who likes me' } },
      { route: 'meet-ranking', icon: 'chart', label: { 'zh-CN': '人气榜', 'en': 'Most liked' } },
      { route: 'meet-membership', icon: 'sparkle', label: { 'zh-CN': '遇见会员', 'en': 'Membership of Meet' } },
      { route: 'meet-settings', icon: 'filter', label: { 'zh-CN': '交友设置', 'en': 'Settings of Meet' } },
      { route: 'meet-safety', icon: 'shield', label: { 'zh-CN': '遇见安全中心', 'en': 'Safety in Meet' } },
    ],
  }],
  paid: () => ({ name: 'meet-membership' }),
  uses: ['addresses'],
  routes: [
    { path: '/meet', name: 'meet', component: () => import('./landing/MeetPage.vue'), meta: { tabRoot: true, immersive: true, ssr: true } },
    { path: '/meet/setup', name: 'meet-setup', component: () => import('./setup/SetupPage.vue'), meta: { title: 'social.setup.title', who: 'member', immersive: true } },
    { path: '/meet/profile', name: 'meet-profile', component: () => import('./profile/ProfilePage.vue'), meta: { title: 'social.profile.title', who: 'member' } },
    { path: '/meet/settings', name: 'meet-settings', component: () => import('./settings/SettingsPage.vue'), meta: { title: 'social.settings.title', who: 'member' } },
    { path: '/meet/likes', name: 'meet-likes', component: () => import('./likes/LikesPage.vue'), meta: { title: 'social.likes.title', who: 'member' } },
    { path: '/meet/chats', name: 'meet-chats', component: () => import('./chat/ChatsPage.vue'), meta: { title: 'social.chat.title', who: 'member' } },
    { path: '/meet/chats/:id', name: 'meet-chat', component: () => import('./chat/ChatPage.vue'), meta: { title: 'social.chat.title', who: 'member', immersive: true } },
    { path: '/meet/people/:id', name: 'meet-person', component: () => import('./people/PersonPage.vue'), meta: { title: 'social.person.title', who: 'member' } },
    { path: '/meet/safety', name: 'meet-safety', component: () => import('./safety/SafetyPage.vue'), meta: { title: 'social.safety.title', who: 'member' } },
    { path: '/meet/ranking', name: 'meet-ranking', component: () => import('./ranking/RankingPage.vue'), meta: { title: 'social.ranking.title', who: 'member' } },
    { path: '/meet/membership', name: 'meet-membership', component: () => import('./membership/MembershipPage.vue'), meta: { title: 'social.membership.title', who: 'member' } },
  ],
})
