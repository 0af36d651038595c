import type { TestStaff } from '../../../../../test/staff.ts'
import type { ImportReport } from './contract.ts'
import { Buffer } from 'node:buffer'
import { deflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { readSheet } from 'read-excel-file/node'
import writeXlsx from 'write-excel-file/node'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../../test/app.ts'
import { aStaff, auditOf } from '../../../../../test/staff.ts'
import { aBrand, aCategoryPath, anAttribute, aProduct } from '../../mall.fixture.ts'
import { fileForm, productOf, PRODUCTS, save, savedAs } from '../products.fixture.ts'
import { COLUMNS, headingOf } from './columns.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeEach(async () => { staff = await aStaff(site, ['mall.catalogue']) })

const send = (file: Buffer | string, { dryRun = false, lang = 'zh-CN' } = {}) => site.call('POST', `${PRODUCTS}/imports`, { as: staff, query: { dryRun: String(dryRun), lang }, ...fileForm('file', 'goods.csv', 'text/csv', Buffer.from(file)) })
const take = async (file: Buffer | string, options = {}): Promise<ImportReport> => { const { status, data, error } = await send(file, options); expect([status, error]).toEqual([200, undefined]); return data }
const sent = async (query: Record<string, string>) => (await site.call('GET', `${PRODUCTS}/export`, { as: staff, query })).raw
const find = async (q: string) => (await site.call('GET', PRODUCTS, { as: staff, query: { q } })).data.items as { id: number, status: string }[]
const counts = ({ created, changed, same, refused }: ImportReport) => ({ created, changed, same, refused })
const table = (...lines: string[][]) => lines.map(cells => cells.map(cell => /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell).join(',')).join('\r\n')

describe('a table brings', () => {
  test('new products as drafts, with SKUs, stock and parameters; a dry run only tells so', async () => {
    const [, , categoryId] = await aCategoryPath(site, ['数码', '手机壳', '软壳'])
    await anAttribute(site, categoryId, '材质')
    await anAttribute(site, categoryId, '防水', { kind: 'bool' })
    const brandId = await aBrand(site, '壳牌')
    const csv = table(
      ['标题', '分类', '品牌', '参数', '规格1', '选项1', '售价', '库存', 'SKU编码'],
      ['云朵壳', '数码 > 手机壳 > 软壳', '壳牌', '材质=硅胶; 防水=yes', '颜色', '白', '19.9', '30', 'YD-W'],
      ['云朵壳', '', '', '', '颜色', '粉, 淡', '21', '', ''],
      ['素面壳', '数码/手机壳/软壳', '', '', '', '', '9', '', ''],
    )
    const tried = await take(csv, { dryRun: true })
    expect(tried).toMatchObject({ dryRun: true, lines: 3, problems: [], products: [{ title: '云朵壳', productId: null, line: 2, lines: 2, outcome: 'create', newSkus: 2 }, { title: '素面壳', newSkus: 1 }] })
    expect(await find('云朵壳')).toEqual([])
    expect(counts(await take(csv))).toEqual({ created: 2, changed: 0, same: 0, refused: 0 })
    const [{ id, status }] = await find('云朵壳') as [{ id: number, status: string }]
    expect([status, await productOf(site, staff, id)]).toMatchObject(['draft', {
      categoryId,
      brandId,
      attributes: [{ value: '硅胶' }, { value: '是' }],
      specs: [{ name: '颜色', options: [{ value: '白' }, { value: '粉, 淡' }] }],
      skus: [{ code: 'YD-W', price: 1990, onHand: 30 }, { price: 2100, onHand: 0 }],
    }])
    const { rows } = await sql`select e.kind, e.on_hand, e.staff_id from stock_entry e join sku k on k.id = e.sku_id where k.product_id = ${id}`.execute(site.parts.db.sql)
    expect(rows).toEqual([{ kind: 'adjust', on_hand: 30, staff_id: staff.staffId }])
    expect(await auditOf(site, `product:${id}`)).toMatchObject([{ action: 'mall.create_product' }])
    expect(counts(await take(csv))).toEqual({ created: 0, changed: 0, same: 1, refused: 1 }) // the first is known by its code, the other only by a title that is there already
  })

  test('prices by SKU code alone, seen by visitors at once, and leaves all else as it is', async () => {
    const { id, skuIds } = await aProduct(site, { title: '不动的标题', specs: { 颜色: ['黑', '白'] }, price: [5_000, 6_000], stock: 8, marketPrice: 9_900 })
    expect((await site.call('GET', `mall/products/${id}`)).data.priceMin).toBe(5_000)
    const report = await take(table(['SKU code', 'Price', 'Stock', 'Market price'], [`T${id}-0`, '45.5', '999', '-']))
    expect(report).toMatchObject({ changed: 1, stockIgnored: 1, products: [{ productId: id, changedSkus: 1, newSkus: 0 }] })
    expect(await productOf(site, staff, id)).toMatchObject({ title: '不动的标题', version: 2, skus: [{ id: skuIds[0], price: 4_550, marketPrice: null, onHand: 8 }, { price: 6_000, marketPrice: 9_900, onHand: 8 }] })
    expect((await site.call('GET', `mall/products/${id}`)).data).toMatchObject({ priceMin: 4_550 })
    expect(await take(table(['SKU编码', '售价'], [`T${id}-0`, '45.50']))).toMatchObject({ changed: 0, same: 1 })
    expect((await productOf(site, staff, id)).version).toBe(2)
  })

  test('new options to a product that is there, and its state on the shelf', async () => {
    const { id } = await aProduct(site, { specs: { 颜色: ['黑'] }, status: 'off' })
    const report = await take(table(['商品编号', '规格1', '选项1', '售价', '库存', '上架状态', 'SKU状态'], [String(id), '颜色', '绿', '88', '4', '上架', ''], [String(id), '颜色', '黑', '', '', '', '停用']))
    expect(report).toMatchObject({ changed: 1, products: [{ newSkus: 1, changedSkus: 1 }] })
    expect(await productOf(site, staff, id)).toMatchObject({ status: 'on', skus: [{ specText: '黑', status: 'off' }, { specText: '绿', onHand: 4, status: 'on' }] })
    expect((await site.call('GET', `mall/products/${id}`)).data.skus).toMatchObject([{ specText: '绿' }])
  })
})

describe('a table in any clothes', () => {
  const lines = (id: number) => table(['SKU编码', '售价'], [`T${id}-0`, '12.34'])
  test.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a BOM', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['with line ends of Unix', (text: string) => Buffer.from(text.replaceAll('\r\n', '\n'))],
    ['with tabs', (text: string) => Buffer.from(text.replaceAll(',', '\t'))],
  ])('is read: %s', async (_, encoded) => {
    const { id } = await aProduct(site)
    expect(counts(await take(encoded(lines(id))))).toMatchObject({ changed: 1 })
  })

  test('GBK, as spreadsheets in China save it', async () => {
    const { id } = await aProduct(site)
    const gbk = Buffer.concat([Buffer.from('SKU'), Buffer.from([0xB1, 0xE0, 0xC2, 0xEB]), Buffer.from(','), Buffer.from([0xCA, 0xDB, 0xBC, 0xDB]), Buffer.from(`\r\nT${id}-0,7\r\n`)]) // 编码, 售价
    expect(counts(await take(gbk))).toMatchObject({ changed: 1 })
    expect((await productOf(site, staff, id)).skus[0]!.price).toBe(700)
  })

  test('XLSX, with numbers as spreadsheets keep them', async () => {
    const { id } = await aProduct(site)
    const file = await writeXlsx([['商品编号', 'SKU编码', '售价', '重量(克)'], [id, `T${id}-0`, 19.9 * 3, 250]]).toBuffer()
    expect(counts(await take(file))).toMatchObject({ changed: 1 })
    expect((await productOf(site, staff, id)).skus[0]).toMatchObject({ price: 5970, weight: 250 })
  })

  test('what is no table is refused with a sentence, and so is too much of it', async () => {
    expect(await send('')).toMatchObject({ status: 422, error: 'mall.sheet_empty' })
    expect(await send('标题,谁知道\r\n甲,乙')).toMatchObject({ status: 422, error: 'mall.unknown_column', message: '不认识的列：谁知道' })
    expect(await send('标题,标题\r\n甲,乙')).toMatchObject({ status: 422, error: 'mall.column_twice' })
    expect(await send('售价\r\n5')).toMatchObject({ status: 422, error: 'mall.column_needed' })
    expect(await send(Buffer.from('PK\u0003\u0004 and nothing'))).toMatchObject({ status: 422, error: 'mall.bad_sheet' })
    expect(await send('标题,售价\r\n"没有结尾,5')).toMatchObject({ status: 422, error: 'mall.bad_sheet' })
    expect(await send(table(['标题'], ...Array.from({ length: 5001 }, (_, i) => [`商品 ${i}`])))).toMatchObject({ status: 422, error: 'mall.sheet_too_large', details: { most: 5000 } })
    expect(await send(Buffer.alloc(10 * 1024 * 1024 + 1, 'a'))).toMatchObject({ status: 413 })
    expect(await site.call('POST', `${PRODUCTS}/imports`, { as: staff, query: { dryRun: 'true' } })).toMatchObject({ status: 400, error: 'mall.file_needed' })
    expect(await site.call('POST', `${PRODUCTS}/imports`, { as: staff, ...fileForm('file', 'a.csv', 'text/csv', Buffer.from('x')) })).toMatchObject({ status: 400, details: { field: 'dryRun' } })
  })

  test('an archive that unfolds to a thousand times its size is not let in', async () => {
    expect(await send(bomb(80 * 1024 * 1024))).toMatchObject({ status: 422, error: 'mall.bad_sheet' })
  })

  test('formulas are refused where they are, and texts that look like them', async () => {
    const { id } = await aProduct(site)
    const file = await writeXlsx([['SKU编码', '售价'], [`T${id}-0`, { value: '=1+1', type: 'Formula' as const }]]).toBuffer()
    expect(await send(file)).toMatchObject({ status: 422, error: 'mall.sheet_has_formulas', details: { cells: 'B2' } })
    const report = await take(table(['SKU编码', '标题', '售价'], [`T${id}-0`, '=HYPERLINK("x")', '@SUM(A1)']))
    expect(report.problems.map(({ column, message }) => [column, message])).toEqual([['标题 / Title', '不接受公式'], ['售价 / Price', '不接受公式']])
    expect((await productOf(site, staff, id)).version).toBe(1)
  })
})

