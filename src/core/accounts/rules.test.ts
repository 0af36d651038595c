import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkEmail, checkName, checkPassword, checkUsername, deviceOf, maskAddress, readLoginName } from './rules.ts'

const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('user names', () => {
  test.each(['alice', 'a_b_c', '12345', 'x1234567890123456789', '1380000000', '13800000001a'])('%s is one', (name) => {
    expect(checkUsername(name)).toBe(name)
  })

  test.each(['abcd', 'a'.repeat(21), 'a b c d', '用户名用户名', 'alice@x', 'alice\n', 'alice-b', 'álice'])('%j is none', (name) => {
    expect(codeOf(() => checkUsername(name))).toBe('accounts.bad_username')
  })

  test.each(['13812345678', '12812345678', '8613812345678'])('%s looks like a phone number', (name) => {
    expect(codeOf(() => checkUsername(name))).toBe('accounts.username_like_mobile')
  })

  test('whatever is accepted is never read as a phone number or an e-mail address at sign-in', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 24 }), fc.stringMatching(/^\w{4,21}\n?$/), fc.stringMatching(/^1\d{9,11}$/))
    fc.assert(fc.property(text, (name) => {
      if (codeOf(() => checkUsername(name))) return
      expect(name).toMatch(/^\w{5,20}$/)
      expect(readLoginName(name)).toEqual({ kind: 'username', value: name.toLowerCase() })
    }), { numRuns: 2000 })
  })
})

describe('names', () => {
  test.each(['张三', 'Li Lei', '巢湖边的 小王', '🐼熊猫', 'O’Brien', '一'.repeat(32)])('%s is one', (name) => {
    expect(checkName(name)).toBe(name)
  })

  test('is trimmed and its spaces drawn together', () => {
    expect(checkName('  Li   Lei ')).toBe('Li Lei')
  })

  test.each([
    ['too short', '张'],
    ['only spaces', '     '],
    ['only signs', '...!'],
    ['a phone number', '13800000001'],
    ['a phone number with decoration', '电话138-0000-0001'],
    ['a phone number in full-width digits', '１３８００００００01'],
    ['an e-mail address', 'me@example.com'],
    ['a line break', '张\n三'],
    ['a direction mark', '张\u202E三'],
    ['a zero-width space', '张\u200B三'],
    ['half a surrogate pair', '张三\uD83D'],
    ['a NUL', '张三\0'],
  ])('%s is none', (_, name) => {
    expect(codeOf(() => checkName(name))).toBe('accounts.bad_name')
  })

  test('whatever is accepted has 2 to 32 characters and nothing invisible', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      if (codeOf(() => checkName(text))) return
      const name = checkName(text)
      expect([...name].length).toBeGreaterThanOrEqual(2)
      expect([...name].length).toBeLessThanOrEqual(32)
      expect(name).not.toMatch(/\p{C}/u)
    }), { numRuns: 2000 })
  })
})

test('an e-mail address is kept in lower case, and a newline at its end is no part of it', () => {
  expect(checkEmail('An.Na+1@Example.COM')).toBe('an.na+1@example.com')
  for (const bad of ['a@b', 'a@b.c\n', 'a b@c.com', '@c.com', 'a@.', '张三@c.com']) expect(codeOf(() => checkEmail(bad))).toBe('accounts.bad_email')
})

test('a password is not the account itself', () => {
  expect(codeOf(() => checkPassword('Alice123', 'password', ['alice123']))).toBe('accounts.bad_password')
  expect(codeOf(() => checkPassword('with\ttab1', 'password', []))).toBe('accounts.bad_password')
  expect(checkPassword('密码也可以是中文的', 'password', [null, undefined])).toBe('密码也可以是中文的')
})

test('a login name is a phone number by its form, an e-mail address by its @, else a user name', () => {
  expect(readLoginName(' 13800000001 ')).toEqual({ kind: 'mobile', value: '13800000001' })
  expect(readLoginName('A@B.com')).toEqual({ kind: 'email', value: 'a@b.com' })
  expect(readLoginName('Alice')).toEqual({ kind: 'username', value: 'alice' })
})

test('devices are told apart by browser and system', () => {
  expect(deviceOf('Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36')).toBe('Chrome · Android')
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1')).toBe('Safari · iPhone')
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0')).toBe('Edge · Windows')
  expect(deviceOf('')).toBe('')
})

test('of an address only the neighbourhood is shown', () => {
  expect(maskAddress('203.0.113.7')).toBe('203.0.113.*')
  expect(maskAddress('::ffff:203.0.113.7')).toBe('203.0.113.*')
  expect(maskAddress('2001:db8:1:2::3')).toBe('2001:db8:*')
})
