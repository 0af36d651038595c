import { defineConsolePages } from '../../../console/pages.ts'

export default defineConsolePages({
  module: 'staff',
  heading: { 'zh-CN': '管理', 'en': 'Administration' },
  menu: [
    { label: { 'zh-CN': '工作人员', 'en': 'Staff' }, route: 'console-staff', icon: 'key', permission: 'staff.manage', order: 90 },
    { label: { 'zh-CN': '角色与权限', 'en': 'Roles' }, route: 'console-roles', icon: 'shield', permission: 'staff.manage', order: 91 },
    { label: { 'zh-CN': '操作日志', 'en': 'Audit log' }, route: 'console-audit', icon: 'list', permission: 'staff.audit', order: 92 },
    { label: { 'zh-CN': '我的密码', 'en': 'My password' }, route: 'console-password', icon: 'lock', permission: null, order: 99 },
  ],
  routes: [
    { path: '/sign-in', name: 'console-sign-in', component: () => import('./SignInPage.vue'), meta: { title: 'staff.signIn.title', bare: true, permission: null } },
    { path: '/password', name: 'console-password', component: () => import('./PasswordPage.vue'), meta: { title: 'staff.password.title', permission: null } },
    { path: '/staff', name: 'console-staff', component: () => import('./StaffPage.vue'), meta: { title: 'staff.staff.title', permission: 'staff.manage' } },
    { path: '/roles', name: 'console-roles', component: () => import('./RolesPage.vue'), meta: { title: 'staff.roles.title', permission: 'staff.manage' } },
    { path: '/audit', name: 'console-audit', component: () => import('./AuditPage.vue'), meta: { title: 'staff.log.title', permission: 'staff.audit' } },
  ],
  targets: {
    staff: () => ({ name: 'console-staff' }),
    role: () => ({ name: 'console-roles' }),
  },
})
