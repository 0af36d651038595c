import type { Parts } from '../../../kit/module.ts'
import type { Ad, Home } from './contract.ts'
import type { Kept, Soon } from './kept.ts'
import type { AdRow } from './store-home.ts'
import { toPicture } from '../../../core/media/index.ts'
import { catalogueTag, categories, homeTag, KEPT_SECONDS } from './cached.ts'
import { kept } from './kept.ts'
import { hotCards } from './list.ts'
import { toCard } from './store-cards.ts'
import { listAds, listChannels, listSlots } from './store-home.ts'
import { findCards, findFloors } from './store-lists.ts'

const HOT = 10
const NEWEST = 10
const FLOORS = 8
const PER_FLOOR = 6

/** The home page as it is now. */
export async function readHome(parts: Parts): Promise<Kept> {
  const { ads } = await plannedAds(parts)
  const now = parts.clock.now().getTime()
  const running = ads.filter(({ from, until }) => from <= now && now < until)
  // Advertisements begin and end by the clock: another set of them is another page.
  return parts.cache.remember(`mall:home:${running.map(({ ad }) => ad.id).join()}`, { seconds: KEPT_SECONDS, tags: [homeTag, catalogueTag] }, async () => kept(await makeHome(parts, running)))
}

interface PlannedAd { ad: Ad, slot: string, from: number, until: number }
interface Slots { slots: { key: string, width: number, height: number }[], ads: PlannedAd[] }

/** Those that run, and those whose time will come; in milliseconds. */
const plannedAds = (parts: Parts): Soon<Slots> =>
  parts.cache.remember('mall:ads', { seconds: KEPT_SECONDS, tags: [catalogueTag] }, async () => {
    const [slots, rows] = await Promise.all([listSlots(parts.db.sql), listAds(parts.db.sql, parts.clock.now())])
    return { slots, ads: rows.map(planned) }
  })

const planned = ({ id, title, picture, target, slotKey, startsAt, endsAt }: AdRow): PlannedAd =>
  ({ ad: { id, title, picture: toPicture(picture), target }, slot: slotKey, from: startsAt?.getTime() ?? 0, until: endsAt?.getTime() ?? Number.MAX_SAFE_INTEGER })

async function makeHome(parts: Parts, running: readonly PlannedAd[]): Promise<Home> {
  const [{ tree }, { slots }, groups, floors, hot, newest] = await Promise.all([
    categories(parts),
    plannedAds(parts),
    listChannels(parts.db.sql),
    makeFloors(parts),
    hotCards(parts, undefined, HOT),
    findCards(parts.db.sql, { attributes: [], inStock: true }, { sort: 'new', limit: NEWEST }),
  ])
  return {
    channelGroups: groups.map(({ id, name, categoryIds }) => ({ id, name, channels: categoryIds.flatMap(id => tree.find(category => category.id === id) ?? []) })).filter(({ channels }) => channels.length > 0),
    ads: Object.fromEntries(slots.map(({ key, width, height }) => [key, { width, height, items: running.filter(({ slot }) => slot === key).map(({ ad }) => ad) }])),
    floors,
    hot,
    newest: newest.map(toCard),
  }
}

/** One for each first-level category that has something to sell, in the operator's order. */
async function makeFloors(parts: Parts): Promise<Home['floors']> {
  const { tree, nodes } = await categories(parts)
  const rows = await findFloors(parts.db.sql, tree.map(({ id }) => nodes[id]!.leaves), PER_FLOOR)
  return tree.map(({ id, name }, i) => ({ category: { id, name }, products: rows.filter(({ at }) => at === i + 1).map(toCard) })).filter(({ products }) => products.length > 0).slice(0, FLOORS)
}
