import { SocialErrors } from '../errors.ts'
import { MAX_TEXT } from './contract.ts'

/** Controls but for the end of a line and the tab, and what turns the direction of all that follows. */
const CONTROLS = /[\u202A-\u202E\u2066-\u2069]|(?![\n\t])\p{Cc}/u
/** Something one can see. */
const VISIBLE = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u

/** A message's text as it is kept: without blanks around it. Throws social.empty_message, social.bad_message. */
export function checkText(given: string): string {
  const text = given.replace(/\r\n?/g, '\n').trim()
  if (!VISIBLE.test(text)) throw SocialErrors.empty_message({ field: 'text' })
  if ([...text].length > MAX_TEXT || CONTROLS.test(text)) throw SocialErrors.bad_message({ field: 'text', most: MAX_TEXT })
  return text
}
