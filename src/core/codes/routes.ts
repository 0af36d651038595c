import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import { Type } from 'typebox'
import { drawNewCaptcha, takeCaptcha } from './captchas.ts'
import { CaptchaParams, CodeSent, NewVerificationCode } from './contract.ts'
import { CodeErrors } from './errors.ts'
import { fewAtOnce } from './few-at-once.ts'
import { normalizeTarget, RESEND_SECONDS } from './rules.ts'
import { sendCode } from './sending.ts'

/** A picture takes some 6 ms of CPU: so many wait at most a third of a second. */
const DRAWINGS = { running: 2, waiting: 100 }

export function addCodeRoutes(app: App, parts: Parts) {
  const draw = fewAtOnce(DRAWINGS, () => CodeErrors.captcha_busy({ retryAfter: 1 }))

  app.get('/api/v1/captchas/:uuid', {
    config: { who: 'anyone', limit: { points: 60, seconds: 60 } },
    schema: { summary: 'A picture of letters to type, PNG of 200 × 75 px; good for one answer within 180 s', params: CaptchaParams, produces: ['image/png'], response: { 200: Type.Any({ 'x-raw': true }) } },
  }, async (request, reply) => {
    const png = await draw(() => drawNewCaptcha(parts, request.params.uuid))
    return reply.type('image/png').header('cache-control', 'no-store').header('x-content-type-options', 'nosniff').send(png)
  })

  app.post('/api/v1/verification-codes', {
    config: { who: 'anyone', limit: { points: 60, seconds: 600 } },
    schema: { summary: 'Send a code of 6 digits to a phone or an e-mail address; the answer does not tell who has an account', body: NewVerificationCode, response: { 202: CodeSent } },
  }, async (request, reply) => {
    const { channel, purpose, captchaId, captchaText, lang } = request.body
    const to = normalizeTarget(channel, request.body.to)
    await takeCaptcha(parts, { id: captchaId, text: captchaText })
    await sendCode(parts, { channel, to, purpose }, { address: request.ip, lang: lang ?? request.lang })
    reply.code(202)
    return { retryAfterSeconds: RESEND_SECONDS }
  })
}
