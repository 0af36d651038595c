import type { Config } from '../../kit/config.ts'
import type { Parts } from '../../kit/module.ts'
import type { ProviderName } from './contract.ts'
import type { OAuthProvider } from './provider.ts'
import { KitErrors } from '../../kit/errors.ts'
import { qq } from './qq.ts'
import { qqAppOf } from './settings.ts'
import { simulatedApp, simulatorOf } from './simulator/qq.ts'

const made = new WeakMap<Config, Map<string, OAuthProvider>>()

/** Whether QQ is our own stand-in. Never in production. */
export const isSimulated = (config: Config): boolean => config.mode === 'demo' && qqAppOf(config) === null

function providersOf(config: Config): Map<string, OAuthProvider> {
  let providers = made.get(config)
  if (!providers) {
    const app = qqAppOf(config)
    const found = app ? [qq(app)] : isSimulated(config) ? [qq(simulatedApp(config), async url => simulatorOf(config).answer(url))] : []
    made.set(config, providers = new Map(found.map(provider => [provider.name, provider])))
  }
  return providers
}

export const providerNames = (parts: Parts): ProviderName[] => [...providersOf(parts.config).values()].map(({ name }) => name)

/** Throws kit.not_found for one this site does not have. */
export function providerOf(parts: Parts, name: string): OAuthProvider {
  const provider = providersOf(parts.config).get(name)
  if (!provider) throw KitErrors.not_found()
  return provider
}
