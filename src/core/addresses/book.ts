import type { Sql, Tx } from '../../kit/db.ts'
import type { Attempt } from '../../kit/http/idempotency.ts'
import type { Parts } from '../../kit/module.ts'
import type { Address, AddressBook, AddressChanges, AddressFields } from './contract.ts'
import type { AddressRow } from './store.ts'
import { onConstraint } from '../../kit/db.ts'
import { KitErrors } from '../../kit/errors.ts'
import { once } from '../../kit/http/idempotency.ts'
import { isCurrentDistrict, regionName } from '../regions/index.ts'
import { AddressErrors } from './errors.ts'
import { MAX_ADDRESSES, tidied } from './rules.ts'
import { dropBook, dropDeletedBefore, findAddress, giveRoomBack, insertAddress, listAddresses, lockBook, makeRoom, markDeleted, setDefault, unsetDefault, updateAddress } from './store.ts'

/** What may be asked back by its owner; then it is nobody's business any more. */
const KEPT_MS = 30 * 86_400_000

/** What an order keeps of an address. `region` is in Chinese: province, city and district. */
interface OrderAddress { receiver: string, mobile: string, regionCode: string, region: string, place: string }

/** An address of this person by its id; undefined when there is none, or it is somebody else's. */
export async function addressOf(sql: Sql, accountId: number, id: number): Promise<OrderAddress | undefined> {
  const row = await findAddress(sql, accountId, id)
  return row && { receiver: row.receiver, mobile: row.mobile, regionCode: row.regionCode, region: row.region, place: row.place }
}

export async function bookOf(parts: Parts, accountId: number): Promise<AddressBook> {
  const rows = await listAddresses(parts.db.sql, accountId)
  return { items: rows.map(toAddress), limit: MAX_ADDRESSES }
}

/** Adds an address; an empty book takes it as the default. Of many at once those fit in that there is room for. */
export async function addAddress(parts: Parts, accountId: number, fields: AddressFields, attempt: Attempt | null): Promise<Address> {
  const { isDefault, title = '', tel = null, email = null, ...needed } = tidied(fields)
  const region = districtName(needed.regionCode)
  const now = parts.clock.now()
  return parts.db.tx(tx => once(tx, attempt, now, async () => {
    const defaultId = await makeRoom(tx, accountId)
    const id = await insertAddress(tx, accountId, { ...needed, title, tel, email, region }, now)
    if (isDefault || defaultId === null) await setDefault(tx, accountId, id)
    return ownAddress(tx, accountId, id)
  })).catch(onConstraint({ address_book_full: () => AddressErrors.full({ limit: MAX_ADDRESSES }) }))
}

/** Changes an address. Orders keep what was agreed. */
export async function changeAddress(parts: Parts, accountId: number, id: number, fields: AddressChanges): Promise<Address> {
  const { isDefault, ...changes } = tidied(fields)
  const region = changes.regionCode === undefined ? {} : { region: districtName(changes.regionCode) }
  return parts.db.tx(async (tx) => {
    if (!await lockBook(tx, accountId) || !await updateAddress(tx, accountId, id, { ...changes, ...region })) throw KitErrors.not_found()
    if (isDefault === true) await setDefault(tx, accountId, id)
    if (isDefault === false) await unsetDefault(tx, accountId, id)
    return ownAddress(tx, accountId, id)
  })
}

/** Makes this address the default in the place of the one that was. */
export async function makeDefault(parts: Parts, accountId: number, id: number): Promise<Address> {
  return parts.db.tx(async (tx) => {
    if (!await lockBook(tx, accountId) || !await setDefault(tx, accountId, id)) throw KitErrors.not_found()
    return ownAddress(tx, accountId, id)
  })
}

/** Deletes an address; without its default a book has none, until the owner says which. */
export async function removeAddress(parts: Parts, accountId: number, id: number): Promise<void> {
  await parts.db.tx(async (tx) => {
    if (!await lockBook(tx, accountId) || !await markDeleted(tx, accountId, id, parts.clock.now())) throw KitErrors.not_found()
    await giveRoomBack(tx, accountId, id)
  })
}

/** Drops for good what was deleted some weeks ago. */
export async function dropDeleted(parts: Parts): Promise<void> {
  await dropDeletedBefore(parts.db.sql, new Date(parts.clock.now().getTime() - KEPT_MS))
}

/** An account ends: nobody needs its addresses any more, orders have their own copies. */
export const dropBookOf = (_: Parts, tx: Tx, accountId: number): Promise<void> => dropBook(tx, accountId)

function districtName(code: string): string {
  if (!isCurrentDistrict(code)) throw AddressErrors.unknown_region({ field: 'regionCode' })
  return regionName(code, 'zh-CN')!
}

async function ownAddress(sql: Sql, accountId: number, id: number): Promise<Address> {
  const row = await findAddress(sql, accountId, id)
  if (!row) throw KitErrors.not_found()
  return toAddress(row)
}

const toAddress = ({ id, title, receiver, mobile, regionCode, region, place, tel, email, isDefault }: AddressRow): Address =>
  ({ id, title, receiver, mobile, regionCode, region, regionIsCurrent: isCurrentDistrict(regionCode), place, tel, email, isDefault })
