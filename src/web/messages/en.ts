import type { Like } from '../i18n.ts'
import type zh from './zh-CN.ts'

const en: Like<typeof zh> = {
  name: 'Linli',
  nameAndSlogan: 'Linli 邻里 · Stay, shop and meet in the neighbourhood',
  description: 'Linli: homes to stay in, goods to buy, people to meet. One account, one inbox.',
  nav: { main: 'Main', skip: 'Skip to content', back: 'Back', home: 'Home', more: 'More' },
  session: { signIn: 'Sign in', register: 'Register', mine: 'Me', loading: 'Loading' },
  theme: { label: 'Appearance', auto: 'As the system', light: 'Light', dark: 'Dark' },
  lang: { label: 'Language', other: '中文' },
  footer: { about: 'Linli 邻里', note: 'Prices are those the server works out when you order' },
  loading: 'Loading…',
  notFound: { title: 'Page not found', sentence: 'This page is gone, or the link is mistyped', action: 'Go to the start page' },
  error: { title: 'This did not load', retry: 'Try again', requestId: 'Reference {id}' },
  empty: { title: 'Nothing here yet' },
  offline: 'You are offline. What was loaded is still shown.',
  list: { more: 'Show more', end: 'That is all', loadingMore: 'Loading more…' },
  dialog: { close: 'Close', cancel: 'Cancel', confirm: 'OK' },
  form: { required: 'required', optional: 'optional', showPassword: 'Show password', hidePassword: 'Hide password', clear: 'Clear', busy: 'One moment…', fix: 'Please check what is marked' },
  price: { per: ' / {unit}' },
  rating: { of: '{value} out of 5', choose: 'Rating', star: '{n} stars', words: { 1: 'Very poor', 2: 'Poor', 3: 'Fair', 4: 'Good', 5: 'Excellent' } },
  badge: '{n} unread',
}
export default en
