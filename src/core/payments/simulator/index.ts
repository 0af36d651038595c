import type { FastifyReply } from 'fastify'
import type { App } from '../../../kit/http/app.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import { acceptForms } from '../forms.ts'
import { CashierRefusal, openCashier, payAtCashier } from './cashier.ts'
import { cashierHeaders, cashierPage, errorPage } from './cashier-page.ts'
import { answerCall } from './gateway.ts'
import { GATEWAY_PATH } from './keys.ts'

export { tellDueNotices } from './notices.ts'

const CASHIER_PATH = '/dev/alipay/cashier'
const FORM_LIMIT = 32 * 1024

/** The simulated Alipay: its gateway for servers, its cashier for people. Demo sites only. */
export function addSimulatorRoutes(app: App, parts: Parts) {
  app.register(async (scope) => {
    acceptForms(scope as App, FORM_LIMIT)
    // Both are believed by the merchant's signature on the order, as at Alipay: a CSRF token would be none of its business.
    const open = { config: { who: 'anyone', csrf: false } } as const

    scope.get(GATEWAY_PATH, open, async (request, reply) => {
      const query = queryOf(request.url)
      return orErrorPage(reply, request.lang, async () => {
        const visit = await openCashier(parts, query)
        return reply.headers(cashierHeaders([visit.returnUrl, visit.quitUrl])).send(cashierPage(visit, query, CASHIER_PATH, request.lang))
      })
    })

    scope.post(GATEWAY_PATH, open, async (request, reply) => {
      const params = Object.fromEntries([...new URLSearchParams(queryOf(request.url)), ...formOf(request.body)])
      return reply.type('application/json; charset=utf-8').send(await answerCall(parts, params))
    })

    scope.post(CASHIER_PATH, open, async (request, reply) => {
      const form = formOf(request.body)
      return orErrorPage(reply, request.lang, async () => {
        const visit = await openCashier(parts, form.get('order') ?? '')
        const action = form.get('action')
        if (action === 'cancel') return reply.redirect(visit.quitUrl, 303)
        if (action !== 'pay' && action !== 'pay_silently') throw new CashierRefusal('isv.invalid-parameter')
        return reply.redirect(await payAtCashier(parts, visit, { notice: action === 'pay' }), 303)
      })
    })
  })
}

async function orErrorPage(reply: FastifyReply, lang: Lang, answer: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof CashierRefusal)) throw error
    return reply.code(400).headers(cashierHeaders()).send(errorPage(error.code, lang))
  }
}

const queryOf = (url: string) => url.slice(url.indexOf('?') + 1 || url.length)
const formOf = (body: unknown) => new URLSearchParams(typeof body === 'string' ? body : '')
