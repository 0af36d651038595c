import type { ChatMessage } from '../../chat/contract.ts'
import type { Waiting } from './outbox.ts'
import { expect, test } from 'vitest'
import { rowsOf } from './rows.ts'

const message = (seq: number, mine: boolean, at = '2027-03-01T06:00:00.000Z'): ChatMessage => ({ seq, mine, clientId: mine ? `c${seq}` : null, text: `${seq}`, picture: null, at })
const log = (...items: ChatMessage[]) => ({ items, older: false, readSeq: 9, other: { deliveredSeq: 3, readSeq: 2 } })
const waiting = (clientId: string, failed?: string): Waiting => ({ clientId, match: 'm', text: clientId, at: '2027-03-01T06:00:00.000Z', failed })

/** Each row in a word or two. */
const shown = (parts: Partial<Parameters<typeof rowsOf>[0]> & Pick<Parameters<typeof rowsOf>[0], 'log'>) => rowsOf({ waiting: [], uploads: [], unreadAfter: undefined, ...parts })
  .map(row => row.kind === 'bubble' ? [row.text, row.state, row.leads ? 'leads' : ''].filter(Boolean).join(' ') : row.kind === 'day' ? row.day : 'unread')

test('my messages tell how far they have got', () => {
  expect(shown({ log: log(message(1, false), message(2, true), message(3, true), message(4, true)) })).toEqual(['2027-03-01', '1 leads', '2 read leads', '3 delivered', '4 sent'])
})

test('a day begins at midnight in Shanghai', () => {
  expect(shown({ log: log(message(1, true, '2027-03-01T15:59:00.000Z'), message(2, true, '2027-03-01T16:00:00.000Z')) })).toEqual(['2027-03-01', '1 read leads', '2027-03-02', '2 read leads'])
})

test('the unread begin with the first of the other, not with one of mine', () => {
  const items = [message(1, false), message(2, true), message(3, false), message(4, false)]
  expect(shown({ log: log(...items), unreadAfter: 1 })).toEqual(['2027-03-01', '1 leads', '2 read leads', 'unread', '3 leads', '4'])
  expect(shown({ log: log(...items), unreadAfter: 4 })).not.toContain('unread')
})

test('what waits stands below, once: when the server has it under its name, it is the server’s', () => {
  const rows = rowsOf({ log: log(message(1, true)), waiting: [waiting('c1'), waiting('c2'), waiting('c3', 'too long')], uploads: [], unreadAfter: undefined })
  expect(rows.map(({ key }) => key).slice(1)).toEqual(['c1', 'c2', 'c3'])
  expect(shown({ log: log(message(1, true)), waiting: [waiting('c1'), waiting('c2'), waiting('c3', 'too long')] })).toEqual(['2027-03-01', '1 read leads', 'c2 waiting', 'c3 failed'])
})
