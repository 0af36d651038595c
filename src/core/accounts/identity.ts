import type { Sql } from '../../kit/db.ts'
import type { Member } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { Identity, NewIdentity } from './contract.ts'
import type { IdentityNumber } from './identity-number.ts'
import type { SealedIdentity } from './identity-store.ts'
import { dayOf } from '../../kit/dates.ts'
import { onConstraint } from '../../kit/db.ts'
import { seal, unseal } from '../../kit/seal.ts'
import { AccountErrors } from './errors.ts'
import { parseIdentityNumber } from './identity-number.ts'
import { findIdentity, insertIdentity } from './identity-store.ts'
import { maskIdentityNumber, maskRealName } from './masks.ts'
import { keyedHash } from '../../kit/secrets.ts'

/** Chinese characters, with · between the parts of a transcribed name. */
const REAL_NAME = /^\p{Script=Han}[\p{Script=Han}·]{0,30}\p{Script=Han}$/u

const KEY_VERSION = 1

/** What is known of a person whose identity is confirmed; the `person` fields follow from the number (S-78). */
export interface ConfirmedPerson { realName: string, person: Omit<IdentityNumber, 'age'>, verifiedAt: Date }

/**
 * Confirms an identity, once and for all (S-75). The insert decides between two at once (B-53), and between two accounts
 * with one number.
 */
export async function confirmIdentity(parts: Parts, { accountId }: Member, form: NewIdentity): Promise<Identity> {
  const realName = form.realName.trim().replaceAll(/[•・‧∙]/g, '·')
  if (!REAL_NAME.test(realName)) throw AccountErrors.bad_real_name({ field: 'realName' })
  const now = parts.clock.now()
  const parsed = parseIdentityNumber(form.idNumber, dayOf(now))
  if (!parsed.ok) throw AccountErrors.bad_id_number({ field: 'idNumber', reason: parsed.reason })
  if (await findIdentity(parts.db.sql, accountId)) throw AccountErrors.already_verified()
  await saveIdentity(parts, parts.db.sql, accountId, realName, parsed, now)
  return identityOf(parts, accountId)
}

/** Seals and inserts; for `confirmIdentity` and the demo site. */
export async function saveIdentity(parts: Parts, db: Sql, accountId: number, realName: string, read: IdentityNumber, now: Date): Promise<void> {
  const { number, birthDate, sex, regionCode, region, regionAbandoned, constellation, chineseZodiac, length, checkDigit } = read
  const person: ConfirmedPerson['person'] = { number, birthDate, sex, regionCode, region, regionAbandoned, constellation, chineseZodiac, length, checkDigit }
  const sealed = seal(keyOf(parts, KEY_VERSION), JSON.stringify({ realName, person }), contextOf(accountId))
  await insertIdentity(db, accountId, keyedHash(parts.config, 'identity-number', bodyOf(read)), { sealed, keyVersion: KEY_VERSION, verifiedAt: now })
    .catch(onConstraint({
      identity_pkey: () => AccountErrors.already_verified(),
      identity_number_key: () => AccountErrors.identity_taken({ field: 'idNumber' }),
    }))
}

/** The caller's confirmed identity, masked: nobody needs to read their own number off a screen. */
export async function identityOf(parts: Parts, accountId: number): Promise<Identity> {
  const confirmed = await confirmedPerson(parts, accountId)
  if (!confirmed) throw AccountErrors.not_verified()
  const { realName, person, verifiedAt } = confirmed
  return { realName: maskRealName(realName), idNumber: maskIdentityNumber(person.number), verifiedAt: verifiedAt.toISOString() }
}

/** The whole identity in clear, for rules on the server (age, region); never for an answer. Null when none is confirmed. */
export async function confirmedPerson(parts: Parts, accountId: number): Promise<ConfirmedPerson | null> {
  const row = await findIdentity(parts.db.sql, accountId)
  return row ? openIdentity(parts, accountId, row) : null
}

/** Opens what `saveIdentity` has sealed. */
export function openIdentity(parts: Parts, accountId: number, { sealed, keyVersion, verifiedAt }: SealedIdentity): ConfirmedPerson {
  const text = unseal(keyOf(parts, keyVersion), sealed, contextOf(accountId))
  return { ...JSON.parse(text) as Omit<ConfirmedPerson, 'verifiedAt'>, verifiedAt }
}

/** The 17 digits that are the same person in both forms: the form of 15 leaves out the century and the check digit. */
function bodyOf({ number, length }: IdentityNumber): string {
  return length === 18 ? number.slice(0, 17) : `${number.slice(0, 6)}19${number.slice(6)}`
}

/** Bound to the account: a sealed identity copied to another row does not open. */
const contextOf = (accountId: number) => `identity of account ${accountId}`
const keyOf = (parts: Parts, version: number) => parts.config.secret(version === 1 ? 'identity' : `identity-${version}`)
