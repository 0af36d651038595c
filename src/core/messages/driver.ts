export type MessageChannel = 'sms' | 'email'

/** One message to one person, in their language. */
export interface OutgoingMessage {
  channel: MessageChannel
  /** A phone number or an e-mail address. */
  to: string
  /** What it is about, e.g. `register`; SMS providers have a template for each. */
  purpose: string
  /** The whole message as plain text, for channels that carry any text. */
  text: string
  subject?: string
  /** What fills the provider's template, e.g. code and minutes. */
  params: Record<string, string>
  lang: 'zh-CN' | 'en'
}

/** A way to get a message out: one attempt per call, given up after a while. Errors tell neither address nor content. */
export interface MessageDriver {
  name: string
  channel: MessageChannel
  /** Throws MessageRefused when trying again is pointless, and any other error when it is not. */
  send: (message: OutgoingMessage) => Promise<{ providerId?: string }>
}

/** The provider will never take this message: the address does not exist or wants nothing from us. */
export class MessageRefused extends Error {
  override name = 'MessageRefused'
}
