import type { Like } from '../../../../web/i18n.ts'
import type zh from './zh-CN.ts'

const en: Like<typeof zh> = {
  title: 'Most liked',
  lead: 'Only people who want to be here are here.',
  periods: 'Ranking',
  week: 'This week',
  all: 'All time',
  points: '{n} points',
  place: 'Place {n}',
  years: '{n}',
  me: 'You',
  open: 'See {name}’s profile',
  mine: 'Your place',
  minePoints: '{n} points',
  beyond: 'not among the first 100',
  notYet: 'no points yet',
  join: 'Show me on this ranking',
  joinHint: 'Others see your cover photo, name, age and city. You can leave at any time, at once',
  joined: 'You are on it; it is made anew within minutes',
  left: 'You are off it',
  how: 'A like counts 5 points, a super-like 7, and what is taken back no longer counts; passing takes nothing away. The week begins on Monday at midnight in China. Made anew about every 5 minutes.',
  empty: 'Nobody is on it this week yet',
  emptyAll: 'Nobody is on it yet',
  emptyText: 'Turn the switch on and be the first.',
  toMeet: 'Meet people',
}
export default en
