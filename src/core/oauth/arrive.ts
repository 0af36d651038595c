import type { Parts } from '../../kit/module.ts'
import type { Caller, StartedSession } from '../accounts/index.ts'
import type { Authorization, CallbackFailure, CallbackQuery } from './contract.ts'
import { AppError } from '../../kit/errors.ts'
import { safeNext } from '../../kit/safe-next.ts'
import { hashToken, randomToken } from '../../kit/secrets.ts'
import { signInTo } from '../accounts/index.ts'
import { ProviderTrouble } from './provider.ts'
import { providerOf } from './providers.ts'
import { findOwner, insertState, insertTicket, takeState } from './store.ts'

const STATE_MS = 10 * 60_000
const TICKET_MS = 15 * 60_000

/** Where somebody goes to be named by a provider. The state they come back with is good once, and in this browser only (B-70). */
export async function startAuthorization(parts: Parts, name: string, next: string | undefined, browser: string): Promise<Authorization> {
  const provider = providerOf(parts, name)
  const state = randomToken()
  const expiresAt = new Date(parts.clock.now().getTime() + STATE_MS)
  await insertState(parts.db.sql, { stateHash: hashToken(state), provider: name, browserHash: hashToken(browser), next: safeNext(next), expiresAt })
  return { url: provider.authorizationUrl(state) }
}

/** Somebody comes back: who they are, if they are known; else a ticket to say it; else why not. `next` is a path of this site. */
export type Arrival = { next: string } & ({ session: StartedSession } | { ticket: string } | { failure: CallbackFailure })

/** Signs in whom the provider names and we know. The answer is always a page to go on to: it is a browser that asks. */
export async function arrive(parts: Parts, name: string, query: CallbackQuery, browser: string | null, caller: Caller): Promise<Arrival> {
  const provider = providerOf(parts, name)
  const { sql } = parts.db
  const now = parts.clock.now()
  const browserHash = hashToken(browser ?? '')
  const state = browser && query.state ? await takeState(sql, { stateHash: hashToken(query.state), provider: name, browserHash }, now) : undefined
  if (!state) return { next: '/', failure: 'expired' }
  const { next } = state
  if (!query.code) return { next, failure: 'canceled' }

  let openid: string
  try {
    openid = await provider.openidOf(query.code)
  } catch (error) {
    if (!(error instanceof ProviderTrouble)) throw error
    parts.log.warn({ provider: name, failure: error.message }, 'a sign-in by another site failed')
    return { next, failure: 'failed' }
  }

  const owner = await findOwner(sql, { provider: name, openid })
  if (owner === undefined) {
    const ticket = randomToken()
    await insertTicket(sql, { ticketHash: hashToken(ticket), provider: name, openid, browserHash, expiresAt: new Date(now.getTime() + TICKET_MS) })
    return { next, ticket }
  }
  // Who is signed in and links one more way is not carried off into another account.
  if (caller.session && caller.session.accountId !== owner) return { next, failure: 'linked_elsewhere' }
  try {
    return { next, session: await parts.db.tx(tx => signInTo(parts, tx, owner, caller)) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'accounts.suspended') return { next, failure: 'suspended' }
    if (error instanceof AppError && error.code === 'accounts.leaving') return { next, failure: 'leaving' }
    throw error
  }
}
