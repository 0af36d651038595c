import type { Like } from '../../web/i18n.ts'
import type zh from './zh-CN.ts'

const en: Like<typeof zh> = {
  name: 'Linli console',
  menu: 'Menu',
  main: 'Main menu',
  skip: 'Skip to content',
  signOut: 'Sign out',
  site: 'Open the site',
  notFound: 'There is no such page, or you may not see it',
  nothingAllowed: 'This account has no permissions yet. Please ask an administrator.',
  toStart: 'Back to the start',
  table: { empty: 'Nothing matches', total: '{n} in all', more: 'more than 200', previous: 'Previous', next: 'Next', page: 'Page {n}', refresh: 'Refresh', clear: 'Clear filters' },
  reason: { label: 'Reason', hint: 'Goes into the audit log', placeholder: 'Say why', required: 'Please give a reason' },
}
export default en
