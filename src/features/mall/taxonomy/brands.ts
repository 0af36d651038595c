import type { Buffer } from 'node:buffer'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { BrandChange, BrandOrder, ConsoleBrand, ConsoleBrandQuery, NewBrand } from './contract.ts'
import type { BrandRow } from './store-brands.ts'
import { savePicture, toPicture } from '../../../core/media/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { catalogueChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { markStale } from '../search/store-index.ts'
import { firstLetterOf } from './first-letter.ts'
import { countOfBrand, deleteBrand, findBrand, insertBrand, listBrandsForStaff, lockBrand, lockLetter, orderBrands, updateBrand } from './store-brands.ts'

const onTakenName = onConstraint({ brand_name_key: () => MallErrors.name_taken({ field: 'name' }) })
const toBrand = ({ logo, ...row }: BrandRow): ConsoleBrand => ({ ...row, logo: toPicture(logo) })

export async function brandsForStaff(parts: Parts, { page = 1, limit = 20, ...filter }: ConsoleBrandQuery): Promise<Page<ConsoleBrand>> {
  const { rows, count } = await listBrandsForStaff(parts.db.sql, { ...filter, page, limit })
  return pageOf(rows.map(toBrand), count, { page, limit })
}

export async function brandForStaff(parts: Parts, id: number): Promise<ConsoleBrand> {
  const brand = await findBrand(parts.db.sql, id)
  if (!brand) throw KitErrors.not_found()
  return toBrand(brand)
}

export async function addBrand(parts: Parts, by: Staff, given: NewBrand): Promise<ConsoleBrand> {
  const name = given.name.trim()
  const brand = { name, firstLetter: given.firstLetter ?? await firstLetterOf(name) }
  const id = await parts.db.tx(async (tx) => {
    const added = await insertBrand(tx, brand)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.brand.add', target: `brand:${added}`, after: brand })
    return added
  }).catch(onTakenName)
  catalogueChanged(parts)
  return brandForStaff(parts, id)
}

export async function changeBrand(parts: Parts, by: Staff, id: number, { version, ...given }: BrandChange): Promise<ConsoleBrand> {
  const known = await brandForStaff(parts, id)
  const name = given.name?.trim() ?? known.name
  const corrected = known.firstLetter !== await firstLetterOf(known.name)
  const firstLetter = given.firstLetter ?? (corrected ? known.firstLetter : await firstLetterOf(name))
  await parts.db.tx(async (tx) => {
    const before = await lockBrand(tx, id)
    if (!before) throw KitErrors.not_found()
    if (before.version !== version || known.version !== version) throw MallErrors.changed_meanwhile()
    await updateBrand(tx, before, { name, firstLetter })
    if (name !== before.name) await markStale(tx, { brandId: id })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.brand.change', target: `brand:${id}`, before: { name: before.name, firstLetter: before.firstLetter }, after: { name, firstLetter } })
  }).catch(onTakenName)
  catalogueChanged(parts)
  return brandForStaff(parts, id)
}

export async function setBrandLogo(parts: Parts, by: Staff, id: number, image: Buffer | null): Promise<ConsoleBrand> {
  await brandForStaff(parts, id)
  const logo = image && await savePicture(parts, image)
  await parts.db.tx(async (tx) => {
    const before = await lockBrand(tx, id)
    if (!before) throw KitErrors.not_found()
    await updateBrand(tx, before, { logoId: logo?.id ?? null })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.brand.logo', target: `brand:${id}`, before: { picture: before.logoId }, after: { picture: logo?.id ?? null } })
  })
  catalogueChanged(parts)
  return brandForStaff(parts, id)
}

/** Puts all brands of a letter in this order. */
export async function reorderBrands(parts: Parts, by: Staff, { letter, ids }: BrandOrder): Promise<void> {
  await parts.db.tx(async (tx) => {
    const before = await lockLetter(tx, letter)
    if (before.length !== ids.length || !before.every(id => ids.includes(id))) throw MallErrors.order_differs({ field: 'ids' })
    await orderBrands(tx, ids)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.brand.order', target: 'brand', before: { order: before }, after: { order: ids } })
  })
  catalogueChanged(parts)
}

/** Only one that no product is of. */
export async function removeBrand(parts: Parts, by: Staff, id: number): Promise<void> {
  await parts.db.tx(async (tx) => {
    const brand = await lockBrand(tx, id, { leaving: true })
    if (!brand) throw KitErrors.not_found()
    const products = await countOfBrand(tx, id)
    if (products > 0) throw MallErrors.brand_used({ products })
    await deleteBrand(tx, id)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.brand.remove', target: `brand:${id}`, before: { name: brand.name, firstLetter: brand.firstLetter } })
  })
  catalogueChanged(parts)
}
