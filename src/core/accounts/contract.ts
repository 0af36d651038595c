import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../media/contract.ts'

// Instants are UTC in ISO 8601. Phone numbers, e-mail addresses and ID numbers leave masked, always.

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Instant = Type.String({ format: 'date-time' })

export const Lang = Type.Union([Type.Literal('zh-CN'), Type.Literal('en')])

/** `1[3-9]` and nine more digits (S-31); another form answers 422 accounts.bad_mobile at this field. */
const Mobile = Type.String({ minLength: 1, maxLength: 20, description: '11 digits, mainland China' })
const Email = Type.String({ minLength: 1, maxLength: 254 })
/** `\w{5,20}` in ASCII (M-24); never like a phone number (B-66). Upper and lower case name the same person. */
const Username = Type.String({ minLength: 5, maxLength: 20, description: 'letters, digits and _; not like a phone number' })
const NewPassword = Type.String({ minLength: 8, maxLength: 20 })
/** A password to compare: longer than any we have is simply wrong. */
const GivenPassword = Type.String({ minLength: 1, maxLength: 128 })
const Code = Type.String({ minLength: 1, maxLength: 12, description: 'the 6 digits that were sent' })

// — people —

/** What anybody may see of somebody. */
export const PublicProfile = Type.Object({
  id: Type.String(),
  name: Type.String(),
  avatar: Nullable(Picture),
})
export type PublicProfile = Static<typeof PublicProfile>

/** The caller's own account. */
export const Me = Type.Object({
  ...PublicProfile.properties,
  username: Nullable(Type.String()),
  mobile: Nullable(Type.String({ description: 'masked, 138****0001' })),
  email: Nullable(Type.String({ description: 'masked' })),
  pendingEmail: Nullable(Type.String({ description: 'masked; a link was sent there that nobody has opened yet' })),
  hasPassword: Type.Boolean(),
  verified: Type.Boolean({ description: 'has confirmed their identity' }),
  lang: Nullable(Lang),
  createdAt: Instant,
})
export type Me = Static<typeof Me>

/** A name is set as often as one likes, a user name once. */
export const MyChanges = Type.Object({
  name: Type.Optional(Type.String({ minLength: 2, maxLength: 32 })),
  username: Type.Optional(Username),
  lang: Type.Optional(Lang),
}, { minProperties: 1 })
export type MyChanges = Static<typeof MyChanges>

export const NewAvatar = Type.Object({ avatar: Picture })

export const PasswordChange = Type.Object({ currentPassword: GivenPassword, newPassword: NewPassword })
export type PasswordChange = Static<typeof PasswordChange>

/** The password may be left out within ten minutes of signing in: whoever finds an open phone must not take the account. */
export const EmailWish = Type.Object({ email: Email, password: Type.Optional(GivenPassword) })
export type EmailWish = Static<typeof EmailWish>
/** A link went there; the address is not the account's before it was opened. */
export const EmailSent = Type.Object({ sentTo: Type.String({ description: 'masked' }), expiresAt: Instant })
export type EmailSent = Static<typeof EmailSent>
export const EmailActivation = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) })
export const EmailActivated = Type.Object({ email: Type.String({ description: 'masked' }) })
export type EmailActivated = Static<typeof EmailActivated>

/** Only for an account that has no phone number yet: the login phone never changes (S-70). */
export const MobileAddition = Type.Object({ mobile: Mobile, code: Code, password: GivenPassword })
export type MobileAddition = Static<typeof MobileAddition>

// — leaving, and taking one's data along —

/** That it is really them: the password, or for who has none a code of `POST users/me/confirmations`. */
export const Proof = Type.Object({ password: Type.Optional(GivenPassword), code: Type.Optional(Code) })
export type Proof = Static<typeof Proof>
export const ConfirmationSent = Type.Object({ sentTo: Type.String({ description: 'masked' }) })
export type ConfirmationSent = Static<typeof ConfirmationSent>

export const Departure = Type.Object({
  leavesAt: Type.String({ format: 'date-time', description: 'when the account would be deleted, asked for now; until then one can come back' }),
  confirm: Type.Union([
    Type.Object({ by: Type.Literal('password') }),
    Type.Object({ by: Type.Union([Type.Literal('sms'), Type.Literal('email')]), sentTo: Type.String({ description: 'masked' }) }),
  ], { description: 'what the deletion asks for' }),
  affairs: Type.Array(Type.String(), { description: 'what is open and what becomes of it, in the caller\'s language' }),
})
export type Departure = Static<typeof Departure>
export const Left = Type.Object({ leavesAt: Instant })
export type Left = Static<typeof Left>

/** Everything a person has given and what is kept about them: by module, then by what it is. */
export const Export = Type.Object({
  exportedAt: Instant,
  site: Type.String(),
  modules: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
})
export type Export = Static<typeof Export>

// — registering —

