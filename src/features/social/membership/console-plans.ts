import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { ConsoleLevels, LevelChange, NewPlan, PlanChange } from './console-contract.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { SocialErrors } from '../errors.ts'
import { countMembers, countSold, insertPlan, updateLevel, updatePlan } from './console-store.ts'
import { findLevel, findPlan, listLevels, listPlans } from './store-plans.ts'

/** All levels and plans, those that are not on sale too. */
export async function levelsForStaff(parts: Parts): Promise<ConsoleLevels> {
  const { sql } = parts.db
  const [levels, plans, members, sold] = await Promise.all([listLevels(sql), listPlans(sql), countMembers(sql, parts.clock.now()), countSold(sql)])
  return {
    levels: levels.map(level => ({ ...level, members: members.get(level.level) ?? 0 })),
    plans: plans.map(plan => ({ ...plan, sold: sold.get(`${plan.level} ${plan.days}`) ?? 0 })),
  }
}

/** Changes what a level is called and allows, from now on and for everybody who has it. Throws social.changed. */
export async function changeLevel(parts: Parts, by: Staff, level: number, { version, ...change }: LevelChange): Promise<ConsoleLevels> {
  await parts.db.tx(async (tx) => {
    const before = await findLevel(tx, level)
    if (!before) throw KitErrors.not_found()
    const after = { ...before, ...change, nameZh: (change.nameZh ?? before.nameZh).trim(), nameEn: (change.nameEn ?? before.nameEn).trim() }
    if (before.version !== version || !await updateLevel(tx, before, after)) throw SocialErrors.changed()
    const { version: _, ...was } = before
    const { version: __, ...is } = after
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.change_level', target: `level:${level}`, before: was, after: is })
  })
  return levelsForStaff(parts)
}

const refusals = onConstraint({
  membership_plan_once: () => SocialErrors.plan_exists({ field: 'days' }),
  membership_plan_level_fkey: () => KitErrors.not_found(),
})

export async function addPlan(parts: Parts, by: Staff, plan: NewPlan): Promise<ConsoleLevels> {
  await parts.db.tx(async (tx) => {
    const id = await insertPlan(tx, plan)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.add_plan', target: `plan:${id}`, after: plan })
  }).catch(refusals)
  return levelsForStaff(parts)
}

/** Changes a price, or whether it can be bought. What was ordered before keeps the price it was ordered at. Throws social.changed. */
export async function changePlan(parts: Parts, by: Staff, id: number, { version, ...change }: PlanChange): Promise<ConsoleLevels> {
  await parts.db.tx(async (tx) => {
    const before = await findPlan(tx, id)
    if (!before) throw KitErrors.not_found()
    const after = { ...before, ...change }
    if (before.version !== version || !await updatePlan(tx, before, after)) throw SocialErrors.changed()
    const told = ({ level, days, price, onSale }: NewPlan) => ({ level, days, price, onSale })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.change_plan', target: `plan:${id}`, before: told(before), after: told(after) })
  })
  return levelsForStaff(parts)
}
