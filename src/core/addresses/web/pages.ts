import { definePages } from '../../../web/pages.ts'

export default definePages({
  module: 'addresses',
  mine: [{
    label: { 'zh-CN': '收货', 'en': 'Deliveries' },
    order: 75,
    forModules: ['mall'],
    lines: [{ route: 'my-addresses', icon: 'pin', label: { 'zh-CN': '收货地址', 'en': 'Addresses' } }],
  }],
  routes: [
    { path: '/me/addresses', name: 'my-addresses', component: () => import('./AddressesPage.vue'), meta: { title: 'addresses.title', who: 'member' } },
    { path: '/me/addresses/new', name: 'address-new', component: () => import('./EditAddressPage.vue'), meta: { title: 'addresses.new', who: 'member' } },
    { path: '/me/addresses/:id(\\d+)', name: 'address-edit', component: () => import('./EditAddressPage.vue'), meta: { title: 'addresses.edit', who: 'member' } },
  ],
})
