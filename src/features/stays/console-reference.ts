import type { Staff } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { FacilityChange, NewOrder } from './console-contract.ts'
import { recordAudit } from '../../core/staff/index.ts'
import { onConstraint } from '../../kit/db.ts'
import { KitErrors } from '../../kit/errors.ts'
import { referenceChanged } from './cached.ts'
import { insertReference, lockReference, orderReference, updateReference } from './console-store.ts'
import { StaysErrors } from './errors.ts'

type Reference = 'area' | 'facility'
interface Entry { name: string, icon?: string }

const onTakenName = onConstraint({
  area_name_key: () => StaysErrors.name_taken({ field: 'name' }),
  facility_name_key: () => StaysErrors.name_taken({ field: 'name' }),
})

/** Adds a district or a facility behind the others. */
export async function addReference(parts: Parts, by: Staff, table: Reference, { name, icon }: Entry): Promise<{ id: number }> {
  const entry = { name: name.trim(), icon }
  const id = await parts.db.tx(async (tx) => {
    const added = await insertReference(tx, table, entry)
    await recordAudit(parts, tx, { staffId: by.staffId, action: `stays.${table}.add`, target: `${table}:${added}`, after: entry })
    return added
  }).catch(onTakenName)
  referenceChanged(parts)
  return { id }
}

/** Renames a district or a facility, or retires it: then it is offered no more, and what has it keeps it. */
export async function changeReference(parts: Parts, by: Staff, table: Reference, id: number, { reason, ...change }: FacilityChange): Promise<void> {
  const { name, icon, retired } = { ...change, name: change.name?.trim() }
  await parts.db.tx(async (tx) => {
    const before = (await lockReference(tx, table)).find(entry => entry.id === id)
    if (!before) throw KitErrors.not_found()
    await updateReference(tx, table, id, { name, icon, retiredAt: retired === undefined ? undefined : retired ? parts.clock.now() : null })
    const after = { ...before, ...Object.fromEntries(Object.entries({ name, icon, retired }).filter(([, value]) => value !== undefined)) }
    await recordAudit(parts, tx, { staffId: by.staffId, action: `stays.${table}.change`, target: `${table}:${id}`, reason, before, after })
  }).catch(onTakenName)
  referenceChanged(parts)
}

/** Puts all districts or facilities in this order. */
export async function reorderReference(parts: Parts, by: Staff, table: Reference, { ids, reason }: NewOrder): Promise<void> {
  await parts.db.tx(async (tx) => {
    const before = (await lockReference(tx, table)).map(entry => entry.id)
    if (before.length !== ids.length || !before.every(id => ids.includes(id))) throw StaysErrors.order_differs({ field: 'ids' })
    await orderReference(tx, table, ids)
    await recordAudit(parts, tx, { staffId: by.staffId, action: `stays.${table}.order`, target: table, reason, before: { order: before }, after: { order: ids } })
  })
  referenceChanged(parts)
}
