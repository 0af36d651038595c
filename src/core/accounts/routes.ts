import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import { Type } from 'typebox'
import { dayOf } from '../../kit/dates.ts'
import { memberOf } from '../../kit/http/callers.ts'
import { uploadedPicture } from '../media/index.ts'
import * as contract from './contract.ts'
import { callerOf, clearSessionCookies } from './cookies.ts'
import { currentSession } from './current-session.ts'
import { sendConfirmation } from './confirm.ts'
import { activateEmail, requestEmail } from './email.ts'
import { exportAll } from './exports.ts'
import { confirmIdentity, identityOf } from './identity.ts'
import { departureOf, leave } from './leaving.ts'
import { changePassword } from './passwords.ts'
import { addMobile, changeAvatar, changeProfile, meOf } from './profile.ts'
import { finishRecovery, startRecovery } from './recover.ts'
import { countMobile, countUsername, register } from './register.ts'
import { answerSignedIn, endOtherSessions, endSession, sessionsOf, signOut } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { refreshTokens } from './tokens.ts'

const MINUTE = 60
const HOUR = 3600
const Nothing = Type.Null({ 'x-raw': true, 'description': 'no content' })

/** Guessing at what only the caller should know: few tries, counted for the caller wherever they are. */
const guarded = { points: 10, seconds: 10 * MINUTE, by: 'member' } as const