describe('what is wrong', () => {
  test('is told by line, column and sentence, in the reader\'s language, and its product is left as it was', async () => {
    const [, , categoryId] = await aCategoryPath(site, ['甲', '乙', '丙'])
    await anAttribute(site, categoryId, '功率', { kind: 'number' })
    const { id } = await aProduct(site, { specs: { 颜色: ['黑', '白'] }, categoryId })
    const good = await aProduct(site)
    const csv = table(
      ['商品编号', '标题', '分类', '参数', 'SKU编码', '规格1', '选项1', '售价', '上架状态'],
      [String(id), '', '', '', `T${id}-0`, '', '', '1', ''],
      [String(id), '', '', '', `T${id}-1`, '', '', '很贵', ''],
      [String(good.id), '', '', '', `T${good.id}-0`, '', '', '2', ''],
      ['99999999', '', '', '', '', '', '', '', ''],
      ['', '新的', '甲 > 没有 > 丙', '', '', '', '', '3', ''],
      ['', '另一件', '甲 > 乙 > 丙', '功率=很大', '', '', '', '3', ''],
      ['', '第三件', '甲 > 乙 > 丙', '', 'bad code!', '颜色', '', '', '天上'],
      ['', '', '', '', '', '', '', '3', ''],
    )
    const report = await take(csv, { lang: 'en' })
    expect(counts(report)).toEqual({ created: 0, changed: 1, same: 0, refused: 6 })
    expect(report.problems).toEqual([
      { line: 2, column: null, message: 'Something is wrong with another line of this product.' },
      { line: 3, column: '售价 / Price', message: 'Please state an amount, e.g. 19.90.' },
      { line: 5, column: '商品编号 / Product ID', message: 'There is no such product.' },
      { line: 5, column: '分类 / Category', message: expect.stringContaining('needs a category') },
      { line: 5, column: '售价 / Price', message: 'A new SKU needs a price.' },
      { line: 6, column: '分类 / Category', message: expect.stringContaining('no such category') },
      { line: 7, column: '参数 / Parameters', message: '“功率” has to be a number.' },
      { line: 8, column: '上架状态 / Shelf', message: 'One of: 草稿/Draft, 上架/On the shelf, 下架/Off the shelf' },
      { line: 8, column: '选项1 / Option 1', message: 'A specification needs both its name and its option.' },
      { line: 9, column: '标题 / Title', message: 'A new product needs a title.' },
      { line: 9, column: '分类 / Category', message: expect.any(String) },
    ])
    expect(report.refusedLines.map(({ line }) => line)).toEqual([2, 3, 5, 6, 7, 8, 9])
    expect(report.refusedLines[1]).toEqual({ line: 3, cells: [String(id), '', '', '', `T${id}-1`, '', '', '很贵', ''] })
    expect((await productOf(site, staff, id)).version).toBe(1)
    expect((await productOf(site, staff, good.id)).skus[0]!.price).toBe(200)
  })

  test('between lines is told as well: two that contradict, repeat each other or speak of another product', async () => {
    const [a, b] = [await aProduct(site, { specs: { 颜色: ['黑', '白'] } }), await aProduct(site)]
    const says = async (...lines: string[][]) => (await take(table(['商品编号', '标题', 'SKU编码', '规格1', '选项1', '售价'], ...lines), { dryRun: true })).problems.filter(({ message }) => !message.includes('其他行')).map(({ line, message }) => [line, message])
    const id = String(a.id)
    expect(await says([id, '一', `T${id}-0`, '', '', ''], [id, '二', `T${id}-1`, '', '', ''])).toEqual([[3, '与第 2 行不一致，同一商品须相同']])
    expect(await says([id, '', `T${id}-0`, '', '', '1'], ['', '', `T${id}-0`, '', '', '2'])).toEqual([[3, '编码与第 2 行重复'], [3, '与第 2 行是同一个 SKU']])
    expect(await says([id, '', '', '颜色', '黑', '1'], [id, '', `T${id}-0`, '', '', '2'])).toEqual([[3, '与第 2 行是同一个 SKU']])
    expect(await says([id, '', `T${b.id}-0`, '', '', '1'])).toContainEqual([2, `这个编码属于商品 ${b.id}`])
    expect(await says([id, '', `T${id}-0`, '颜色', '白', '1'])).toEqual([[2, '这个 SKU 的规格是「黑」，不能在这里更改']])
    expect(await says([id, '', '', '尺码', 'M', '1'])).toEqual([[2, '规格须为：颜色']])
    expect(await says([id, '', '', '', '', '1'])).toEqual([[2, '请填写 SKU 编码，或每种规格的选项']])
  })

  test('is a product that can\'t go onto the shelf: nothing of it is saved, the others are', async () => {
    const [bad, good] = [await aProduct(site, { status: 'on' }), await aProduct(site)]
    const report = await take(table(['SKU编码', 'SKU状态', '售价'], [`T${bad.id}-0`, '停用', '1'], [`T${good.id}-0`, '启用', '3']))
    expect(report).toMatchObject({ changed: 1, refused: 1, problems: [{ line: 2, message: '没有启用的 SKU，不能上架' }] })
    expect((await productOf(site, staff, bad.id)).skus[0]).toMatchObject({ price: 10_000, status: 'on' })
    expect((await productOf(site, staff, good.id)).skus[0]!.price).toBe(300)
  })
})

