import type { OutgoingMessage } from '../driver.ts'
import { MessageRefused } from '../driver.ts'

/** A text the provider has approved, and the params of a message that fill its places, in their order. */
interface SmsTemplate {
  id: string
  params: readonly string[]
}

/** By purpose of the message. */
export type SmsTemplates = Readonly<Record<string, SmsTemplate>>

/** The template for a message, filled. An unknown purpose or a missing param is a mistake in the settings: trying again is pointless. */
export function fillTemplate(templates: SmsTemplates, message: OutgoingMessage): { id: string, values: [name: string, value: string][] } {
  const template = templates[message.purpose]
  if (!template) throw new MessageRefused(`no SMS template is set for ${message.purpose}`)
  const values = template.params.map((name): [string, string] => {
    const value = message.params[name]
    if (value === undefined) throw new MessageRefused(`the SMS template for ${message.purpose} wants ${name}, which such a message does not have`)
    return [name, value]
  })
  return { id: template.id, values }
}
