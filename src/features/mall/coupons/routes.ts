import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { attemptOf } from '../../../kit/http/idempotency.ts'
import { ById } from '../atoms.ts'
import { claimCoupon, readMyCoupons, readOffers } from './claim.ts'
import { CouponOffers, CouponQuery, MyCoupon, MyCouponQuery, MyCoupons } from './contract.ts'

const base = '/api/v1/mall/coupons'

export function addCouponRoutes(app: App, parts: Parts) {
  app.get(base, {
    config: { who: 'anyone' },
    schema: { summary: 'Coupons to be had', querystring: CouponQuery, response: { 200: CouponOffers } },
  }, request => readOffers(parts, request.member?.accountId ?? null, request.query))

  app.get(`${base}/mine`, {
    config: { who: 'member' },
    schema: { summary: 'My coupons', querystring: MyCouponQuery, response: { 200: MyCoupons } },
  }, request => readMyCoupons(parts, memberOf(request).accountId, request.query))

  app.post(`${base}/:id/claims`, {
    config: { who: 'member', limit: { points: 30, seconds: 60, by: 'member' } },
    schema: { summary: 'Claim a coupon (Idempotency-Key)', params: ById, response: { 201: MyCoupon } },
  }, async (request, reply) => {
    const { accountId } = memberOf(request)
    reply.code(201)
    return claimCoupon(parts, accountId, request.params.id, attemptOf(request, accountId))
  })
}
