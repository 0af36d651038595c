/** How personal data is shown where it must be recognised but not read: by its owner, and in the console. */

/** '340104199001011234' → '3****************4'. */
export function maskIdentityNumber(number: string): string {
  return `${number.slice(0, 1)}${'*'.repeat(Math.max(0, number.length - 2))}${number.slice(-1)}`
}

/** '张三' → '*三', '欧阳娜娜' → '***娜': the last character stays. A name of one character is hidden whole. */
export function maskRealName(name: string): string {
  const characters = [...name]
  return characters.length === 1 ? '*' : characters.map((character, i) => i === characters.length - 1 ? character : '*').join('')
}

/** '13800000001' → '138****0001'. Anything shorter than a mobile number is hidden whole. */
export function maskMobile(mobile: string): string {
  if (mobile.length < 11) return '*'.repeat(mobile.length)
  return `${mobile.slice(0, 3)}${'*'.repeat(mobile.length - 7)}${mobile.slice(-4)}`
}

/** 'zhangsan@example.com' → 'z***@example.com', whatever the length of the name. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${at > 1 ? [...email][0] : ''}***${at < 0 ? '' : email.slice(at)}`
}
