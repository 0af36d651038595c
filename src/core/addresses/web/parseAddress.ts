/** Divisions as `@vant/area-data` has them: names by their six digits. */
export interface Divisions { province_list: Record<string, string>, city_list: Record<string, string>, county_list: Record<string, string> }

/** What was recognised; the rest is left out. */
export interface ParsedAddress { receiver?: string, mobile?: string, regionCode?: string, place?: string }

const LABELS = /(?:收货人|收件人|联系人|姓名|手机号码?|联系电话|联系方式|电话号码?|手机|电话|所在地区|收货地址|详细地址|地址|省市区)\s*[:：]/g
const SEPARATORS = /[\s,;|、，；。]+/
const MOBILE = /(^|\D)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/
const NAME = /^(?:\p{Script=Han}{2,4}(?:先生|女士|小姐|老师)?|\p{Script=Han}{2,8}·\p{Script=Han}{1,8}|[A-Za-z][A-Za-z.' -]{1,30})$/u
/** Ends like a part of an address, so it is no name. */
const PLACE_ENDING = /[路街道巷弄号村庄组镇乡县区市省栋幢座楼层室房苑园城厦院里湾寓店站]$/

/**
 * Reads a pasted address: name, phone number, district and place in any order, as chats and other shops write them. A
 * district that could be in several cities is left open. What is not recognised with confidence is left to the person.
 */
export function parseAddress(text: string, divisions: Divisions): ParsedAddress {
  let rest = text.normalize('NFKC').replace(LABELS, ' ').trim()
  const phone = MOBILE.exec(rest)
  if (phone) rest = rest.replace(phone[0], () => `${phone[1]} , `)
  const region = findRegion(rest, divisions)
  const before = tokensOf(region ? rest.slice(0, region.from) : rest)
  const after = tokensOf(region ? rest.slice(region.to) : '')

  const isName = (token: string) => NAME.test(token) && !PLACE_ENDING.test(token)
  // Right behind the district stands the place, so a name is looked for before it and then from the end.
  const name = before.find(isName) ?? after.slice(1).reverse().find(isName)
  const words = [...before, ...after].filter(token => token !== name)
  const place = region ? after.filter(token => token !== name).join(' ') : words.sort((a, b) => b.length - a.length)[0]
  return {
    ...name ? { receiver: name } : {},
    ...phone ? { mobile: phone.slice(2).join('') } : {},
    ...region ? { regionCode: region.code } : {},
    ...place ? { place } : {},
  }
}

/** Words between separators; a space between Latin words keeps them together. */
const tokensOf = (text: string) => text.replace(/([A-Z.'-]) +(?=[A-Z])/gi, '$1\0').split(SEPARATORS).map(token => token.replaceAll('\0', ' ')).filter(Boolean)

interface Found { code: string, from: number, to: number, score: number }

/** The one district the text speaks of: it is named whole, its city or province stands before it. */
function findRegion(text: string, { province_list: provinces, city_list: cities, county_list: districts }: Divisions): Found | undefined {
  const found: Found[] = []
  for (const [code, name] of Object.entries(districts)) {
    const at = text.indexOf(name)
    if (at < 0) continue
    const head = text.slice(0, at)
    const city = lastIndex(head, cities[`${code.slice(0, 4)}00`])
    const provinceName = provinces[`${code.slice(0, 2)}0000`]
    const province = lastIndex(head.slice(0, city?.from), provinceName) ?? lastIndex(head, provinceName) // 北京市 is both
    // What stands between them must be nothing: 上海路 is no Shanghai.
    const gap = head.slice(Math.max(city?.to ?? 0, province?.to ?? 0)).trim()
    const joined = (city || province) && !/\p{Script=Han}/u.test(gap)
    const parts = joined ? [city, province].flatMap(part => part ? [part.from] : []) : []
    found.push({ code, from: Math.min(at, ...parts), to: at + name.length, score: name.length + 20 * parts.length })
  }
  const [best, second] = found.sort((a, b) => b.score - a.score)
  return best && best.score !== second?.score ? best : undefined
}

/** Where a division's name, whole or as people say it, stands last in a text. */
function lastIndex(text: string, name: string | undefined): { from: number, to: number } | undefined {
  if (!name) return undefined
  for (const form of [name, name.replace(/(?:壮族|回族|维吾尔)?自治区$|特别行政区$|(?:[省市盟]|地区)$/, '')]) {
    const from = text.lastIndexOf(form)
    if (form.length >= 2 && from >= 0) return { from, to: from + form.length }
  }
  return undefined
}
