import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { MeetingStatistics } from './console-contract.ts'
import { meetingStatistics } from './statistics.ts'

export function addSocialStatisticsRoutes(app: App, parts: Parts) {
  app.get('/api/v1/console/social/statistics', { config: { who: { staff: 'social.statistics' } }, schema: { summary: 'Meeting people, by day', response: { 200: MeetingStatistics } } }, () => meetingStatistics(parts))
}
