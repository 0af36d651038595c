import { useI18n } from 'vue-i18n'

/**
 * The words for what the audit log and the roles name by dots. Each module says them in its console messages:
 * `audit` for actions ('stays.take_down' is `stays.audit.take_down`), `permission` for permissions, with `title` for the
 * group. What nobody has named is shown as it is.
 */
export function useAuditWords() {
  const { t, te } = useI18n()
  const inModule = (group: string, name: string) => name.replace('.', `.${group}.`)
  const say = (key: string, otherwise: string) => te(key) ? t(key) : otherwise
  return {
    action: (name: string) => say(name.startsWith('role.') ? `staff.audit.${name}` : inModule('audit', name), name),
    permission: (name: string) => say(inModule('permission', name), name),
    group: (module: string) => say(`${module}.permission.title`, module),
    field: (name: string) => say(`console.field.${name}`, name),
  }
}

/** Every action that some module has words for. */
export function knownActions(messages: object | undefined): string[] {
  return Object.entries(messages ?? {}).flatMap(([module, { audit }]) => module === 'console' ? [] : leavesOf(audit ?? {}).map(name => name.startsWith('role.') ? name : `${module}.${name}`))
}

const leavesOf = (tree: object): string[] => Object.entries(tree).flatMap(([name, below]) => typeof below === 'object' ? leavesOf(below as object).map(leaf => `${name}.${leaf}`) : [name])
