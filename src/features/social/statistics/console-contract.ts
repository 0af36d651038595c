import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Nullable } from '../atoms.ts'

// For staff. Days are 'YYYY-MM-DD' in Asia/Shanghai, from midnight to midnight; money is integer fen.

const Day = Type.String({ format: 'date' })
const Fen = Type.Integer({ description: 'fen' })

export const DayOfMeeting = Type.Object({
  date: Day,
  newPeople: Type.Integer(),
  activePeople: Type.Integer({ description: 'people who were here; of days before the site counted, people who swiped' }),
  passes: Type.Integer(),
  likes: Type.Integer(),
  superlikes: Type.Integer(),
  matches: Type.Integer(),
  messages: Type.Integer(),
  reports: Type.Integer(),
  income: Fen,
  refunds: Fen,
})
export type DayOfMeeting = Static<typeof DayOfMeeting>

export const MeetingStatistics = Type.Object({
  today: Day,
  countedAt: Nullable(Type.String({ format: 'date-time', description: 'when the figures of days were counted; null before the first time' })),
  people: Type.Integer(),
  waiting: Type.Object({
    openReports: Type.Integer(),
    openAppeals: Type.Integer(),
    pendingPhotos: Type.Integer(),
    banned: Type.Integer(),
    stopped: Type.Integer({ description: 'looked at more people within a day than a person does' }),
  }, { description: 'now; counting stops at 10,000' }),
  days: Type.Array(DayOfMeeting, { description: 'the last 30 days, today last' }),
})
export type MeetingStatistics = Static<typeof MeetingStatistics>