describe('an export', () => {
  test('has a line of each SKU, named in both languages, and comes back as it was sent', async () => {
    const [, , categoryId] = await aCategoryPath(site, ['出口', '往返', '一圈'])
    const attributeId = await anAttribute(site, categoryId, '产地')
    const brandId = await aBrand(site, '回声')
    const { id } = await aProduct(site, { title: '往返一件', categoryId, brandId, specs: { 颜色: ['黑', '白'] }, price: [1_990, 2_000], marketPrice: 2_500, weight: 120, perPerson: 3, attributes: { [attributeId]: '合肥' } })
    const answer = await sent({ categoryId: String(categoryId), format: 'csv' })
    expect([answer.headers['content-type'], answer.headers['content-disposition']]).toEqual(['text/csv; charset=utf-8', 'attachment; filename="products-2027-03-01.csv"'])
    expect(answer.body.startsWith('\uFEFF商品编号 / Product ID,标题 / Title,')).toBe(true)
    const [header, ...lines] = parse(answer.body, { bom: true }) as string[][]
    expect(header).toEqual(COLUMNS.map(headingOf))
    const cells = Object.fromEntries(header!.map((name, i) => [name.split(' / ')[1], lines[0]![i]]))
    expect(cells).toMatchObject({ 'Product ID': String(id), 'Title': '往返一件', 'Category': '出口 > 往返 > 一圈', 'Brand': '回声', 'Parameters': '产地=合肥', 'Shelf': '上架', 'Specification 1': '颜色', 'Option 1': '黑', 'SKU code': `T${id}-0`, 'Price': '19.9', 'Market price': '25', 'Weight (g)': '120', 'Limit per person': '3', 'SKU state': '启用', 'Stock': '10' })
    expect(lines).toHaveLength(2)
    const before = await productOf(site, staff, id)
    expect(counts(await take(answer.body))).toEqual({ created: 0, changed: 0, same: 1, refused: 0 })
    expect(await productOf(site, staff, id)).toEqual(before)
    const rows = await readSheet((await sent({ categoryId: String(categoryId), format: 'xlsx', lang: 'en' })).rawPayload)
    expect([rows.length, rows[1]!.slice(0, 2), rows[1]![7]]).toEqual([3, [id, '往返一件'], 'On the shelf'])
    expect(counts(await take((await sent({ categoryId: String(categoryId), format: 'xlsx', lang: 'en' })).rawPayload))).toMatchObject({ same: 1 })
  })

  test('never holds what a spreadsheet takes for a formula, and takes it back as the text it was', async () => {
    const [, , categoryId] = await aCategoryPath(site)
    const titles = ['=1+1', '+86 手机', '-18℃ 冰袋', '@home 灯']
    const ids = await Promise.all(titles.map(async title => (await aProduct(site, { title, categoryId })).id))
    for (const format of ['csv', 'xlsx']) {
      const { rawPayload } = await sent({ categoryId: String(categoryId), format })
      const rows = format === 'csv' ? parse(rawPayload, { bom: true }) as string[][] : await readSheet(rawPayload) as unknown as string[][]
      expect(rows.slice(1).map(row => row[1]).sort()).toEqual(titles.map(title => `'${title}`).sort())
      expect(counts(await take(rawPayload))).toEqual({ created: 0, changed: 0, same: 4, refused: 0 })
    }
    expect((await productOf(site, staff, ids[0]!)).title).toBe('=1+1')
  })

  test('holds what the list is narrowed to, and is for those who may see the list', async () => {
    const { id } = await aProduct(site, { title: '只要这一件' })
    expect(parse((await sent({ q: '只要这一件', format: 'csv' })).body, { bom: true }).map((row: unknown) => (row as string[])[0])).toEqual(['商品编号 / Product ID', String(id)])
    const other = await aStaff(site, ['mall.stock'])
    expect((await site.call('GET', `${PRODUCTS}/export`, { as: other, query: { format: 'csv' } })).status).toBe(403)
    expect((await site.call('GET', `${PRODUCTS}/export`, { as: staff, query: { format: 'pdf' } })).status).toBe(400)
  })
})

