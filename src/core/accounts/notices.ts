import type { Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import { queueMessage } from '../messages/index.ts'

/**
 * Tells the owner of an account that its password was changed, in the transaction that does it: by phone, or by e-mail
 * where there is none. If it was not them they hear of it at once.
 */
export async function tellPasswordChanged(parts: Parts, tx: Tx, { mobile, email }: { mobile: string | null, email: string | null }, lang: Lang): Promise<void> {
  const message = { purpose: 'password_changed', params: {}, lang } as const
  if (mobile) await queueMessage(parts, tx, { ...message, channel: 'sms', to: mobile })
  else if (email) await queueMessage(parts, tx, { ...message, channel: 'email', to: email })
}
