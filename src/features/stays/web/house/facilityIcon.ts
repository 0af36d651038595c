import type { IconName } from '../../../../web/ui/icons.ts'
import { icons } from '../../../../web/ui/icons.ts'

/** The icon an operator named for a facility, or a tick when the set has no such name. */
export function facilityIcon(name: string): IconName {
  return name in icons ? name as IconName : 'check'
}
