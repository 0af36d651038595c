import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { staffOf } from '../../../kit/http/callers.ts'
import { ByLevel, ByPlan, ConsoleLevels, ConsoleMembership, ConsoleMembershipList, ConsoleMembershipQuery, LevelChange, MembershipRefund, NewPlan, PlanChange } from './console-contract.ts'
import { membershipForStaff, membershipsForStaff, refundMembership } from './console-orders.ts'
import { addPlan, changeLevel, changePlan, levelsForStaff } from './console-plans.ts'
import { ByNo } from './contract.ts'

const base = '/api/v1/console/social'
const config = { who: { staff: 'social.membership' } }

export function addConsoleMembershipRoutes(app: App, parts: Parts) {
  app.get(`${base}/levels`, { config, schema: { summary: 'Levels of membership, and all plans', response: { 200: ConsoleLevels } } }, () => levelsForStaff(parts))
  app.patch(`${base}/levels/:level`, { config, schema: { summary: 'Change what a level is called and allows', params: ByLevel, body: LevelChange, response: { 200: ConsoleLevels } } }, request => changeLevel(parts, staffOf(request), request.params.level, request.body))
  app.post(`${base}/plans`, { config, schema: { summary: 'Add a plan', body: NewPlan, response: { 201: ConsoleLevels } } }, async (request, reply) => {
    const levels = await addPlan(parts, staffOf(request), request.body)
    reply.code(201)
    return levels
  })
  app.patch(`${base}/plans/:id`, { config, schema: { summary: 'Change a price, or whether it is on sale', params: ByPlan, body: PlanChange, response: { 200: ConsoleLevels } } }, request => changePlan(parts, staffOf(request), request.params.id, request.body))

  app.get(`${base}/memberships`, { config, schema: { summary: 'Orders of memberships, newest first', querystring: ConsoleMembershipQuery, response: { 200: ConsoleMembershipList } } }, request => membershipsForStaff(parts, request.query))
  app.get(`${base}/memberships/:no`, { config, schema: { summary: 'An order of a membership', params: ByNo, response: { 200: ConsoleMembership } } }, request => membershipForStaff(parts, request.params.no))
  app.post(`${base}/memberships/:no/refunds`, {
    config,
    schema: { summary: 'Send money of a paid order back, which ends what it granted', params: ByNo, body: MembershipRefund, response: { 201: ConsoleMembership } },
  }, async (request, reply) => {
    const order = await refundMembership(parts, staffOf(request), request.params.no, request.body)
    reply.code(201)
    return order
  })
}
