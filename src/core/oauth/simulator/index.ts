import type { FastifyReply } from 'fastify'
import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { authorizePage, pageHeaders, refusalPage } from './page.ts'
import { DEMO_QQS, SIMULATOR_PATH, simulatorOf } from './qq.ts'

const FORM_LIMIT = 8 * 1024
const PATH = `${SIMULATOR_PATH}/oauth2.0`
const open = { config: { who: 'anyone' } } as const

/** The simulated QQ: its page for people, and what it answers to servers. Demo sites only. */
export function addSimulatorRoutes(app: App, parts: Parts) {
  const simulator = simulatorOf(parts.config)
  const refused = (reply: FastifyReply, code: number, lang: 'zh-CN' | 'en') => reply.code(400).headers(pageHeaders).send(refusalPage(code, lang))

  app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: FORM_LIMIT }, (_, body, done) => done(null, body))

    scope.get(`${PATH}/authorize`, open, async (request, reply) => {
      const params = new URLSearchParams(queryOf(request.url))
      const refusal = simulator.refusalOf(params)
      if (refusal) return refused(reply, refusal, request.lang)
      return reply.headers(pageHeaders).send(authorizePage(DEMO_QQS, params.toString(), `${PATH}/authorize`, request.lang))
    })

    scope.post(`${PATH}/authorize`, open, async (request, reply) => {
      const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
      const params = new URLSearchParams(form.get('query') ?? '')
      const refusal = simulator.refusalOf(params)
      if (refusal) return refused(reply, refusal, request.lang)
      const back = new URL(params.get('redirect_uri')!)
      const person = DEMO_QQS.find(({ openid }) => openid === form.get('openid'))
      if (person) back.searchParams.set('code', simulator.codeFor(person.openid))
      else back.searchParams.set('usercancel', '1')
      back.searchParams.set('state', params.get('state') ?? '')
      return reply.redirect(back.href, 303)
    })

    for (const name of ['token', 'me']) {
      scope.get(`${PATH}/${name}`, open, async (request, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(simulator.answer(new URL(request.url, parts.config.publicUrl))))
    }
  })
}

const queryOf = (url: string) => url.slice(url.indexOf('?') + 1 || url.length)
