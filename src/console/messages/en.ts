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
  start: { title: 'Start', hello: 'Hello {name}', nothing: 'Begin with the menu', begin: 'Begin' },
  yes: 'Yes',
  no: 'No',
  curve: { day: 'Day', table: 'Show the numbers', chart: 'Hide the numbers' },
  copy: { do: 'Copy', done: 'Copied', failed: 'Could not copy. Please select it by hand.' },
  table: { empty: 'Nothing matches', filter: 'Filter', none: 'Nothing here yet', total: '{n} in all', more: 'more than 200', previous: 'Previous', next: 'Next', page: 'Page {n}', pages: 'Pages', refresh: 'Refresh', clear: 'Clear filters' },
  reason: { label: 'Reason', hint: 'Goes into the audit log', placeholder: 'Say why', required: 'Please give a reason', back: 'Go back' },
  audit: { title: 'What staff did', none: 'No staff has changed anything', change: 'Change', was: 'before', is: 'after', all: 'Everything' },
  field: { name: 'Name', title: 'Title', status: 'Status', statusReason: 'Why', reason: 'Reason', roles: 'Roles', roleIds: 'Role ids', permissions: 'Permissions', sessions: 'Sessions', lastError: 'Last error', amount: 'Amount', refund: 'Refund', reviewedAt: 'Reviewed', retired: 'Retired', order: 'Order', icon: 'Icon', onHand: 'On hand', lowMark: 'Low mark', carrier: 'Carrier', trackingNo: 'Tracking number', refunded: 'Refunded', sellable: 'Fit to be sold', answer: 'Answer', items: 'Goods', visible: 'Shown', parent: 'Below', level: 'Level', picture: 'Picture', firstLetter: 'Letter', kind: 'Kind', unit: 'Unit', filterable: 'Filter', category: 'Category', channels: 'Channels', slot: 'Place', target: 'Leads to', startsAt: 'Starts', endsAt: 'Ends', products: 'Products', percent: 'Percent off', most: 'At most', threshold: 'From a sum of', perPerson: 'Per person', pieces: 'Number', claimFrom: 'Claiming begins', claimUntil: 'Claiming ends', days: 'Days', freightFee: 'Delivery', freeOver: 'Free from', rules: 'Rules', isDefault: 'Default', subtitle: 'Subtitle', brand: 'Brand', freight: 'Freight terms', detail: 'Details', packing: 'In the box', service: 'Service', pictures: 'Pictures', attributes: 'Parameters', specs: 'Specifications', skus: 'SKUs', quantity: 'Pieces', unsent: 'Not shipped', nameZh: 'Name in Chinese', nameEn: 'Name in English', badge: 'Badge', likesADay: 'Likes a day', superlikesADay: 'Super-likes a day', rewindsADay: 'Rewinds a day', anyCity: 'Another city', seesLikes: 'Sees likes', onSale: 'On sale', price: 'Price' },
}
export default en
