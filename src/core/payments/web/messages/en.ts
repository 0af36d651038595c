import type { Like } from '../../../../web/i18n.ts'
import type zh from './zh-CN.ts'

const en: Like<typeof zh> = {
  title: 'Payment',
  back: 'See my order',
  leave: 'Go to my page',
  again: 'Ask again',
  waiting: { title: 'Confirming the payment', text: 'This takes a few seconds. If you have paid, please do not pay twice.' },
  paid: { title: 'Payment complete', text: 'Your order is up to date and says what comes next.' },
  closed: { title: 'Not paid', text: 'This payment was closed and nothing was charged. You may pay again while the order waits.' },
  surplus: { title: 'The money comes back', text: 'The order was over when the payment arrived. All of it is on its way back to you.' },
  unknown: { title: 'Payment not found', text: 'Please look at your orders.' },
}

export default en
