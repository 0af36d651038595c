import type { Sql, Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import { keyedHash } from '../../kit/secrets.ts'
import { AccountErrors } from './errors.ts'
import { insertBan, isBanned } from './leaving-store.ts'

// Who is suspended and has their account deleted does not come back by registering anew (social.md §2.12).

const hashOf = (parts: Parts, mobile: string) => keyedHash(parts.config, 'banned-mobile', mobile)

export const banMobile = (parts: Parts, tx: Tx, mobile: string): Promise<void> => insertBan(tx, hashOf(parts, mobile), parts.clock.now())

/** Throws accounts.mobile_banned; to be asked only of who has proven that the number is theirs. */
export async function refuseBanned(parts: Parts, db: Sql, mobile: string): Promise<void> {
  if (await isBanned(db, hashOf(parts, mobile))) throw AccountErrors.mobile_banned({ field: 'mobile' })
}
