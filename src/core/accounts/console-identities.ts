import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { Page, PageQuery } from '../../kit/pagination.ts'
import type { ConsoleIdentity } from './console-contract.ts'
import type { IdentityRow } from './console-store.ts'
import { pageOf } from '../../kit/pagination.ts'
import { regionName } from '../regions/index.ts'
import { listVerified } from './console-store.ts'
import { openIdentity } from './identity.ts'
import { maskIdentityNumber, maskRealName } from './masks.ts'

/** Confirmed identities, the latest first: masked, with what follows from the number as far as staff need it (S-78). */
export async function identitiesForStaff(parts: Parts, given: PageQuery, lang: Lang): Promise<Page<ConsoleIdentity>> {
  const query = { page: 1, limit: 20, ...given }
  const { rows, count } = await listVerified(parts.db.sql, query)
  const { items, ...page } = pageOf(rows, count, query)
  return { ...page, items: items.map(row => toIdentity(parts, row, lang)) }
}

function toIdentity(parts: Parts, { number, id, name, ...sealed }: IdentityRow, lang: Lang): ConsoleIdentity {
  const { realName, person, verifiedAt } = openIdentity(parts, number, sealed)
  return {
    user: { id, number, name },
    realName: maskRealName(realName),
    idNumber: maskIdentityNumber(person.number),
    birthYear: Number(person.birthDate.slice(0, 4)),
    sex: person.sex,
    region: regionName(person.regionCode, lang),
    regionAbandoned: person.regionAbandoned,
    verifiedAt: verifiedAt.toISOString(),
  }
}
