import { describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { inventIdentityNumber } from './demo/people.ts'
import { confirmedPerson } from './index.ts'

const app = withApp({ env: { LINLI_LIMITS: 'off' } })

let serial = 0
/** A number nobody else in these tests has. */
const aNumber = () => inventIdentityNumber({ sex: 'male', birthDate: `1985-${String(1 + ++serial % 12).padStart(2, '0')}-${String(1 + serial % 28).padStart(2, '0')}` }, serial)
const confirm = (as: { headers: Record<string, string> }, body: object) => app.call('POST', 'users/me/identity', { body, as })

describe('confirming an identity', () => {
  test('makes somebody verified, and shows name and number masked ever after', async () => {
    const person = await aPerson(app)
    const before = await app.call('GET', 'users/me/identity', { as: person })
    expect(before).toMatchObject({ status: 404, error: 'accounts.not_verified', message: '用户还未实名认证' })
    expect(before.raw.json().errno).toBe(4002)

    const idNumber = aNumber()
    const masked = { realName: '**娜', idNumber: `3${'*'.repeat(16)}${idNumber.at(-1)}`, verifiedAt: app.clock.now().toISOString() }
    expect(await confirm(person, { realName: '欧阳娜', idNumber: ` ${idNumber.toLowerCase()} ` })).toMatchObject({ status: 201, data: masked })
    expect((await app.call('GET', 'users/me/identity', { as: person })).data).toEqual(masked)
    expect((await app.call('GET', 'users/me', { as: person })).data.verified).toBe(true)
  })

  test('goes once only', async () => {
    const person = await aPerson(app)
    const idNumber = aNumber()
    expect((await confirm(person, { realName: '张三', idNumber })).status).toBe(201)
    for (const again of [idNumber, aNumber()]) {
      const answer = await confirm(person, { realName: '李四', idNumber: again })
      expect(answer).toMatchObject({ status: 409, error: 'accounts.already_verified', message: '不可重复认证' })
      expect(answer.raw.json().errno).toBe(4105)
    }
    expect((await app.call('GET', 'users/me/identity', { as: person })).data.realName).toBe('*三')
  })

  test('of two at once for one account one wins', async () => {
    const person = await aPerson(app)
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(person, { realName: '张三', idNumber: aNumber() })))
    expect(answers.map(a => a.status).sort()).toEqual([201, 409, 409, 409, 409])
    expect(new Set(answers.filter(a => a.status === 409).map(a => a.error))).toEqual(new Set(['accounts.already_verified']))
  })

  test('of two accounts with one number one wins', async () => {
    const people = [await aPerson(app), await aPerson(app), await aPerson(app)]
    const idNumber = aNumber()
    const answers = await Promise.all(people.map(person => confirm(person, { realName: '张三', idNumber })))
    expect(answers.map(a => a.error).sort()).toEqual(['accounts.identity_taken', 'accounts.identity_taken', undefined])
    expect(answers.find(a => a.status === 409)!.details).toEqual({ field: 'idNumber' })
  })

  test('knows a person by the number of 15 digits as well as by that of 18', async () => {
    const [one, other] = [await aPerson(app), await aPerson(app)]
    const long = aNumber()
    const short = long.slice(0, 6) + long.slice(8, 17)
    expect((await confirm(one, { realName: '张三', idNumber: short })).status).toBe(201)
    expect((await confirm(other, { realName: '张三', idNumber: long })).error).toBe('accounts.identity_taken')
  })

  test.each([
    ['a wrong check digit', '110101199003071234', 'check_digit'],
    ['16 digits', '1101011990030712', 'length'],
    ['letters', 'ABCDEFGHIJKLMNOPQR', 'characters'],
    ['full-width rubbish', '＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿', 'characters'],
  ])('refuses %s at its field', async (_, idNumber, reason) => {
    const person = await aPerson(app)
    const answer = await confirm(person, { realName: '张三', idNumber })
    expect(answer).toMatchObject({ status: 422, error: 'accounts.bad_id_number', message: '身份证无效', details: { field: 'idNumber', reason } })
    expect(answer.raw.json().errno).toBe(4004)
    expect((await app.call('GET', 'users/me/identity', { as: person })).status).toBe(404)
    expect((await confirm(person, { realName: '张三', idNumber: aNumber() })).status).toBe(201) // a slip of the pen costs nothing
  })

  test('takes Chinese names, those with a point among them', async () => {
    for (const realName of ['买买提·阿不都', '阿凡提•艾山', '〇二']) expect((await confirm(await aPerson(app), { realName, idNumber: aNumber() })).status).toBe(201)
    for (const realName of ['张', 'Zhang San', '·张三', '张三·', '张 三', '张三1']) expect(await confirm(await aPerson(app), { realName, idNumber: aNumber() })).toMatchObject({ status: 422, error: 'accounts.bad_real_name', details: { field: 'realName' } })
    expect((await confirm(await aPerson(app), { realName: '张'.repeat(33), idNumber: aNumber() })).status).toBe(400)
  })
})

describe('a confirmed identity', () => {
  test('is known to the server with what follows from the number', async () => {
    const person = await aPerson(app)
    const number = inventIdentityNumber({ sex: 'female', birthDate: '1992-02-29' }, 0)
    await confirm(person, { realName: '张三', idNumber: number })
    expect(await confirmedPerson(app.parts, person.accountId)).toEqual({
      realName: '张三',
      person: { number, birthDate: '1992-02-29', sex: 'female', regionCode: '340102', region: '安徽省合肥市瑶海区', regionAbandoned: false, constellation: 'pisces', chineseZodiac: 'monkey', length: 18, checkDigit: number.at(-1) },
      verifiedAt: app.clock.now(),
    })
    expect(await confirmedPerson(app.parts, -1)).toBeNull()
  })

  test('can be read neither in the database nor in another account\'s row', async () => {
    const [person, other] = [await aPerson(app), await aPerson(app)]
    const idNumber = aNumber()
    await confirm(person, { realName: '司马相如', idNumber })
    const row = await app.parts.db.sql.selectFrom('identity').selectAll().where('account_id', '=', person.accountId).executeTakeFirstOrThrow()
    for (const secret of ['司马相如', idNumber, idNumber.slice(6, 14)]) expect(Buffer.concat([row.sealed, row.number_hash]).includes(secret)).toBe(false)

    await app.parts.db.sql.updateTable('identity').set({ account_id: other.accountId }).where('account_id', '=', person.accountId).execute()
    await expect(confirmedPerson(app.parts, other.accountId)).rejects.toThrow()
  })

  test('is never in an answer in clear', async () => {
    const person = await aPerson(app)
    const idNumber = aNumber()
    await confirm(person, { realName: '诸葛孔明', idNumber })
    for (const url of ['users/me', 'users/me/identity', 'sessions', 'sessions/current']) {
      const { raw } = await app.call('GET', url, { as: person })
      expect(raw.body).not.toContain(idNumber)
      expect(raw.body).not.toContain('诸葛孔明')
      expect(raw.body).not.toContain(person.mobile)
    }
  })
})
