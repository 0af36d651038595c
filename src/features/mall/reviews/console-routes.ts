import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { staffOf } from '../../../kit/http/callers.ts'
import { ById } from '../atoms.ts'
import { ConsoleReview, ConsoleReviewList, ConsoleReviewQuery, ReviewAnswer, ReviewVisibility } from './console-contract.ts'
import { answerReview, reviewForStaff, reviewsForStaff, turnReview } from './console-reviews.ts'

const base = '/api/v1/console/mall/reviews'
const config = { who: { staff: 'mall.reviews' } }

export function addConsoleReviewRoutes(app: App, parts: Parts) {
  app.get(base, { config, schema: { summary: 'Reviews, newest first', querystring: ConsoleReviewQuery, response: { 200: ConsoleReviewList } } }, request => reviewsForStaff(parts, request.query))
  app.get(`${base}/:id`, { config, schema: { summary: 'A review', params: ById, response: { 200: ConsoleReview } } }, request => reviewForStaff(parts, request.params.id))
  app.put(`${base}/:id/answer`, {
    config,
    schema: { summary: 'Answer a review; a later answer replaces the one before', params: ById, body: ReviewAnswer, response: { 200: ConsoleReview } },
  }, request => answerReview(parts, staffOf(request), request.params.id, request.body))
  app.put(`${base}/:id/visibility`, {
    config,
    schema: { summary: 'Hide a review, or show it again', params: ById, body: ReviewVisibility, response: { 200: ConsoleReview } },
  }, request => turnReview(parts, staffOf(request), request.params.id, request.body))
}
