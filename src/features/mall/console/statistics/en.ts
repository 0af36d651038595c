import type { Like } from '../../../../web/i18n.ts'
import type zh from './zh-CN.ts'

const en: Like<typeof zh> = {
  title: 'Statistics',
  lead: 'By days in China, from midnight to midnight; at most a minute old. A number opens what it counts.',
  period: { title: 'Period', today: 'Today', d7: '7 days', d30: '30 days', d90: '90 days', own: 'Other days', from: 'From', to: 'To', is: '{from} to {to}', isDay: '{day}', before: 'compared with {from} to {to}', apart: ', ', beforeDay: 'compared with {day}' },
  people: { title: 'People', all: 'All', newToday: 'New today', activeToday: 'Here today', orderingToday: 'Ordered today', curve: 'Registered in the last 30 days', registered: 'Registered' },
  sales: {
    title: 'Sales',
    lead: 'Turnover is what was paid less what was paid back; the refund rate is their ratio. Money back counts on the day it was decided.',
    turnover: 'Turnover',
    paid: 'Paid',
    refunded: 'Paid back',
    paidOrders: 'Paid orders',
    average: 'Average order',
    refundRate: 'Refund rate',
    refundedOrders: 'Refunded orders',
    placedOrders: 'Orders made',
    orderingUsers: 'People who ordered',
    before: 'before {value}',
    change: 'before {value} ({change})',
    curve: 'Paid and paid back by day',
    orders: 'Paid orders by day',
  },
  best: { title: 'Bestsellers', none: 'No order was paid in these days', units: 'Sold', unitsOf: '{n} sold', returned: 'Back', returnedOf: '{n} back', amount: 'Sum', orders: 'Orders of “{name}”' },
  views: { title: 'Views by category', lead: 'How often products were opened, by first-level category', category: 'Category', today: 'Today', month: '30 days', none: 'No categories yet' },
  low: { title: 'Low stock', all: 'All {n}', soldOut: '{n} sold out', none: 'Nothing is low', left: '{n} left', gone: 'Sold out' },
  refundedOn: 'Paid back {days}',
}
export default en
