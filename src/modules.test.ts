import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allModules, featureNames, modulesThatAreOn } from './modules.ts'
import { readSettings } from './site.ts'

const modulesOf = (names: string) => readSettings({ LINLI_DATA: mkdtempSync(join(tmpdir(), 'linli-modules-')), LINLI_MODULES: names }).modules
const namesOf = (features: readonly string[]) => modulesThatAreOn(features).map(({ name }) => name)

test('a site has all features, or those its operator names, beside what every site has', () => {
  expect(modulesOf('')).toEqual(featureNames)
  expect(namesOf(featureNames)).toEqual(allModules.map(({ name }) => name))
  for (const feature of featureNames) {
    expect(modulesOf(feature)).toEqual([feature])
    expect(namesOf([feature])).toEqual(allModules.map(({ name }) => name).filter(name => name === feature || !featureNames.includes(name)))
  }
})

test('a site does not start with a feature that nobody knows, nor one that names what every site has anyway', () => {
  expect(() => modulesOf('stays,dating')).toThrow('LINLI_MODULES: dating is no feature of this version, which has stays, mall, social')
  expect(() => modulesOf('accounts')).toThrow('LINLI_MODULES: accounts is no feature')
})
