import type { IconName } from '../../../../web/ui/icons.ts'
import { icons } from '../../../../web/ui/icons.ts'

/** Where the set begins that is about homes; what is before it are signs and tools. */
const names = Object.keys(icons) as IconName[]

/** What a facility may be shown with: the things of a home in the set, and a tick. */
export const FACILITY_ICONS: readonly IconName[] = ['check', ...names.slice(names.indexOf('key'), names.indexOf('wallet'))]

/** The icon of this name, or a tick when the set has none. */
export const iconOf = (name: string): IconName => name in icons ? name as IconName : 'check'
