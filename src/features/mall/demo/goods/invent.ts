import type { Random } from '../../../../kit/draw.ts'
import type { GoodsSpec } from '../pictures/scene.ts'
import type { Colour, Family } from './family.ts'
import { seeded } from '../../../../kit/draw.ts'
import { daily } from './daily.ts'
import { digital } from './digital.ts'
import { COLOURS } from './family.ts'
import { home } from './home.ts'
import { wear } from './wear.ts'

export interface DemoSku { colour: number | null, option: number | null, price: number, marketPrice: number | null, onHand: number }

/** A product of the demo shop, before it has ids. Prices in fen. */
export interface DemoProduct {
  family: Family
  brand: string
  title: string
  subtitle: string
  detailHtml: string
  packingHtml: string
  serviceHtml: string
  attributes: Record<string, string | number>
  specs: { name: string, options: { value: string, swatch: string | null }[] }[]
  skus: DemoSku[]
  /** Pictures of the product, the cover first. */
  pictures: GoodsSpec[]
  /** One for each colour. */
  colourPictures: GoodsSpec[]
  /** Pieces sold before the demo began. */
  soldBefore: number
  listedDaysAgo: number
}

const PAPERS = ['#efe7da', '#dfe6e4', '#f0dfd3', '#e3e0ec', '#e4e8d8'] as const
const SECONDS = ['#c4461d', '#2f5d8a', '#7c8f6a', '#d8a24a', '#8a4a66'] as const

/** All goods of the demo shop; the same seed gives the same. */
export function inventGoods(seed: string): DemoProduct[] {
  return [...digital, ...home, ...wear, ...daily].flatMap(family => family.names.map((name, i) => inventProduct(family, name, i, seeded(`${seed} ${family.leaf} ${family.thing} ${name}`))))
}

function inventProduct(family: Family, name: string, nth: number, random: Random): DemoProduct {
  const { leaf, noun, brands, names, points, price: [cheap, dear], colours = [], option } = family
  const brand = brands[nth % brands.length]!
  const point = points[nth % points.length]!
  const share = names.length > 1 ? nth / (names.length - 1) : 0
  const yuan = cheap + (dear - cheap) * share
  const base = Math.max(1, Math.round(yuan < 100 ? yuan : yuan / 10) * (yuan < 100 ? 1 : 10) - 1) * 100
  const attributes = Object.fromEntries(Object.entries(family.attributes ?? {}).map(([attribute, values]) => [attribute, random.pick(values)]))
  const looks = colours.length ? colours : [family.paint ?? '月光白']
  const second = random.pick(SECONDS)
  const paper = random.pick(PAPERS)
  const picture = (colour: Colour, view: GoodsSpec['view']): GoodsSpec => ({ thing: family.thing, paint: { main: COLOURS[colour], second }, view, paper })
  return {
    family,
    brand,
    title: `${brand} ${name} ${noun}`,
    subtitle: point,
    detailHtml: detailOf(`${brand} ${name}${noun}`, leaf, points, attributes),
    packingHtml: `<p>${family.packing ?? `${noun} ×1、说明书 ×1`}</p>`,
    serviceHtml: '<p>七天无理由退货，十五天内质量问题包退换。付款后 24 小时内发货。</p>',
    attributes,
    specs: [
      ...colours.length ? [{ name: '颜色', options: colours.map(colour => ({ value: colour as string, swatch: COLOURS[colour] as string })) }] : [],
      ...option ? [{ name: option.name, options: option.values.map(value => ({ value, swatch: null })) }] : [],
    ],
    skus: inventSkus(base, colours.length, option, random),
    pictures: [picture(looks[0]!, 'alone'), { ...picture(looks[0]!, 'pair'), paint: { main: COLOURS[looks[0]!], second: looks[1] ? COLOURS[looks[1]] : second } }, picture(looks.at(-1)!, 'near')],
    colourPictures: colours.map(colour => picture(colour, 'alone')),
    soldBefore: Math.round(random.between(0, 1) ** 3 * 4000),
    listedDaysAgo: Math.round(random.between(2, 400)),
  }
}

function inventSkus(base: number, colours: number, option: Family['option'], random: Random): DemoSku[] {
  const skus: DemoSku[] = []
  for (let colour = 0; colour < Math.max(1, colours); colour++) {
    for (let step = 0; step < (option?.values.length ?? 1); step++) {
      const last = colour === colours - 1 && step === (option?.values.length ?? 1) - 1
      if (last && skus.length > 3 && random.chance(0.3)) continue // the dearest is not made in every colour
      const price = Math.round(base * (1 + (option?.step ?? 0) * step / 100) / 100) * 100
      const marketPrice = random.chance(0.4) ? Math.round(price * random.between(1.1, 1.35) / 100) * 100 : null
      const onHand = random.chance(0.07) ? 0 : random.chance(0.1) ? random.int(1, 5) : random.int(20, 300)
      skus.push({ colour: colours ? colour : null, option: option ? step : null, price, marketPrice, onHand })
    }
  }
  return skus
}

function detailOf(name: string, leaf: string, points: readonly string[], attributes: Record<string, string | number>): string {
  const facts = Object.entries(attributes).map(([attribute, value]) => `<li>${attribute}：${value}</li>`).join('')
  return `<p>${name}，${points.join('；')}。</p><p>我们在合肥的仓库里逐件看过再发货，${leaf}类商品都可在线咨询售后。</p>${facts ? `<ul>${facts}</ul>` : ''}`
}