/** Exactly one of mobile and email, with a code of purpose `register` sent to it. */
export const NewUser = Type.Object({
  mobile: Type.Optional(Mobile),
  email: Type.Optional(Email),
  code: Code,
  password: NewPassword,
  username: Type.Optional(Username),
  acceptTerms: Type.Boolean(),
  token: Type.Optional(Type.Boolean({ description: 'true: answers tokens instead of setting the cookie' })),
})
export type NewUser = Static<typeof NewUser>

export const UsernameParams = Type.Object({ name: Username })
export const UsernameCount = Type.Object({ username: Type.String(), count: Type.Integer({ minimum: 0, maximum: 1 }) })
export type UsernameCount = Static<typeof UsernameCount>
export const MobileParams = Type.Object({ mobile: Mobile })
export const MobileCount = Type.Object({ mobile: Type.String(), count: Type.Integer({ minimum: 0, maximum: 1 }) })
export type MobileCount = Static<typeof MobileCount>

// — signing in —

/** Either `account` (phone, e-mail or user name) and `password`, or `mobile` or `email` and a code of purpose `sign_in`. */
export const NewSession = Type.Object({
  account: Type.Optional(Type.String({ minLength: 1, maxLength: 254 })),
  password: Type.Optional(GivenPassword),
  mobile: Type.Optional(Mobile),
  email: Type.Optional(Email),
  code: Type.Optional(Code),
  remember: Type.Optional(Type.Boolean({ description: 'false: the cookie goes with the browser window, the session within a day. Default true' })),
  token: Type.Optional(Type.Boolean({ description: 'true: answers tokens instead of setting the cookie' })),
  restore: Type.Optional(Type.Boolean({ description: 'true: who has asked for their account to be deleted keeps it; without it they get accounts.leaving' })),
})
export type NewSession = Static<typeof NewSession>

export const Tokens = Type.Object({
  accessToken: Type.String({ description: 'Authorization: Bearer …' }),
  refreshToken: Type.String({ description: 'good for one POST /tokens; a second use ends the session' }),
  expiresIn: Type.Integer({ description: 'seconds the access token is good for' }),
})
export type Tokens = Static<typeof Tokens>

/** The tokens are there when they were asked for; otherwise the cookie is set. */
export const SignedIn = Type.Object({ user: Me, ...Type.Partial(Tokens).properties })
export type SignedIn = Static<typeof SignedIn>

export const Refresh = Type.Object({ refreshToken: Type.String({ minLength: 1, maxLength: 200 }) })
export type Refresh = Static<typeof Refresh>

export const CurrentSession = Type.Object({ signedIn: Type.Boolean(), user: Type.Optional(Me) })
export type CurrentSession = Static<typeof CurrentSession>

export const SessionItem = Type.Object({
  id: Type.Integer(),
  device: Type.String({ description: 'e.g. Chrome · Android; empty when unknown' }),
  address: Type.String({ description: 'masked' }),
  kind: Type.Union([Type.Literal('browser'), Type.Literal('token')]),
  current: Type.Boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
})
export type SessionItem = Static<typeof SessionItem>
export const SessionList = Type.Object({ items: Type.Array(SessionItem) })
export const SessionParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) })
export const EndedSessions = Type.Object({ ended: Type.Integer({ description: 'sessions that ended' }) })

// — a forgotten password —

/** First step: whose password, and a captcha. A code goes to that account's phone, or e-mail where it has none. */
export const NewRecovery = Type.Object({
  account: Type.String({ minLength: 1, maxLength: 254, description: 'phone, e-mail or user name' }),
  captchaId: Type.String({ minLength: 1, maxLength: 64 }),
  captchaText: Type.String({ minLength: 1, maxLength: 16 }),
})
export type NewRecovery = Static<typeof NewRecovery>

/** The same for accounts that exist and that don't. */
export const Recovery = Type.Object({
  token: Type.String(),
  channel: Type.Union([Type.Literal('sms'), Type.Literal('email')]),
  sentTo: Type.String({ description: 'masked' }),
  expiresAt: Instant,
})
export type Recovery = Static<typeof Recovery>

export const RecoveryParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 64 }) })
/** Second step: the code and the new password. Ends all sessions of the account. */
export const RecoveryEnd = Type.Object({ code: Code, newPassword: NewPassword })
export type RecoveryEnd = Static<typeof RecoveryEnd>

// — identity —

export const NewIdentity = Type.Object({
  realName: Type.String({ minLength: 1, maxLength: 32, description: 'Chinese characters and ·' }),
  idNumber: Type.String({ minLength: 1, maxLength: 30, description: '15 or 18 digits, the last may be X' }),
})
export type NewIdentity = Static<typeof NewIdentity>

export const Identity = Type.Object({
  realName: Type.String({ description: 'masked, 张*' }),
  idNumber: Type.String({ description: 'masked' }),
  verifiedAt: Instant,
})
export type Identity = Static<typeof Identity>
