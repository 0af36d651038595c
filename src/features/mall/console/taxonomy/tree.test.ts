import type { CategoryNode } from './tree.ts'
import { expect, test } from 'vitest'
import { allOf, matching, mayHang, treeOf, zoneAt } from './tree.ts'

const item = (id: number, parentId: number | null, level: number, name: string, productCount = 0) => ({ id, parentId, level, name, productCount, visible: true, picture: null, version: 1 })
const tree = treeOf([item(1, null, 1, '数码', 3), item(2, null, 1, '家居'), item(3, null, 1, '空的'), item(4, 1, 2, '手机', 3), item(5, 2, 2, '床品'), item(6, 4, 3, '智能手机', 3), item(7, 4, 3, '老人机')])
const node = (name: string): CategoryNode => allOf(tree).find(other => other.name === name)!

test('the tree is built in the order of the list, each place with its path', () => {
  expect(tree.map(({ name, children }) => [name, children.map(({ name }) => name)])).toEqual([['数码', ['手机']], ['家居', ['床品']], ['空的', []]])
  expect(node('老人机').path).toEqual(['数码', '手机', '老人机'])
})

test.each([
  ['手机', '家居', true],
  ['手机', '床品', false], // a fourth level
  ['数码', '手机', false], // below itself
  ['空的', '家居', true],
  ['空的', '床品', true],
  ['智能手机', '床品', true],
  ['智能手机', '家居', false], // goods hang on the third level
  ['老人机', '家居', true],
  ['老人机', null, true],
  ['手机', null, false], // its goods would leave the third level
])('%s below %s: %s', (name, parent, may) => {
  expect(mayHang(node(name), parent === null ? null : node(parent))).toBe(may)
})

test('a search shows what is found with the branch to it', () => {
  const { nodes, unfolded } = matching(tree, ' 老人 ')
  expect([allOf(nodes).map(({ name }) => name), unfolded]).toEqual([['数码', '手机', '老人机'], [1, 4]])
  expect(allOf(matching(tree, '家居').nodes).map(({ name }) => name)).toEqual(['家居', '床品'])
  expect(matching(tree, '没有').nodes).toEqual([])
  expect(matching(tree, '').nodes).toHaveLength(3)
})

test('what is dragged comes before, into or behind a row by where it is held, and nowhere it may not be', () => {
  expect([0.1, 0.5, 0.9].map(height => zoneAt(height, node('空的'), node('家居'), null))).toEqual(['before', 'inside', 'after'])
  expect([0.1, 0.9].map(height => zoneAt(height, node('老人机'), node('智能手机'), node('手机')))).toEqual(['before', 'after'])
  expect([0.1, 0.9].map(height => zoneAt(height, node('智能手机'), node('床品'), node('家居')))).toEqual(['inside', 'inside'])
  expect(zoneAt(0.5, node('数码'), node('床品'), node('家居'))).toBeUndefined()
  expect(zoneAt(0.5, node('数码'), node('数码'), null)).toBeUndefined()
})
