import { isIPv6 } from 'node:net'

/**
 * What an address is counted by: an IPv4 address itself, of IPv6 its /64. Every customer has at least 2^64 of those: counted
 * singly they would have no limit, and each would take memory. What is no address is left as it is.
 */
export function networkOf(key: string): string {
  if (!key.includes(':') || !isIPv6(key)) return key
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(key)
  if (mapped) return mapped[1]!
  const [head = '', tail] = key.split('%')[0]!.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const groups = tail === undefined ? left : [...left, ...Array.from<string>({ length: Math.max(0, 8 - left.length - right.length) }).fill('0'), ...right]
  return `${groups.slice(0, 4).map(group => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
