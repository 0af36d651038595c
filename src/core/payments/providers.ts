import type { Config } from '../../kit/config.ts'
import type { Parts } from '../../kit/module.ts'
import type { PaymentProvider } from './provider.ts'
import { merchantOf } from './alipay-settings.ts'
import { alipay } from './alipay.ts'
import { PaymentErrors } from './errors.ts'
import { simulatedMerchant } from './simulator/keys.ts'

const made = new WeakMap<Config, PaymentProvider | null>()

/**
 * Who takes the money of this site: Alipay as it is set up; without that, on a demo site, the simulator by the very same code.
 * Throws `payments.unavailable` where nobody is set up.
 */
export function providerOf(parts: Parts): PaymentProvider {
  let provider = made.get(parts.config)
  if (provider === undefined) {
    const merchant = merchantOf(parts.config) ?? (isSimulated(parts.config) ? simulatedMerchant(parts.config) : null)
    made.set(parts.config, provider = merchant && alipay(merchant, parts.clock))
  }
  if (!provider) throw PaymentErrors.unavailable()
  return provider
}

/** Whether payments of this site are play money. Never in production. */
export const isSimulated = (config: Config): boolean => config.mode === 'demo' && merchantOf(config) === null
