import type { Static } from 'typebox'
import { Type } from 'typebox'

export const ProviderName = Type.Union([Type.Literal('qq')])
export type ProviderName = Static<typeof ProviderName>
export const ProviderParams = Type.Object({ provider: Type.String({ minLength: 1, maxLength: 20, description: 'qq' }) })

/** By which other sites one can sign in here. */
export const ProviderList = Type.Object({ items: Type.Array(ProviderName) })
export type ProviderList = Static<typeof ProviderList>

export const AuthorizationQuery = Type.Object({ next: Type.Optional(Type.String({ maxLength: 500, description: 'the path of this site to go on to; anything else becomes /' })) })
export const Authorization = Type.Object({ url: Type.String({ description: 'where the browser goes, within ten minutes' }) })
export type Authorization = Static<typeof Authorization>

/** What providers send a browser back with; a person who says no there comes back without a code. */
export const CallbackQuery = Type.Object({
  code: Type.Optional(Type.String({ maxLength: 512 })),
  state: Type.Optional(Type.String({ maxLength: 128 })),
  usercancel: Type.Optional(Type.String({ maxLength: 16 })),
  error: Type.Optional(Type.String({ maxLength: 64 })),
  error_description: Type.Optional(Type.String({ maxLength: 500 })),
  msg: Type.Optional(Type.String({ maxLength: 500 })),
})
export type CallbackQuery = Static<typeof CallbackQuery>

/** Why somebody came back without being signed in; pages get it as `?oauth=…`. */
export const CallbackFailure = Type.Union([Type.Literal('canceled'), Type.Literal('expired'), Type.Literal('failed'), Type.Literal('suspended'), Type.Literal('leaving'), Type.Literal('linked_elsewhere')])
export type CallbackFailure = Static<typeof CallbackFailure>

/** The ticket of the page one was sent to, and a code of purpose `link` sent to the phone. */
export const NewBinding = Type.Object({
  ticket: Type.String({ minLength: 1, maxLength: 128 }),
  mobile: Type.String({ minLength: 1, maxLength: 20, description: '11 digits, mainland China; that of an account, or of a new one' }),
  code: Type.String({ minLength: 1, maxLength: 12, description: 'the 6 digits that were sent' }),
  password: Type.Optional(Type.String({ minLength: 1, maxLength: 128, description: 'that of the new account, 8 to 20 characters; of an account there is, its own' })),
})
export type NewBinding = Static<typeof NewBinding>

export const Binding = Type.Object({ provider: ProviderName, linkedAt: Type.String({ format: 'date-time' }) })
export type Binding = Static<typeof Binding>
export const BindingList = Type.Object({ items: Type.Array(Binding) })
export type BindingList = Static<typeof BindingList>
