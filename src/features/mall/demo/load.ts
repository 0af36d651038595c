import type { PlannedPicture } from '../../../core/media/index.ts'
import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { DayViews } from '../catalogue/store-looks.ts'
import type { DemoProduct } from './goods/invent.ts'
import type { AdSpec, GoodsSpec, Thing } from './pictures/scene.ts'
import { planPictures } from '../../../core/media/index.ts'
import { addDays, dayOf, eachDay } from '../../../kit/dates.ts'
import { mix, seeded } from '../../../kit/draw.ts'
import { refreshShelf } from '../catalogue/shelf.ts'
import { addCategoryViews } from '../catalogue/store-looks.ts'
import { rememberTold } from '../orders/tell.ts'
import { indexProducts } from '../search/index-products.ts'
import { AD_SLOTS } from '../shopfront/slots.ts'
import { inventGoods } from './goods/invent.ts'
import { ADS, ATTRIBUTES, BRANDS, COUPONS, DEPARTMENTS, FREIGHT, FREIGHT_OF } from './goods/shop.ts'
import { COLOURS } from './goods/family.ts'
import { inventOrders } from './orders.ts'
import { chooseBuyers, insertOrders } from './store-orders.ts'
import { insertAds, insertAttributes, insertBrands, insertCategories, insertChannels, insertCoupons, insertFreight, insertHotWords, insertProducts, insertStock, listProducts } from './store.ts'

const GOODS_PIXELS = 1000
const DAY_MS = 86_400_000
const VIEW_DAYS = 92
/** Of so long the inboxes tell. */
const INBOX_MS = 21 * DAY_MS
const HOT_WORDS = ['手机', '茶叶', '保温杯', '运动鞋', '蓝牙耳机', '草莓', '四件套', '积木', '电饭煲', '露营'] as const
const fen = (yuan: number | null) => yuan === null ? null : yuan * 100

/**
 * Fills the mall with a shop worth browsing: departments, brands, some three hundred products with drawn pictures, coupons,
 * advertisements, orders in every state and reviews. The same seed gives the same shop, its dates moved along with the clock.
 */
export async function loadDemoMall(parts: Parts, tx: Tx, seed: string): Promise<void> {
  const now = parts.clock.now()
  const goods = inventGoods(seed)
  const categories = await addCategories(tx, goods, now)
  const brands = await insertBrands(tx, BRANDS)
  const freight = await insertFreight(tx, FREIGHT.map(({ fee, freeOver, rules, ...rest }) => ({ ...rest, fee: fee * 100, freeOver: fen(freeOver), rules: rules.map(rule => ({ regions: rule.regions, fee: rule.fee * 100, freeOver: fen(rule.freeOver) })) })))
  const attributes = await addAttributes(tx, categories)

  const pictures = await planGoods(tx, goods, now)
  const skus = await insertProducts(tx, goods.map((product) => {
    const { id, path } = categories.get(product.family.leaf)!
    const above = path.map(step => nameOf(categories, step))
    const freightName = above.map(name => FREIGHT_OF[name]).find(Boolean)
    return {
      product,
      categoryId: id,
      brandId: brands.get(product.brand)!,
      freightTemplateId: freightName ? freight.get(freightName)! : null,
      ...pictures.get(product)!,
      attributeIds: new Map(attributes.filter(({ categoryId }) => path.includes(categoryId)).map(attribute => [attribute.name, attribute.id])),
      listedAt: new Date(now.getTime() - product.listedDaysAgo * DAY_MS),
    }
  }), now)

  const orders = inventOrders(await chooseBuyers(tx), skus, seed, now)
  await insertStock(tx, skus.map(sku => ({ ...sku, ...orders.movedOf(sku.id) })), new Date(now.getTime() - 400 * DAY_MS))
  await insertOrders(tx, orders.list)
  const productIds = [...new Set(skus.map(({ productId }) => productId))]
  await refreshShelf(tx, productIds)
  await listProducts(tx, productIds)
  await indexProducts(tx, productIds)

  await insertChannels(tx, groupsOf(name => categories.get(name)!.id))
  await addAds(tx, name => categories.get(name)!.id, now)
  await insertCoupons(tx, COUPONS.map(coupon => ({
    name: coupon.name,
    amount: 'amount' in coupon ? coupon.amount * 100 : null,
    percent: 'percent' in coupon ? coupon.percent : null,
    most: 'most' in coupon ? coupon.most * 100 : null,
    threshold: coupon.threshold * 100,
    categoryId: 'category' in coupon ? categories.get(coupon.category)!.id : null,
    perPerson: coupon.perPerson,
    total: coupon.total,
    days: coupon.days,
  })), now)
  await insertHotWords(tx, HOT_WORDS, now)
  await rememberTold(parts, tx, new Date(now.getTime() - INBOX_MS))
  await addCategoryViews(tx, inventViews(DEPARTMENTS.map(({ name }) => categories.get(name)!.path[0]!), seed, now))
}

