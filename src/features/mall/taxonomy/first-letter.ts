import { normalise } from '../search/text.ts'

/** The letter a name begins with, A to Z: of Chinese by pinyin, of accents without them. What has none is under #. */
export async function firstLetterOf(name: string): Promise<string> {
  const [first = ''] = normalise(name.trim())
  if (/[a-z]/.test(first)) return first.toUpperCase()
  if (!/\p{Script=Han}/u.test(first)) return '#'
  const { pinyin } = await import('pinyin-pro') // some 20 MB, for a brand now and then
  // The whole name is read: 重庆 is a C, 重量 a Z.
  const letter = pinyin(normalise(name.trim()), { toneType: 'none', type: 'array' })[0]?.[0]?.toUpperCase() ?? ''
  return /^[A-Z]$/.test(letter) ? letter : '#'
}
