import type { Module, Parts } from '../../kit/module.ts'

type PayableModule = Module & Required<Pick<Module, 'onPaid'>>

/** The module whose thing it is. One that is switched off can't answer: then nothing is booked, and the notice comes again. */
export function hooksOf(parts: Parts, name: string): PayableModule {
  const module = parts.modules.find(other => other.name === name)
  if (!module?.onPaid) throw new Error(`no module ${name} is on that could take a payment`)
  return module as PayableModule
}
