import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bigramsOf, joinedOf, normalise, partsOf, quoted, runsOf } from './text.ts'

const texts = (text: string) => runsOf(text).map(run => run.text)

describe('a text falls into runs of one script', () => {
  test.each([
    ['华为Mate60Pro手机', ['华为', 'mate60pro', '手机']],
    ['8GB+256GB', ['8gb', '256gb']],
    ['ＵＳＢ　３．２', ['usb', '3.2']],
    ['6.7英寸，2.5K屏。', ['6.7', '英寸', '2.5k', '屏']],
    ['Nestlé Café', ['nestle', 'cafe']],
    ['カメラ 한국어', ['カメラ', '한국어']],
    ['…！？ +-&|()', []],
    ['', []],
  ])('%s', (text, runs) => expect(texts(text)).toEqual(runs))
})

test('full width, capitals and accents make no difference', () => {
  expect(normalise('ＭＡＴＥ６０ Ñandú')).toBe('mate60 nandu')
})

test('letters and digits that stand together are found apart, two together, and as a whole', () => {
  expect(partsOf('mate60pro').sort()).toEqual(['60', '60pro', 'mate', 'mate60', 'mate60pro', 'pro'])
  expect(partsOf('1.5l').sort()).toEqual(['1.5', '1.5l', 'l'])
  expect(partsOf('iphone')).toEqual(['iphone'])
})

test('what is written apart is found written as one, up to four together, but not across a word of another script', () => {
  expect(joinedOf(runsOf('Mate 60 Pro'))).toEqual(['mate60', 'mate60pro', '60pro'])
  expect(joinedOf(runsOf('TYPE-C'))).toEqual(['typec'])
  expect(joinedOf(runsOf('8GB+256GB, A / B'))).toEqual([])
  expect(joinedOf(runsOf('a b c d e')).at(2)).toBe('abcd')
  expect(joinedOf(runsOf('USB 线 C'))).toEqual([])
})

test('neighbours are counted in letters, not in halves of them', () => {
  expect(bigramsOf('𠮷野家')).toEqual(['𠮷野', '野家'])
  expect(bigramsOf('壳')).toEqual([])
})

test('no text breaks out of its quotes', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('\'', '\\', 'a', '手') }), (text) => {
    const inner = quoted(text).slice(1, -1)
    expect(inner.replace(/''|\\\\/g, '')).not.toMatch(/['\\]/)
  }))
})

test('every run is of letters and digits only, in the order of the text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }).filter(text => text.isWellFormed()), (text) => {
    const normal = normalise(text)
    let at = 0
    for (const { text: run } of runsOf(text)) {
      expect(run).toMatch(/^(?:[\p{L}\p{N}\p{M}]|(?<=\p{Nd})\.(?=\p{Nd}))+$/u)
      at = normal.indexOf(run, at) + run.length
      expect(at).toBeGreaterThanOrEqual(run.length)
    }
  }))
})
