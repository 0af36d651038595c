import type { AddressChanges } from './contract.ts'
import { AddressErrors } from './errors.ts'

export const MAX_ADDRESSES = 20 // O-03; the constraint address_book_full says so too

const MOBILE = /^1[3-9]\d{9}$/
/** A mobile number, or a landline with area code and extension: 0551-6260000-12. */
const TEL = /^(?:1[3-9]\d{9}|(?:0\d{2,3}-)?[2-9]\d{6,7}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4})$/
const EMAIL = /^[\w.%+-]+@[a-z0-9.-]+\.[a-z]{2,}$/i

const NEEDED = ['receiver', 'mobile', 'place'] as const
/** Characters; the contract says so too, but of the text as it was sent. */
const LONGEST: Record<string, number> = { title: 20, receiver: 32, place: 100 }

/** Texts in one line without space around them, emptied ones that need not be there as null. Throws addresses.blank, bad_… at the field. */
export function tidied<F extends AddressChanges>(fields: F): F {
  const tidy: AddressChanges = { ...fields }
  for (const name of ['title', 'receiver', 'mobile', 'place'] as const) {
    if (fields[name] !== undefined) tidy[name] = oneLine(name, fields[name])
  }
  for (const name of ['tel', 'email'] as const) {
    if (fields[name] !== undefined) tidy[name] = fields[name] === null ? null : oneLine(name, fields[name]) || null
  }
  if (tidy.mobile !== undefined) tidy.mobile = tidy.mobile.replace(/[ -]/g, '')
  const blank = NEEDED.find(name => tidy[name] === '')
  if (blank) throw AddressErrors.blank({ field: blank })
  if (tidy.mobile !== undefined && !MOBILE.test(tidy.mobile)) throw AddressErrors.bad_mobile({ field: 'mobile' })
  if (tidy.tel && !TEL.test(tidy.tel)) throw AddressErrors.bad_tel({ field: 'tel' })
  if (tidy.email && !EMAIL.test(tidy.email)) throw AddressErrors.bad_email({ field: 'email' })
  return tidy as F
}

function oneLine(field: string, text: string): string {
  const line = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if ([...line].length > (LONGEST[field] ?? Infinity)) throw AddressErrors.bad_text({ field })
  // What can't be seen can't be printed on a parcel either: controls, and marks that turn the reading direction.
  if (/[\p{Cc}\p{Cf}\p{Cn}\p{Co}]/u.test(line)) throw AddressErrors.bad_text({ field })
  return line
}
