import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { Caller, StartedSession } from '../accounts/index.ts'
import type { BindingList, NewBinding, ProviderName } from './contract.ts'
import { onConstraint } from '../../kit/db.ts'
import { KitErrors } from '../../kit/errors.ts'
import { hashToken } from '../../kit/secrets.ts'
import { accountOfMobile, checkMobile, hasOtherWayIn, signInTo } from '../accounts/index.ts'
import { checkCode, spendCode } from '../codes/index.ts'
import { OAuthErrors } from './errors.ts'
import { deleteIdentity, findTicket, insertIdentity, listIdentities, spendTicket } from './store.ts'

const onLinked = onConstraint({
  oauth_identity_openid: () => OAuthErrors.identity_linked(),
  oauth_identity_account: () => OAuthErrors.account_linked(),
})

/**
 * Links whom a provider has named to the account of a phone number that is proven by a code, or to a new one, and signs
 * them in (M-39, O-10). A refused try spends neither the ticket nor a right code.
 * @throws oauth.ticket_expired, codes.code_wrong, oauth.identity_linked, oauth.account_linked, accounts.suspended, accounts.wrong_password
 */
export async function bind(parts: Parts, form: NewBinding, browser: string | null, caller: Caller, lang: Lang): Promise<StartedSession> {
  const { sql } = parts.db
  const ticketHash = hashToken(form.ticket)
  const named = browser ? await findTicket(sql, { ticketHash, browserHash: hashToken(browser) }, parts.clock.now()) : undefined
  if (!named) throw OAuthErrors.ticket_expired()
  const to = checkMobile(form.mobile)
  const checked = await checkCode(parts, { channel: 'sms', to, purpose: 'link', code: form.code })
  const account = await accountOfMobile(parts, { mobile: to, password: form.password }, lang)
  return parts.db.tx(async (tx) => {
    if (!await spendTicket(tx, ticketHash)) throw OAuthErrors.ticket_expired()
    await spendCode(tx, checked)
    const accountId = await account(tx)
    await insertIdentity(tx, accountId, named, parts.clock.now())
    return signInTo(parts, tx, accountId, caller)
  }).catch(onLinked)
}

/** By which other sites somebody can sign in. */
export async function bindingsOf(parts: Parts, accountId: number): Promise<BindingList> {
  const rows = await listIdentities(parts.db.sql, accountId)
  return { items: rows.map(({ provider, createdAt }) => ({ provider: provider as ProviderName, linkedAt: createdAt.toISOString() })) }
}

/** Throws oauth.only_way_in where nothing else would let them in again. */
export async function unlink(parts: Parts, accountId: number, provider: string): Promise<void> {
  await parts.db.tx(async (tx) => {
    if (!await deleteIdentity(tx, accountId, provider)) throw KitErrors.not_found()
    if (!await hasOtherWayIn(parts, tx, accountId)) throw OAuthErrors.only_way_in()
  })
}
