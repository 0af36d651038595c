import type { Parts } from '../../kit/module.ts'
import { defineModule } from '../../kit/module.ts'
import { addCodeRoutes } from './routes.ts'
import { deleteStale } from './store.ts'

export { latestCaptchas, takeCaptcha } from './captchas.ts'
export { checkCode, spendCode } from './checking.ts'
export { CodePurpose } from './contract.ts'
export { sendCode, takeSendingTurn } from './sending.ts'

const DAY_MS = 86_400_000

/** Proof that somebody owns a phone number or an e-mail address: captchas, and the codes that are sent after one. */
export const codes = defineModule({
  name: 'codes',
  migrations: new URL('./migrations/', import.meta.url),
  routes: addCodeRoutes,
  sweeps: { tidy: { everySeconds: 60, run: tidy } },
})

async function tidy(parts: Parts): Promise<void> {
  const now = parts.clock.now()
  await deleteStale(parts.db.sql, { now, waitsBefore: new Date(now.getTime() - DAY_MS) })
}
