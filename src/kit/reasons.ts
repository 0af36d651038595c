import type { Lang } from './errors.ts'
import type { Module } from './module.ts'

/**
 * A stored reason as its reader understands it: a module's own one, e.g. `stays.canceled_by_host` (see `Module.reasons`), in
 * their language; what people wrote as they wrote it.
 */
export function reasonText(modules: readonly Module[], reason: string, lang: Lang): string {
  const [, module, name] = /^([a-z]+)\.([a-z_]+)$/.exec(reason) ?? []
  return modules.find(other => other.name === module)?.reasons?.[name!]?.[lang] ?? reason
}
