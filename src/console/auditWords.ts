import { useI18n } from 'vue-i18n'

/**
 * The words for what the audit log and the roles name by codes. Each module says them in its console messages: `audit` for
 * actions ('stays.take_down' is `stays.audit.take_down`), `value` for states in what changed (`stays.value.taken_down`),
 * `permission` for permissions, with `title` for the group. What nobody has named is shown as it is.
 */
export function useAuditWords() {
  const { t, te } = useI18n()
  const inModule = (group: string, name: string) => name.replace('.', `.${group}.`)
  const say = (key: string, otherwise: string) => te(key) ? t(key) : otherwise
  return {
    action: (name: string) => say(isOfRoles(name) ? `staff.audit.${name}` : inModule('audit', name), name),
    permission: (name: string) => say(inModule('permission', name), name),
    group: (module: string) => say(`${module}.permission.title`, module),
    /** @param module whose action changed it, e.g. stays */
    value: (module: string, name: string) => say(`${module}.value.${name}`, name),
    field: (name: string) => say(`console.field.${name}`, name),
  }
}

/** The module of an action: that before the first dot, but roles belong to staff. */
export const moduleOf = (action: string): string => isOfRoles(action) ? 'staff' : action.split('.')[0]!

const isOfRoles = (action: string) => action.startsWith('role.')

/** Every action that some module has words for. */
export function knownActions(messages: object | undefined): string[] {
  return Object.entries(messages ?? {}).flatMap(([module, { audit }]) => module === 'console' ? [] : leavesOf(audit ?? {}).map(name => isOfRoles(name) ? name : `${module}.${name}`))
}

const leavesOf = (tree: object): string[] => Object.entries(tree).flatMap(([name, below]) => typeof below === 'object' ? leavesOf(below as object).map(leaf => `${name}.${leaf}`) : [name])
