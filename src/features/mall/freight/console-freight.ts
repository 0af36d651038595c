import type { Tx } from '../../../kit/db.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page, PageQuery } from '../../../kit/pagination.ts'
import type { ConsoleFreight, FreightChange, FreightProduct, FreightTrial, FreightTrialQuery, NewFreight } from './console-contract.ts'
import type { LockedFreight } from './console-store.ts'
import type { FreightRule } from './contract.ts'
import { toPicture } from '../../../core/media/index.ts'
import { isCurrentRegion, regionName } from '../../../core/regions/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { MallErrors } from '../errors.ts'
import { countProductsOf, deleteFreight, hasDefault, insertFreight, listFreightsForStaff, listProductsOf, lockFreights, moveDefault, readFreight, updateFreight } from './console-store.ts'
import { chargeFreight, idleRegion, ruleFor } from './rules.ts'

export async function freightsForStaff(parts: Parts, lang: Lang): Promise<ConsoleFreight[]> {
  const rows = await listFreightsForStaff(parts.db.sql)
  return rows.map(({ rules, ...row }) => ({ ...row, rules: rules.map(rule => ({ ...rule, regions: rule.regions.map(code => ({ code, name: nameOf(code, lang) })) })) }))
}

/** What goods of a sum would pay to a region, by the function the checkout calls. */
export async function tryFreight(parts: Parts, { regionCode = null, sum }: Omit<FreightTrialQuery, 'regionCode'> & { regionCode?: string | null }): Promise<FreightTrial> {
  if (regionCode !== null && !isCurrentRegion(regionCode)) throw MallErrors.unknown_region({ field: 'regionCode', region: regionCode })
  const templates = await listFreightsForStaff(parts.db.sql)
  return templates.map((template) => {
    const [charge] = chargeFreight([{ skuId: 0, sum, template }], regionCode)
    const rule = ruleFor(template, regionCode)
    return { id: template.id, name: template.name, fee: charge!.fee, freeOver: charge!.freeOver, rule: rule < 0 ? null : rule }
  })
}

export async function productsOfFreight(parts: Parts, id: number, { page = 1, limit = 20 }: PageQuery): Promise<Page<FreightProduct>> {
  const found = await listProductsOf(parts.db.sql, id, { page, limit })
  if (!found) throw KitErrors.not_found()
  return pageOf(found.rows.map(({ picture, ...row }) => ({ ...row, picture: toPicture(picture) })), found.count, { page, limit })
}

const onTakenName = onConstraint({ freight_template_name_key: () => MallErrors.name_taken({ field: 'name' }) })

/** Adds terms of carriage; the first ever are the default. */
export async function addFreight(parts: Parts, by: Staff, wish: NewFreight, lang: Lang): Promise<{ id: number }> {
  const values = checked(wish, lang)
  const id = await change(parts, async (tx) => {
    const isDefault = !await hasDefault(tx)
    const added = await insertFreight(tx, values, isDefault)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.add_freight', target: `freight:${added}`, after: toldOf(values) })
    return added
  }).catch(onTakenName)
  return { id }
}

/** Changes terms for orders to come; orders keep what they were agreed with. */
export async function changeFreight(parts: Parts, by: Staff, id: number, { version, ...wish }: FreightChange, lang: Lang): Promise<void> {
  const values = checked(wish, lang)
  await change(parts, async (tx) => {
    const before = await found(tx, id)
    if (!await updateFreight(tx, id, version, values)) throw MallErrors.changed_meanwhile()
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.change_freight', target: `freight:${id}`, before: toldOf(before), after: toldOf(values) })
  }).catch(onTakenName)
}

/** From now on products without terms of their own are sent on these. There is never a moment with two defaults, or with none. */
export async function makeDefault(parts: Parts, by: Staff, id: number): Promise<void> {
  await change(parts, async (tx) => {
    const { isDefault, name } = await found(tx, id)
    if (isDefault) return
    const before = await moveDefault(tx, id)
    const was = before === null ? undefined : (await readFreight(tx, before))!.name
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.default_freight', target: `freight:${id}`, before: was === undefined ? undefined : { isDefault: was }, after: { isDefault: name } })
  })
}

/** Deletes terms that no product has. */
export async function removeFreight(parts: Parts, by: Staff, id: number): Promise<void> {
  await change(parts, async (tx) => {
    const before = await found(tx, id)
    if (before.isDefault) throw MallErrors.freight_default()
    const products = await countProductsOf(tx, id)
    if (products > 0) throw MallErrors.freight_used({ products })
    await deleteFreight(tx, id)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.delete_freight', target: `freight:${id}`, before: toldOf(before) })
  }).catch(onConstraint({ product_freight_template_id_fkey: () => KitErrors.busy() })) // a product took it a moment ago
}

const change = <T>(parts: Parts, work: (tx: Tx) => Promise<T>): Promise<T> => parts.db.tx(async (tx) => {
  await lockFreights(tx)
  return work(tx)
})

async function found(tx: Tx, id: number): Promise<LockedFreight> {
  const row = await readFreight(tx, id)
  if (!row) throw KitErrors.not_found()
  return row
}

/** Every region is one of today's, and every one of them counts. */
function checked({ name, rules, ...terms }: NewFreight, lang: Lang): NewFreight {
  const unknown = rules.flatMap(({ regions }) => regions).find(code => !isCurrentRegion(code))
  if (unknown !== undefined) throw MallErrors.unknown_region({ field: 'rules', region: unknown })
  const idle = idleRegion(rules)
  if (idle !== undefined) throw MallErrors.region_idle({ field: 'rules', region: idle, name: nameOf(idle, lang) })
  return { ...terms, name: name.trim(), rules }
}

/** In English only provinces have names of their own. */
const nameOf = (code: string, lang: Lang) => regionName(code, code.endsWith('0000') ? lang : 'zh-CN') ?? code

/** What the audit log keeps; regions by name, as people read them there. */
const toldOf = ({ name, fee, freeOver, rules }: NewFreight) => ({ name, freightFee: fee, freeOver, rules: rules.map(ruleText) })
const ruleText = ({ regions, fee, freeOver }: FreightRule) => `${regions.map(code => nameOf(code, 'zh-CN')).join('、')}: ${fee / 100}${freeOver === null ? '' : ` / ≥ ${freeOver / 100}: 0`}`
