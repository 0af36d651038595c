import type { Module } from './kit/module.ts'
import { media } from './core/media/index.ts'
import { staff } from './core/staff/index.ts'

/** What every site has, in the order in which migrations run. */
const core: Module[] = [media, staff]

/** What an operator may switch off by LINLI_MODULES. */
const features: Module[] = []

/** THE list of modules; nothing is found by itself. */
export const allModules: readonly Module[] = [...core, ...features]

/** Features of the documents that this version does not have yet: naming them in LINLI_MODULES is no mistake. */
export const modulesThatAreOn = (names: string[]): Module[] => [...core, ...features.filter(module => names.includes(module.name))]
