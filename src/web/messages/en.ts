import type { Like } from '../i18n.ts'
import type zh from './zh-CN.ts'

const en: Like<typeof zh> = {
  name: 'Linli',
  nameAndSlogan: 'Linli 邻里 · Good things close by',
  description: 'Linli is a place for people who live near each other: one account, one inbox.',
  nav: { main: 'Main', skip: 'Skip to content', back: 'Back' },
  session: { signIn: 'Sign in', register: 'Register' },
  theme: { label: 'Appearance', auto: 'As the system', light: 'Light', dark: 'Dark' },
  lang: { other: '中文' },
  footer: { about: 'Linli 邻里' },
  loading: 'Loading…',
  notFound: { title: 'Page not found', sentence: 'This page is gone, or the link is mistyped', action: 'Go to the start page' },
  error: { title: 'This did not load', retry: 'Try again', requestId: 'Reference {id}' },
  offline: 'You are offline. What was loaded is still shown.',
  list: { more: 'Show more', end: 'That is all' },
  dialog: { close: 'Close', cancel: 'Cancel' },
  form: { optional: 'optional', missing: 'Please fill this in', showPassword: 'Show password', hidePassword: 'Hide password', busy: 'One moment…' },
  price: { per: ' / {unit}' },
  pictures: {
    of: '{n} of {total}',
    alt: '{title}, picture {n}',
    before: 'Previous picture',
    after: 'Next picture',
    pause: 'Pause',
    play: 'Play',
  },
  upload: { failed: 'Not sent. Check your connection and try again', badType: 'Only JPEG, PNG, WebP or GIF pictures', tooLarge: 'Larger than 10 MB', sending: 'Sending {name}', remove: 'Remove' },
  share: { label: 'Share', copied: 'Link copied' },
  rating: { of: '{value} out of 5', star: '{n} stars', words: { 1: 'Very poor', 2: 'Poor', 3: 'Fair', 4: 'Good', 5: 'Excellent' } },
  badge: '{n} unread',
}
export default en
