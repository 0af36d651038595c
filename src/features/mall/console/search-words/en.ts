import type { Like } from '../../../../web/i18n.ts'
import type zh from './zh-CN.ts'

const en: Like<typeof zh> = {
  title: 'Search words',
  which: 'Which words',
  missed: 'Not found',
  found: 'Found',
  missedLead: 'What people want and the shop has not: the last search found no product that fits. Add such products, or their words to a title.',
  foundLead: 'What people look for and the shop has.',
  none: 'Nobody has searched yet',
  word: 'Word',
  times: 'Searches',
  timesIs: 'once | {n} times',
  products: 'Products found',
  productsAre: 'Products: {n}',
  lastAt: 'Last time',
  onSite: 'Search on the site',
}
export default en
