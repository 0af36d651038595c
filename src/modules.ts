import type { Module } from './kit/module.ts'
import { accounts } from './core/accounts/index.ts'
import { addresses } from './core/addresses/index.ts'
import { codes } from './core/codes/index.ts'
import { dev } from './core/dev/index.ts'
import { inbox } from './core/inbox/index.ts'
import { media } from './core/media/index.ts'
import { messages } from './core/messages/index.ts'
import { oauth } from './core/oauth/index.ts'
import { payments } from './core/payments/index.ts'
import { realtime } from './core/realtime/index.ts'
import { regions } from './core/regions/index.ts'
import { staff } from './core/staff/index.ts'
import { mall } from './features/mall/index.ts'
import { social } from './features/social/index.ts'
import { stays } from './features/stays/index.ts'
import { kit } from './kit/index.ts'

/** What every site has, in the order in which migrations run. */
const core: Module[] = [kit, media, messages, codes, accounts, realtime, inbox, oauth, regions, addresses, staff, payments, dev]

/** What an operator may switch off by LINLI_MODULES. */
const features: Module[] = [stays, mall, social]

/** THE list of modules; nothing is found by itself. */
export const allModules: readonly Module[] = [...core, ...features]

/** What LINLI_MODULES may name. */
export const featureNames: readonly string[] = features.map(({ name }) => name)

/** What every site has, and the features of these names. */
export const modulesThatAreOn = (names: readonly string[]): Module[] => [...core, ...features.filter(module => names.includes(module.name))]
