import type { Static } from 'typebox'
import { Type } from 'typebox'

/** What a code is good for; a code of one purpose opens nothing else. */
export const CodePurpose = Type.Union([Type.Literal('register'), Type.Literal('sign_in'), Type.Literal('recover'), Type.Literal('change'), Type.Literal('bind'), Type.Literal('link'), Type.Literal('confirm')])
export type CodePurpose = Static<typeof CodePurpose>

export const CodeChannel = Type.Union([Type.Literal('sms'), Type.Literal('email')])
export type CodeChannel = Static<typeof CodeChannel>

/** The page makes the id itself and shows the picture it gets for it. */
export const CaptchaParams = Type.Object({ uuid: Type.String({ pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$', description: 'a UUID the client has made' }) })

export const NewVerificationCode = Type.Object({
  channel: CodeChannel,
  to: Type.String({ minLength: 1, maxLength: 254, description: 'a mobile number of mainland China, or an e-mail address' }),
  purpose: CodePurpose,
  captchaId: Type.String({ minLength: 1, maxLength: 64 }),
  captchaText: Type.String({ minLength: 1, maxLength: 16, description: 'upper and lower case are the same' }),
  lang: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en')], { description: 'of the message; left out, the caller\'s' })),
})
export type NewVerificationCode = Static<typeof NewVerificationCode>

/** The same whether somebody has that address or not. */
export const CodeSent = Type.Object({ retryAfterSeconds: Type.Integer({ description: 'until another code may be asked for this address' }) })
export type CodeSent = Static<typeof CodeSent>