/** How often the goods of each department were looked at in the last three months. */
function inventViews(categoryIds: readonly number[], seed: string, now: Date): DayViews[] {
  const random = seeded(`${seed} views`)
  const today = dayOf(now)
  return categoryIds.flatMap((categoryId, i) => eachDay(addDays(today, 1 - VIEW_DAYS), addDays(today, 1)).map(day => ({ day, categoryId, views: Math.round(random.between(0.6, 1.4) * 480 / (i + 2)) })))
}

type Categories = Map<string, { id: number, path: number[] }>

const nameOf = (categories: Categories, id: number) => [...categories].find(([, category]) => category.id === id)![0]

/** Three levels of categories; each leaf shows its first product. Where a department and its only group have one name, the ids of the lower one are kept. */
async function addCategories(tx: Tx, goods: readonly DemoProduct[], now: Date): Promise<Categories> {
  const leafPicture = new Map(goods.toReversed().map(product => [product.family.leaf, product.pictures[0]!]))
  const firstLeaf = (children: Record<string, readonly string[]>) => Object.values(children)[0]![0]!
  const planned = [...DEPARTMENTS.map(({ children }) => leafPicture.get(firstLeaf(children))!), ...leafPicture.values()]
  const ids = await planPictures(tx, now, planned.map(goodsPicture))
  const pictureOf = new Map([...leafPicture.keys()].map((leaf, i) => [leaf, ids[DEPARTMENTS.length + i]!]))

  const first = await insertCategories(tx, 1, DEPARTMENTS.map(({ name }, position) => ({ name, parent: null, position, pictureId: ids[position]! })))
  const second = await insertCategories(tx, 2, DEPARTMENTS.flatMap(({ name, children }) => Object.keys(children).map((child, position) => ({ name: child, parent: first.get(name)!, position, pictureId: null }))))
  const third = await insertCategories(tx, 3, DEPARTMENTS.flatMap(({ children }) => Object.entries(children).flatMap(([parent, leaves]) => leaves.map((name, position) => ({ name, parent: second.get(parent)!, position, pictureId: pictureOf.get(name)! })))))
  return new Map([...first, ...second, ...third])
}

async function addAttributes(tx: Tx, categories: Categories) {
  return insertAttributes(tx, Object.entries(ATTRIBUTES).flatMap(([category, attributes]) => attributes.map((attribute, position) => ({ categoryId: categories.get(category)!.id, unit: null, position, ...attribute }))))
}

const goodsPicture = (spec: GoodsSpec): PlannedPicture => ({ kind: 'goods', spec, width: GOODS_PIXELS, height: GOODS_PIXELS, color: mix(spec.paper, spec.paint.main, 0.2) })

async function planGoods(tx: Tx, goods: readonly DemoProduct[], now: Date): Promise<Map<DemoProduct, { pictureIds: string[], colourPictureIds: string[] }>> {
  const ids = await planPictures(tx, now, goods.flatMap(({ pictures, colourPictures }) => [...pictures, ...colourPictures].map(goodsPicture)))
  return new Map(goods.map(product => [product, { pictureIds: ids.splice(0, product.pictures.length), colourPictureIds: ids.splice(0, product.colourPictures.length) }]))
}

function groupsOf(idOf: (name: string) => number): { name: string, categoryIds: number[] }[] {
  const groups = [...new Set(DEPARTMENTS.map(({ group }) => group))]
  return groups.map(name => ({ name, categoryIds: DEPARTMENTS.filter(({ group }) => group === name).map(department => idOf(department.name)) }))
}

const AD_PAINTS = Object.values(COLOURS)

async function addAds(tx: Tx, idOf: (name: string) => number, now: Date): Promise<void> {
  const plans = ADS.map(({ slot, things, paper }, i): PlannedPicture => {
    const { width, height } = AD_SLOTS.find(({ key }) => key === slot)!
    const spec: AdSpec = { things: things.map((thing, k) => ({ thing: thing as Thing, paint: { main: AD_PAINTS[(i * 5 + k * 3 + 2) % AD_PAINTS.length]!, second: AD_PAINTS[(i * 3 + k * 4 + 4) % AD_PAINTS.length]! } })), paper, width, height }
    return { kind: 'ad', spec, width, height, color: paper }
  })
  const ids = await planPictures(tx, now, plans)
  await insertAds(tx, ADS.map(({ slot, title, category }, i) => ({ slot, title, pictureId: ids[i]!, target: `/mall/products?categoryId=${idOf(category)}` })))
}