export function routes(app: App, parts: Parts) {
  // Everything here is about one person or hands out secrets.
  app.addHook('onRequest', async (_, reply) => { reply.header('cache-control', 'no-store') })

  app.post('/api/v1/users', {
    config: { who: 'anyone', limit: { points: 30, seconds: 10 * MINUTE } },
    schema: { summary: 'Registers and signs in', body: contract.NewUser, response: { 201: contract.SignedIn } },
  }, async (req, reply) => {
    const session = await register(parts, req.body, callerOf(req), req.lang)
    return reply.code(201).send(await answerSignedIn(parts, reply, session))
  })

  app.get('/api/v1/usernames/:name/count', {
    config: { who: 'anyone', limit: { points: 30, seconds: 10 * MINUTE } },
    schema: { summary: 'Whether a user name is taken', params: contract.UsernameParams, response: { 200: contract.UsernameCount } },
  }, async req => countUsername(parts, req.params.name))

  app.get('/api/v1/mobiles/:mobile/count', {
    config: { who: 'anyone', limit: { points: 10, seconds: HOUR } },
    schema: { summary: 'Whether a phone number has an account', params: contract.MobileParams, response: { 200: contract.MobileCount } },
  }, async req => countMobile(parts, req.params.mobile))

  app.post('/api/v1/sessions', {
    config: { who: 'anyone', limit: { points: 60, seconds: MINUTE } },
    schema: { summary: 'Signs in', body: contract.NewSession, response: { 201: contract.SignedIn } },
  }, async (req, reply) => {
    const session = await signIn(parts, req.body, callerOf(req))
    return reply.code(201).send(await answerSignedIn(parts, reply, session))
  })

  app.post('/api/v1/tokens', {
    config: { who: 'anyone', limit: { points: 60, seconds: MINUTE } },
    schema: { summary: 'Trades a refresh token for new tokens', body: contract.Refresh, response: { 201: contract.Tokens } },
  }, async (req, reply) => reply.code(201).send(await refreshTokens(parts, req.body.refreshToken)))

  app.get('/api/v1/sessions/current', {
    config: { who: 'anyone' },
    schema: { summary: 'Who is signed in', response: { 200: contract.CurrentSession } },
  }, async (req, reply) => currentSession(parts, req, reply))

  app.delete('/api/v1/sessions/current', {
    config: { who: 'anyone' },
    schema: { summary: 'Signs out', response: { 204: Nothing } },
  }, async (req, reply) => {
    if (req.member) await signOut(parts, req.member)
    clearSessionCookies(parts.config, reply)
    return reply.code(204).send(null)
  })

  app.get('/api/v1/sessions', {
    config: { who: 'member' },
    schema: { summary: 'Where the caller is signed in', response: { 200: contract.SessionList } },
  }, async req => sessionsOf(parts, memberOf(req)))

  app.delete('/api/v1/sessions', {
    config: { who: 'member' },
    schema: { summary: 'Signs out everywhere else', response: { 200: contract.EndedSessions } },
  }, async req => endOtherSessions(parts, memberOf(req)))

  app.delete('/api/v1/sessions/:id', {
    config: { who: 'member' },
    schema: { summary: 'Signs out one device', params: contract.SessionParams, response: { 204: Nothing } },
  }, async (req, reply) => {
    await endSession(parts, memberOf(req), req.params.id)
    return reply.code(204).send(null)
  })

  app.post('/api/v1/password-recoveries', {
    config: { who: 'anyone', limit: { points: 20, seconds: 10 * MINUTE } },
    schema: { summary: 'A forgotten password, first step: sends a code', body: contract.NewRecovery, response: { 202: contract.Recovery } },
  }, async (req, reply) => reply.code(202).send(await startRecovery(parts, req.body, { address: req.ip, lang: req.lang })))

  app.put('/api/v1/password-recoveries/:token', {
    config: { who: 'anyone', limit: { points: 30, seconds: 10 * MINUTE } },
    schema: { summary: 'A forgotten password, second step: the code and a new password', params: contract.RecoveryParams, body: contract.RecoveryEnd, response: { 204: Nothing } },
  }, async (req, reply) => {
    await finishRecovery(parts, req.params.token, req.body, req.lang)
    return reply.code(204).send(null)
  })

  app.get('/api/v1/users/me', {
    config: { who: 'member' },
    schema: { summary: 'The caller\'s account', response: { 200: contract.Me } },
  }, async req => meOf(parts, memberOf(req).accountId))

  app.patch('/api/v1/users/me', {
    config: { who: 'member', limit: { points: 30, seconds: 10 * MINUTE, by: 'member' } },
    schema: { summary: 'Changes name, language, or sets the user name', body: contract.MyChanges, response: { 200: contract.Me } },
  }, async req => changeProfile(parts, memberOf(req), req.body))

  app.put('/api/v1/users/me/avatar', {
    config: { who: 'member', limit: { points: 20, seconds: 10 * MINUTE, by: 'member' } },
    schema: { summary: 'A new avatar (multipart field `image`)', consumes: ['multipart/form-data'], response: { 200: contract.NewAvatar } },
  }, async req => changeAvatar(parts, memberOf(req), await uploadedPicture(req)))

  app.put('/api/v1/users/me/password', {
    config: { who: 'member', limit: guarded },
    schema: { summary: 'A new password; signs out everywhere else', body: contract.PasswordChange, response: { 204: Nothing } },
  }, async (req, reply) => {
    await changePassword(parts, memberOf(req), req.body, req.lang)
    return reply.code(204).send(null)
  })

  app.put('/api/v1/users/me/email', {
    config: { who: 'member', limit: guarded },
    schema: { summary: 'Sends a link that makes an e-mail address the caller\'s; the answer does not tell who has an account', body: contract.EmailWish, response: { 202: contract.EmailSent } },
  }, async (req, reply) => reply.code(202).send(await requestEmail(parts, memberOf(req), req.body, req.lang)))

  app.post('/api/v1/email-activations', {
    config: { who: 'anyone', limit: { points: 30, seconds: 10 * MINUTE } },
    schema: { summary: 'The link of an e-mail was opened: its address becomes the account\'s, once', body: contract.EmailActivation, response: { 201: contract.EmailActivated } },
  }, async (req, reply) => reply.code(201).send(await activateEmail(parts, req.body.token, req.lang)))

  app.put('/api/v1/users/me/mobile', {
    config: { who: 'member', limit: guarded },
    schema: { summary: 'Adds a phone number to an account without one', body: contract.MobileAddition, response: { 200: contract.Me } },
  }, async req => addMobile(parts, memberOf(req), req.body))

  app.post('/api/v1/users/me/confirmations', {
    config: { who: 'member', limit: guarded },
    schema: { summary: 'Sends the caller a code by which they show that it is them, where they have no password', response: { 202: contract.ConfirmationSent } },
  }, async (req, reply) => reply.code(202).send(await sendConfirmation(parts, memberOf(req).accountId, { address: req.ip, lang: req.lang })))

  app.get('/api/v1/users/me/departure', {
    config: { who: 'member' },
    schema: { summary: 'What would become of the caller\'s things, did they leave now', response: { 200: contract.Departure } },
  }, async req => departureOf(parts, memberOf(req), req.lang))

  app.delete('/api/v1/users/me', {
    config: { who: 'member', limit: guarded },
    schema: { summary: 'Leaves: signed out everywhere at once, deleted after thirty days unless the caller signs in again', body: contract.Proof, response: { 202: contract.Left } },
  }, async (req, reply) => {
    const left = await leave(parts, memberOf(req), req.body, req.lang)
    clearSessionCookies(parts.config, reply)
    return reply.code(202).send(left)
  })

  app.post('/api/v1/users/me/exports', {
    config: { who: 'member', limit: guarded },
    schema: { summary: 'Everything the caller has given and what is kept about them; three a day', body: contract.Proof, response: { 201: contract.Export } },
  }, async (req, reply) => {
    const all = await exportAll(parts, memberOf(req), req.body)
    return reply.code(201).header('content-disposition', `attachment; filename="linli-${dayOf(parts.clock.now())}.json"`).send(all)
  })

  app.get('/api/v1/users/me/identity', {
    config: { who: 'member' },
    schema: { summary: 'The confirmed identity, masked', response: { 200: contract.Identity } },
  }, async req => identityOf(parts, memberOf(req).accountId))

  app.post('/api/v1/users/me/identity', {
    config: { who: 'member', limit: guarded },
    schema: { summary: 'Confirms the caller\'s identity, once', body: contract.NewIdentity, response: { 201: contract.Identity } },
  }, async (req, reply) => reply.code(201).send(await confirmIdentity(parts, memberOf(req), req.body)))
}
