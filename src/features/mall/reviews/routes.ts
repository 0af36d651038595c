import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Picture } from '../../../core/media/contract.ts'
import { uploadedPicture } from '../../../core/media/index.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { ById } from '../atoms.ts'
import { ByItem } from '../orders/contract.ts'
import { uploadPicture } from '../uploads/uploads.ts'
import { NewReview, Review, ReviewList, ReviewQuery } from './contract.ts'
import { readReviews, reviewItem } from './review.ts'

const base = '/api/v1/mall'

export function addReviewRoutes(app: App, parts: Parts) {
  app.post(`${base}/review-images`, {
    config: { who: 'member', limit: { points: 60, seconds: 600, by: 'member' } },
    schema: { summary: 'Upload a picture for a review or a return (multipart, field `image`)', consumes: ['multipart/form-data'], response: { 201: Picture } },
  }, async (request, reply) => {
    const image = await uploadedPicture(request)
    const picture = await uploadPicture(parts, memberOf(request).accountId, image)
    reply.code(201)
    return picture
  })

  app.post(`${base}/orders/:no/items/:itemId/reviews`, {
    config: { who: 'member', limit: { points: 30, seconds: 60, by: 'member' } },
    schema: { summary: 'Review an item of mine', params: ByItem, body: NewReview, response: { 201: Review } },
  }, async (request, reply) => {
    const review = await reviewItem(parts, memberOf(request).accountId, request.params.no, request.params.itemId, request.body)
    reply.code(201)
    return review
  })

  app.get(`${base}/products/:id/reviews`, {
    config: { who: 'anyone' },
    schema: { summary: 'Reviews of a product, newest first', params: ById, querystring: ReviewQuery, response: { 200: ReviewList } },
  }, request => readReviews(parts, request.params.id, request.query))
}
