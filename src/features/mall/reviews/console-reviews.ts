import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { ConsoleReview, ConsoleReviewQuery, ReviewAnswer, ReviewVisibility } from './console-contract.ts'
import type { StaffReviewRow } from './store.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { productChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { idOrNobody } from '../orders/console-orders.ts'
import { toReview } from './review-view.ts'
import { findReviewForStaff, listReviewsForStaff, setAnswer, setVisible } from './store.ts'

export async function reviewsForStaff(parts: Parts, { buyer, page = 1, limit = 20, ...filter }: ConsoleReviewQuery): Promise<Page<ConsoleReview>> {
  const buyerId = await idOrNobody(parts, buyer)
  const { rows, count } = await listReviewsForStaff(parts.db.sql, { ...filter, buyerId }, { page, limit })
  return pageOf(rows.map(toConsoleReview), count, { page, limit })
}

export async function reviewForStaff(parts: Parts, id: number): Promise<ConsoleReview> {
  const row = await findReviewForStaff(parts.db.sql, id)
  if (!row) throw KitErrors.not_found()
  return toConsoleReview(row)
}

/** The shop answers, or answers better. */
export async function answerReview(parts: Parts, by: Staff, id: number, { text, seen }: ReviewAnswer): Promise<ConsoleReview> {
  const { productId } = await parts.db.tx(async (tx) => {
    const changed = await setAnswer(tx, id, text.trim(), parts.clock.now())
    if (!changed) throw KitErrors.not_found()
    if (changed.before !== seen) throw MallErrors.changed_meanwhile()
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.answer_review', target: `review:${id}`, before: changed.before, after: text.trim() })
    return changed
  })
  productChanged(parts, productId)
  return reviewForStaff(parts, id)
}

/** Hides a review from visitors, or shows it again; hidden it does not count. */
export async function turnReview(parts: Parts, by: Staff, id: number, { visible, reason }: ReviewVisibility): Promise<ConsoleReview> {
  const { productId } = await parts.db.tx(async (tx) => {
    const turned = await setVisible(tx, id, visible)
    if (!turned) throw KitErrors.not_found()
    if (turned.changed) await recordAudit(parts, tx, { staffId: by.staffId, action: visible ? 'mall.show_review' : 'mall.hide_review', target: `review:${id}`, reason })
    return turned
  })
  productChanged(parts, productId)
  return reviewForStaff(parts, id)
}

function toConsoleReview(row: StaffReviewRow): ConsoleReview {
  return { ...toReview(row), buyer: row.buyer, product: { id: row.productId, title: row.title }, orderNo: row.orderNo, visible: row.visible }
}
