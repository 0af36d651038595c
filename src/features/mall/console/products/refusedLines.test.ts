import { expect, test } from 'vitest'
import { refusedTable } from './refusedLines.ts'

test('refused lines come back as they were sent, with what is wrong before them, and never as formulas', () => {
  const report = { dryRun: true, lines: 2, created: 0, changed: 0, same: 0, refused: 1, stockIgnored: 0, products: [], header: ['标题', '售价', '行号'], problems: [{ line: 7, column: '售价 / Price', message: '请填写金额' }, { line: 7, column: null, message: '还有' }], refusedLines: [{ line: 7, cells: ['=1+1', '"贵", 很', '3'] }, { line: 8, cells: ['-'] }] }
  expect(refusedTable(report, ['行号', '问题'])).toBe('\uFEFF行号,问题,标题,售价\r\n7,售价 / Price: 请填写金额 | 还有,\'=1+1,"""贵"", 很"\r\n8,,-,')
})
