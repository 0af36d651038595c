import type { Buffer } from 'node:buffer'
import type { Config } from '../../kit/config.ts'
import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import type { CodeKey } from './store.ts'
import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '../../kit/secrets.ts'
import { CodeErrors } from './errors.ts'
import { deleteCode, takeCodeTry } from './store.ts'

/** A code that was right when it was checked; `spendCode` uses it up. */
export type CheckedCode = CodeKey & { hash: Buffer }

/**
 * Checks a code that was sent. A wrong one counts at once and for good, also when the caller's work is given up later;
 * after five the code is worthless. A right one stays good until it is spent, so a form may be sent again.
 * None sent, used up, out of date and wrong are refused in the same words.
 * @throws codes.code_wrong
 */
export async function checkCode(parts: Parts, given: CodeKey & { code: string }): Promise<CheckedCode> {
  const { channel, to, purpose } = given
  const hash = hashCode(parts.config, given, given.code)
  const sent = await takeCodeTry(parts.db.sql, given, hash, parts.clock.now())
  if (!sent || !timingSafeEqual(sent, hash)) throw CodeErrors.code_wrong({ field: 'code' })
  return { channel, to, purpose, hash }
}

/** Uses up a checked code in the transaction of the deed it allows: of two at once, one is refused. @throws codes.code_wrong */
export async function spendCode(tx: Tx, checked: CheckedCode): Promise<void> {
  if (!await deleteCode(tx, checked, checked.hash)) throw CodeErrors.code_wrong({ field: 'code' })
}

/** What the database keeps of a code: bound to its address and purpose. */
export function hashCode(config: Config, { channel, to, purpose }: CodeKey, code: string): Buffer {
  return keyedHash(config, 'verification-code', JSON.stringify([channel, to, purpose, code]))
}