test('a colleague who saves while a table is taken loses nothing: one of the two is refused', async () => {
  const { id } = await aProduct(site)
  const opened = savedAs(await productOf(site, staff, id))
  const [saved, report] = await Promise.all([save(site, staff, id, { ...opened, title: '同事' }), take(table(['商品编号', '标题'], [String(id), '表格']))])
  const { title, version } = await productOf(site, staff, id)
  if (saved.status === 200 && report.changed === 1) expect([title, version]).toEqual(['表格', 3]) // one after the other
  else expect([version, title]).toEqual([2, saved.status === 200 ? '同事' : '表格'])
})

test('5,000 lines are taken in some seconds', async () => {
  await aCategoryPath(site, ['大', '表', '格'])
  const csv = table(['标题', '分类', '规格1', '选项1', '售价', '库存'], ...Array.from({ length: 5000 }, (_, i) => [`批量 ${Math.floor(i / 10)}`, '大 > 表 > 格', '款', `款 ${i % 10}`, '9.9', '5']))
  const began = performance.now()
  expect(counts(await take(csv))).toEqual({ created: 500, changed: 0, same: 0, refused: 0 })
  expect(performance.now() - began).toBeLessThan(20_000)
}, 60_000)

/** A ZIP archive with one sheet of so many zeros. */
function bomb(size: number): Buffer {
  const [name, packed] = [Buffer.from('xl/worksheets/sheet1.xml'), deflateRawSync(Buffer.alloc(size))]
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034B50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(size, 22)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014B50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054B50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, entry, name, end])
}
