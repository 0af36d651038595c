import type { IdentityNumberRefusal } from './identity-number.ts'
import { areaList } from '@vant/area-data'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseIdentityNumber } from './identity-number.ts'

const TODAY = '2027-06-15'

test.each([
  // The four forms of the documents (S-77) and the number they look up.
  ['440308199901101512', '1999-01-10', 'male', '广东省深圳市盐田区', 28, 'capricorn', 'rabbit'],
  ['610104620927690', '1962-09-27', 'female', '陕西省西安市莲湖区', 64, 'libra', 'tiger'],
  ['810000199408230021', '1994-08-23', 'female', '香港特别行政区', 32, 'virgo', 'dog'],
  ['830000199201300022', '1992-01-30', 'female', '台湾省', 35, 'aquarius', 'monkey'],
  ['330221199306084914', '1993-06-08', 'male', '浙江省宁波市', 34, 'gemini', 'rooster'],
  // The standard's own examples, the second with X.
  ['11010519491231002X', '1949-12-31', 'female', '北京市朝阳区', 77, 'capricorn', 'ox'],
  ['440524188001010014', '1880-01-01', 'male', '广东省汕头市', 147, 'capricorn', 'dragon'],
] as const)('%s: born %s, %s, %s', (number, birthDate, sex, region, age, constellation, chineseZodiac) => {
  expect(parseIdentityNumber(number, TODAY)).toMatchObject({ ok: true, number, birthDate, sex, region, age, constellation, chineseZodiac, regionCode: number.slice(0, 6), length: number.length, checkDigit: number[17] ?? null })
})

test('a number from a district that was dissolved stays valid and says so', () => {
  expect(parseIdentityNumber('330221199306084914', TODAY)).toMatchObject({ ok: true, regionAbandoned: true })
  expect(parseIdentityNumber('11010519491231002X', TODAY)).toMatchObject({ ok: true, regionAbandoned: false })
  expect(parseIdentityNumber('830000199201300022', TODAY)).toMatchObject({ ok: true, regionAbandoned: false })
})

test.each(['11010519491231002x', ' 110105 19491231 002X\n', '１１０１０５１９４９１２３１００２Ｘ', '110105\u300019491231\u200B002x'])('%j is read as 11010519491231002X', (typed) => {
  expect(parseIdentityNumber(typed, TODAY)).toMatchObject({ ok: true, number: '11010519491231002X' })
})

test.each<[IdentityNumberRefusal, string, string]>([
  ['length', '', 'nothing'],
  ['length', '1101051949123100', '16 digits'],
  ['length', '11010519491231002X0', '19 digits'],
  ['characters', '11010519491231A02X', 'a letter inside'],
  ['characters', '1101051949123100X2', 'an X before the end'],
  ['characters', '61010462092769X', '15 digits with an X'],
  ['characters', '一二三四五六七八九一二三四五六', 'digits as words'],
  ['check_digit', '110105194912310021', 'a wrong check digit'],
  ['check_digit', '440308199901111512', 'as the documents print it: the day misprinted'],
  ['region', withCheckDigit('99010519900101001'), 'a province that is none'],
  ['region', withCheckDigit('81010119900101001'), 'a Hong Kong permit of another code'],
  ['region', '810000940823002', 'a permit of 15 digits'],
  ['birth_date', withCheckDigit('11010520270616001'), 'born tomorrow'],
  ['birth_date', withCheckDigit('11010520270230001'), 'a 30 February'],
  ['birth_date', withCheckDigit('11010520230229001'), 'a 29 February without a leap year'],
  ['birth_date', withCheckDigit('11010520201301001'), 'a 13th month'],
  ['birth_date', withCheckDigit('11010518760614001'), 'aged 151'],
  ['birth_date', '610104620230690', 'a 30 February in 15 digits'],
])('refused for its %s: %s (%s)', (reason, text) => {
  expect(parseIdentityNumber(text, TODAY)).toEqual({ ok: false, reason })
})

test.each([
  ['20270615', 0],
  ['20000615', 27],
  ['20000616', 26],
  ['20000229', 27],
  ['18760616', 150],
])('who is born %s is %i on 15 June 2027', (birth, age) => {
  expect(parseIdentityNumber(withCheckDigit(`110105${birth}001`), TODAY)).toMatchObject({ ok: true, age })
})

test.each([
  ['0119', 'capricorn'],
  ['0120', 'aquarius'],
  ['0218', 'aquarius'],
  ['0219', 'pisces'],
  ['0320', 'pisces'],
  ['0321', 'aries'],
  ['1023', 'libra'],
  ['1024', 'scorpio'],
  ['1221', 'sagittarius'],
  ['1222', 'capricorn'],
])('the constellation of %s is %s', (monthAndDay, constellation) => {
  expect(parseIdentityNumber(withCheckDigit(`1101051990${monthAndDay}001`), TODAY)).toMatchObject({ constellation })
})

const codes = fc.constantFrom(...Object.keys(areaList.county_list).filter(code => !code.startsWith('8')), '810000', '820000', '830000')
const births = fc.date({ min: new Date('1880-01-01'), max: new Date('2027-06-15'), noInvalidDate: true }).map(date => date.toISOString().slice(0, 10))
const numbers = fc.tuple(codes, births, fc.integer({ min: 1, max: 999 })).map(([regionCode, birthDate, sequence]) => {
  const number = withCheckDigit(`${regionCode}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`)
  return { number, regionCode, birthDate, sex: sequence % 2 === 1 ? 'male' : 'female' }
})

test('any number read gives what it was made of', () => {
  fc.assert(fc.property(numbers, (made) => {
    expect(parseIdentityNumber(made.number, TODAY)).toMatchObject({ ok: true, ...made })
  }))
})

test('a number of 15 digits reads like its holder\'s later one of 18', () => {
  fc.assert(fc.property(numbers.filter(({ number }) => /^[1-6]\d{5}19/.test(number)), ({ number }) => {
    const { number: _, length, checkDigit, ...later } = parseIdentityNumber(number, TODAY) as Extract<ReturnType<typeof parseIdentityNumber>, { ok: true }>
    expect(parseIdentityNumber(number.slice(0, 6) + number.slice(8, 17), TODAY)).toMatchObject(later)
    expect([length, checkDigit]).toEqual([18, number[17]])
  }))
})

test('one wrong digit, wherever it is, is always noticed', () => {
  fc.assert(fc.property(numbers, fc.nat(17), fc.integer({ min: 1, max: 10 }), ({ number }, place, step) => {
    const right = '0123456789X'.indexOf(number[place]!)
    const wrong = place === 17 ? (right + step) % 11 : (right + 1 + step % 9) % 10
    fc.pre(wrong !== right)
    const typed = number.slice(0, place) + '0123456789X'[wrong] + number.slice(place + 1)
    expect(parseIdentityNumber(typed, TODAY)).toEqual({ ok: false, reason: 'check_digit' })
  }), { numRuns: 500 })
})

test('no text whatever breaks the reading', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(typeof parseIdentityNumber(text, TODAY).ok).toBe('boolean')
  }))
})

/** The table of GB 11643, written out: weights by place and the digit for each remainder. */
function withCheckDigit(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const digits = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2']
  return first17 + digits[weights.reduce((sum, weight, i) => sum + weight * Number(first17[i]), 0) % 11]
}
