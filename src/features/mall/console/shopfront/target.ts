/** Where an advertisement leads, as staff choose it; the address is what is stored. */
export type TargetKind = 'home' | 'coupons' | 'category' | 'product' | 'other'
export interface Target { kind: TargetKind, id: string, path: string }

const PAGES = { home: '/mall', coupons: '/mall/coupons' } as const

export function targetOf(address: string): Target {
  const page = (Object.keys(PAGES) as (keyof typeof PAGES)[]).find(name => PAGES[name] === address)
  const category = /^\/mall\/products\?categoryId=(\d+)$/.exec(address)?.[1]
  const product = /^\/mall\/products\/(\d+)$/.exec(address)?.[1]
  if (page) return { kind: page, id: '', path: '' }
  if (category) return { kind: 'category', id: category, path: '' }
  if (product) return { kind: 'product', id: product, path: '' }
  return { kind: 'other', id: '', path: address }
}

/** '' while what is needed for it has not been said. */
export function addressOf({ kind, id, path }: Target): string {
  if (kind === 'home' || kind === 'coupons') return PAGES[kind]
  if (kind === 'other') return path.trim()
  if (!/^\d+$/.test(id)) return ''
  return kind === 'category' ? `/mall/products?categoryId=${id}` : `/mall/products/${id}`
}
