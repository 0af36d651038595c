import type { ProviderName } from './contract.ts'

/** Another site that says who somebody is. */
export interface OAuthProvider {
  name: ProviderName
  /** Where a browser goes to be asked; it comes back with a code and this state. */
  authorizationUrl: (state: string) => string
  /** The person's id at the provider, of the code the browser came back with. Throws ProviderTrouble. */
  openidOf: (code: string) => Promise<string>
}

/** The provider refused, or did not answer. Tells a code or the kind of failure only: what was sent holds secrets. */
export class ProviderTrouble extends Error {
  override name = 'ProviderTrouble'
}
