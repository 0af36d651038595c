import { expect, test } from 'vitest'
import { maskEmail, maskIdentityNumber, maskMobile, maskRealName } from './masks.ts'

test.each([
  [maskIdentityNumber, '11010519491231002X', '1****************X'],
  [maskIdentityNumber, '610104620927690', '6*************0'],
  [maskRealName, '张三', '*三'],
  [maskRealName, '欧阳娜娜', '***娜'],
  [maskRealName, '李', '*'],
  [maskRealName, '王𠮷', '*𠮷'],
  [maskRealName, '𠮷野', '*野'],
  [maskMobile, '13800000001', '138****0001'],
  [maskMobile, '66123456', '********'],
  [maskEmail, 'zhangsan@example.com', 'z***@example.com'],
  [maskEmail, 'zs@example.com', 'z***@example.com'],
  [maskEmail, 'z@example.com', '***@example.com'],
  [maskEmail, '"a@b"@example.com', '"***@example.com'],
  [maskEmail, 'no address', '***'],
] as const)('%o shows %s as %s', (mask, text, shown) => {
  expect(mask(text)).toBe(shown)
})
