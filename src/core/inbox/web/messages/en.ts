import type { Like } from '../../../../web/i18n.ts'
import type zh from './zh-CN.ts'

const en: Like<typeof zh> = {
  title: 'Inbox',
  conversations: 'Conversations',
  notices: 'Notices',
  unread: 'Unread',
  readAll: 'Mark all as read',
  allRead: 'All notices are read',
  nobody: { title: 'Sign in to see your messages', text: 'News of your orders, and what hosts and neighbours write, come here.', action: 'Sign in' },
  none: { title: 'No messages yet', text: 'When something happens to your stays and orders, you read it here.', action: 'Look around' },
  settings: {
    title: 'Notifications',
    device: 'Notify me on this device',
    hint: 'You hear of news while this site is closed',
    unsupported: 'This browser can’t show notifications. On an iPhone, add this site to the home screen first and open it from there.',
    blocked: 'Your browser does not let this site notify you. Allow it in the browser’s settings of this site.',
    failed: 'The browser could not turn notifications on. Please try again later.',
    neutral: 'A notification only says that there is news, never what: nobody reads your affairs on a locked screen. When you sign out, this device is told nothing any more.',
  },
}
export default en
