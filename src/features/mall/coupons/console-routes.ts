import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Type } from 'typebox'
import { staffOf } from '../../../kit/http/callers.ts'
import { ById } from '../atoms.ts'
import { ConsoleCoupon, ConsoleCouponList, ConsoleCouponQuery, CouponChange, CouponClaimList, CouponClaimQuery, CouponEnd, NewCoupon } from './console-contract.ts'
import { addCoupon, changeCoupon, claimsForStaff, couponForStaff, couponsForStaff, endCoupon, removeCoupon } from './console-coupons.ts'

const base = '/api/v1/console/mall/coupons'
const config = { who: { staff: 'mall.marketing' } }

export function addConsoleCouponRoutes(app: App, parts: Parts) {
  app.get(base, { config, schema: { summary: 'Coupons, newest first', querystring: ConsoleCouponQuery, response: { 200: ConsoleCouponList } } }, request => couponsForStaff(parts, request.query))
  app.get(`${base}/:id`, { config, schema: { summary: 'A coupon', params: ById, response: { 200: ConsoleCoupon } } }, request => couponForStaff(parts, request.params.id))
  app.get(`${base}/:id/claims`, {
    config,
    schema: { summary: 'Who has claimed it, newest first', params: ById, querystring: CouponClaimQuery, response: { 200: CouponClaimList } },
  }, request => claimsForStaff(parts, request.params.id, request.query))

  app.post(base, { config, schema: { summary: 'Add a coupon', body: NewCoupon, response: { 201: ConsoleCoupon } } }, async (request, reply) => {
    reply.code(201)
    return addCoupon(parts, staffOf(request), request.body)
  })
  app.patch(`${base}/:id`, {
    config,
    schema: { summary: 'Change a coupon; once it is claimed, only what breaks no promise', params: ById, body: CouponChange, response: { 200: ConsoleCoupon } },
  }, request => changeCoupon(parts, staffOf(request), request.params.id, request.body))
  app.put(`${base}/:id/end`, {
    config,
    schema: { summary: 'End the claiming now', params: ById, body: CouponEnd, response: { 200: ConsoleCoupon } },
  }, request => endCoupon(parts, staffOf(request), request.params.id, request.body.reason))
  app.delete(`${base}/:id`, { config, schema: { summary: 'Delete a coupon nobody has claimed', params: ById, response: { 200: Type.Null() } } }, async (request) => {
    await removeCoupon(parts, staffOf(request), request.params.id)
    return null
  })
}
