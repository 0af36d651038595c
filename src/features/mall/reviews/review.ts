import type { Parts } from '../../../kit/module.ts'
import type { NewReview, Review, ReviewFigures, ReviewList, ReviewQuery } from './contract.ts'
import { cursorOf, positionOf } from '../../../kit/cursors.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { cursorPageOf } from '../../../kit/pagination.ts'
import { productChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { settleOrder } from '../orders/close-order.ts'
import { lockOwnOrder, reviewableItem } from '../orders/store.ts'
import { checkOwnPictures } from '../uploads/uploads.ts'
import { toReview } from './review-view.ts'
import { findReview, insertReview, listReviews, scoresOf } from './store.ts'

const LEAST_CHARACTERS = 5

/** The buyer says how an item is, once, while their order waits for it; with the last of them the order is complete (O-08). */
export async function reviewItem(parts: Parts, accountId: number, orderNo: string, itemId: number, { score, text, anonymous = false, images = [] }: NewReview): Promise<Review> {
  const now = parts.clock.now()
  const said = text.trim()
  if ([...said].length < LEAST_CHARACTERS) throw MallErrors.text_too_short({ field: 'text', least: LEAST_CHARACTERS })
  const { id, productId } = await parts.db.tx(async (tx) => {
    const order = await lockOwnOrder(tx, accountId, orderNo)
    const item = order && await reviewableItem(tx, order.id, itemId)
    if (!order || !item) throw KitErrors.not_found()
    if (item.reviewed) throw MallErrors.reviewed()
    if (order.status !== 'WAIT_COMMENT' || !order.dueAt || order.dueAt <= now || item.returned === item.quantity) throw MallErrors.wrong_state({ status: order.status })
    await checkOwnPictures(tx, accountId, images)
    const id = await insertReview(tx, { itemId, productId: item.productId, accountId, specText: item.specText, score, text: said, pictureIds: images, anonymous }, now)
    await settleOrder(tx, order, 'buyer', now)
    return { id, productId: item.productId }
  }).catch(onConstraint({ product_review_once: () => MallErrors.reviewed() }))
  productChanged(parts, productId)
  return toReview(await findReview(parts.db.sql, id))
}

/** Reviews of a product, newest first, with what all of them say together. */
export async function readReviews(parts: Parts, productId: number, { score, withPictures, page = 1, limit = 10, after }: ReviewQuery): Promise<ReviewList> {
  const { sql } = parts.db
  const [afterId] = after === undefined ? [] : positionOf(after, 'mall.reviews', ['number'])
  const scores = await scoresOf(sql, productId)
  if (!scores) throw KitErrors.not_found()
  const { rows, count } = await listReviews(sql, productId, { score, withPictures, page, limit, afterId })
  return { ...cursorPageOf(rows.map(toReview), count, { page, limit }, ({ id }) => cursorOf('mall.reviews', [id])), figures: figuresOf(scores) }
}

function figuresOf(scores: readonly { score: number, count: number, withPictures: number }[]): ReviewFigures {
  const histogram = [0, 1, 2, 3, 4, 5].map(score => scores.find(found => found.score === score)?.count ?? 0)
  const count = histogram.reduce((sum, n) => sum + n, 0)
  const sum = histogram.reduce((total, n, score) => total + n * score, 0)
  return {
    count,
    average: count === 0 ? null : Math.floor(sum * 10 / count) / 10, // as product.score_tenths
    histogram,
    withPictures: scores.reduce((total, found) => total + found.withPictures, 0),
  }
}
