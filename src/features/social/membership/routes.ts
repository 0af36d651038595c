import type { App, Request } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { attemptOf } from '../../../kit/http/idempotency.ts'
import { SocialErrors } from '../errors.ts'
import { buyMembership, payMembership } from './buy.ts'
import { ByNo, Membership, NewMembership, Opened, Plans } from './contract.ts'
import { readMembership, readPlans } from './membership.ts'

const base = '/api/v1/social'
/** Per member: nobody does this faster by hand. */
const writing = { who: 'member', limit: { points: 30, seconds: 60, by: 'member' } } as const

const deviceOf = (request: Request) => /Mobi|Android|iPhone/i.test(request.headers['user-agent'] ?? '') ? 'phone' as const : 'desktop' as const

export function addMembershipRoutes(app: App, parts: Parts) {
  app.get(`${base}/plans`, { config: { who: 'anyone' }, schema: { summary: 'Levels of membership with what they allow, and what is on sale', response: { 200: Plans } } }, () => readPlans(parts))
  app.get(`${base}/membership`, { config: { who: 'member' }, schema: { summary: 'My membership now and to come, and my orders', response: { 200: Membership } } }, request => readMembership(parts, memberOf(request).accountId))

  app.post(`${base}/memberships`, {
    config: writing,
    schema: { summary: 'Order a membership and open the cashier (Idempotency-Key required)', body: NewMembership, response: { 201: Opened } },
  }, async (request, reply) => {
    const { accountId } = memberOf(request)
    const attempt = attemptOf(request, accountId)
    if (!attempt) throw SocialErrors.key_needed({ field: 'Idempotency-Key' })
    const opened = await buyMembership(parts, accountId, request.body, attempt, deviceOf(request))
    reply.code(201)
    return opened
  })
  app.post(`${base}/memberships/:no/payments`, {
    config: writing,
    schema: { summary: 'Open the cashier for my order that is not paid yet', params: ByNo, response: { 201: Opened } },
  }, async (request, reply) => {
    const opened = await payMembership(parts, memberOf(request).accountId, request.params.no, deviceOf(request))
    reply.code(201)
    return opened
  })
}
