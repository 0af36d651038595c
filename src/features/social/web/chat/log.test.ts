import type { ChatMessage, ChatMessages } from '../../chat/contract.ts'
import { expect, test } from 'vitest'
import { withPage, withSent } from './log.ts'

const message = (seq: number): ChatMessage => ({ seq, mine: false, clientId: null, text: `${seq}`, picture: null, at: '2027-03-01T06:00:00.000Z' })
const page = (seqs: number[], more = false, pointers = [0, 0, 0]): ChatMessages => ({ items: seqs.map(message), more, lastSeq: 9, readSeq: pointers[0]!, other: { deliveredSeq: pointers[1]!, readSeq: pointers[2]! } })
const seqs = ({ items }: { items: readonly ChatMessage[] }) => items.map(({ seq }) => seq)

test('pages join on at both ends, and what is there already comes once', () => {
  const log = withPage(undefined, page([4, 5], true), 'latest')
  expect(seqs(withPage(log, page([5, 6, 7]), 'newer'))).toEqual([4, 5, 6, 7])
  const older = withPage(log, page([2, 3, 4], true), 'older')
  expect([seqs(older), older.older]).toEqual([[2, 3, 4, 5], true])
  expect(withPage(older, page([1]), 'older')).toMatchObject({ older: false })
  expect(seqs(withPage(log, page([]), 'newer'))).toEqual([4, 5])
})

test('there is never a gap: what does not join on is asked for instead', () => {
  const log = withPage(undefined, page([4, 5]), 'latest')
  expect(seqs(withPage(log, page([8, 9]), 'newer'))).toEqual([4, 5])
  expect(seqs(withPage(log, page([1, 2], true), 'older'))).toEqual([4, 5])
  expect(seqs(withSent(log, message(7)))).toEqual([4, 5])
  expect(seqs(withSent(log, message(6)))).toEqual([4, 5, 6])
  const empty = withPage(undefined, page([]), 'latest')
  expect([1, 2].map(seq => seqs(withSent(empty, message(seq))))).toEqual([[1], []])
})

test('an answer that comes late takes nothing back', () => {
  const log = withPage(undefined, page([4, 5], false, [5, 5, 4]), 'latest')
  expect(withPage(log, page([4], true, [3, 4, 1]), 'newer')).toMatchObject({ readSeq: 5, other: { deliveredSeq: 5, readSeq: 4 }, older: false })
})
