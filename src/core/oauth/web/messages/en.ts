import type { Like } from '../../../../web/i18n.ts'
import type zh from './zh-CN.ts'

const en: Like<typeof zh> = {
  names: { qq: 'QQ' },
  ways: { title: 'Other ways to sign in', qq: 'Sign in with QQ' },
  failure: {
    canceled: 'You did not agree at QQ.',
    expired: 'This took too long. Please try again.',
    failed: 'QQ did not confirm who you are. Please try again later.',
    suspended: 'This account is suspended.',
    leaving: 'This account is about to be deleted. Sign in by password or code to keep it.',
    linked_elsewhere: 'This QQ is linked to another account.',
  },
  bind: {
    title: 'Your phone number',
    lead: 'Your first time with QQ here: please confirm your phone number. It is linked to your account, or a new one is made for you.',
    yours: 'To link it to this account, enter {mobile}.',
    submit: 'Link and sign in',
    done: 'Linked. Next time you can sign in with QQ right away.',
    over: 'This took too long. Please sign in again.',
    restart: 'Sign in',
    terms: 'By making an account you accept the',
  },
  linked: {
    none: 'Not linked',
    since: 'Linked on {at}',
    link: 'Link',
    unlink: 'Unlink',
    unlinkTitle: 'Unlink QQ?',
    unlinkText: 'You can’t sign in with it any more; you can link it again at any time.',
    unlinked: 'Unlinked',
  },
}

export default en
