import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const NO_FILE = '/nowhere/.env'
const dataDir = () => mkdtempSync(join(tmpdir(), 'linli-config-'))
const Mail = Type.Object({ SMTP_URL: Type.String({ description: 'where mail is handed in' }), SMTP_FROM: Type.Optional(Type.String()) })

function problemsOf(read: () => unknown): string {
  try {
    read()
    return ''
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message
  }
}

test('a site without settings is a demo on this machine only', () => {
  const config = readConfig({ LINLI_DATA: dataDir() }, [], NO_FILE)
  expect([config.mode, config.host, config.port, config.publicUrl]).toEqual(['demo', '127.0.0.1', 8000, 'http://127.0.0.1:8000'])
})

test('all problems are told at once, each with what would fit', () => {
  const told = problemsOf(() => readConfig({ PORT: 'eighty', LINLI_MODE: 'prod', LINLI_ROL: 'web' }, [Mail], NO_FILE))
  expect(told).toContain('PORT has a value that does not fit: a whole number from 0 to 65535')
  expect(told).toContain('LINLI_MODE has a value that does not fit: one of demo, production')
  expect(told).toContain('LINLI_ROL is not a setting of this version; did you mean LINLI_ROLE?')
  expect(told).toContain('SMTP_URL is not set: where mail is handed in')
})

test('a name with a typing error is refused, in the environment and in the file', () => {
  expect(problemsOf(() => readConfig({ SMTP_URL: 'x', SMTP_FORM: 'a@b' }, [Mail], NO_FILE))).toContain('SMTP_FORM')
  const file = join(dataDir(), '.env')
  writeFileSync(file, 'PROT=9000\n')
  expect(problemsOf(() => readConfig({}, [], file))).toContain('PROT is not a setting')
})

test('a feature that this version does not have is refused by its name', () => {
  const read = (names: string) => readConfig({ LINLI_MODULES: names }, [], NO_FILE, ['stays', 'mall'])
  expect(read('mall').modules).toEqual(['mall'])
  expect(read('mall,stays').modules).toEqual(['mall', 'stays'])
  const told = problemsOf(() => read('stays,dating,mal'))
  expect(told).toContain('LINLI_MODULES: dating is no feature of this version, which has stays, mall')
  expect(told).toContain('LINLI_MODULES: mal is no feature')
  expect(told).not.toContain('LINLI_MODULES: stays')
  expect(problemsOf(() => read('stays, mall'))).toContain('LINLI_MODULES has a value that does not fit: the features that are on, with commas between')
})

test('the environment wins over the file, and an empty value means the default', () => {
  const file = join(dataDir(), '.env')
  writeFileSync(file, 'PORT=9000\nHOST=\n')
  expect(readConfig({}, [], file).port).toBe(9000)
  expect(readConfig({ PORT: '9001' }, [], file).port).toBe(9001)
  expect(readConfig({}, [], file).host).toBe('127.0.0.1')
})

test('production refuses to start without its secret and its address, and with lifted limits', () => {
  const told = problemsOf(() => readConfig({ LINLI_MODE: 'production', LINLI_LIMITS: 'off' }, [], NO_FILE))
  expect(told).toContain('SECRET_KEY')
  expect(told).toContain('PUBLIC_URL')
  expect(told).toContain('LINLI_LIMITS')
})

test('a demo site never listens beyond this machine', () => {
  expect(problemsOf(() => readConfig({ HOST: '0.0.0.0' }, [], NO_FILE))).toContain('HOST')
})

test('the demo secret is made once, is for its owner only, and each purpose has a key of its own', () => {
  const folder = dataDir()
  const first = readConfig({ LINLI_DATA: folder }, [], NO_FILE)
  const second = readConfig({ LINLI_DATA: folder }, [], NO_FILE)
  expect(first.secret('csrf')).toEqual(second.secret('csrf'))
  expect(first.secret('csrf')).not.toEqual(first.secret('jwt'))
  expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600)
})

test('proxies are named by their addresses, or the site does not start', () => {
  for (const right of ['127.0.0.1', '127.0.0.1, 10.0.0.0/8', 'loopback', '::1,fd00::/8']) expect(readConfig({ TRUST_PROXY: right }, [], NO_FILE).trustProxy).toBe(right)
  for (const wrong of ['true', '1', 'nginx', '10.0.0.0/33', '127.0.0.1,*', '::1/200', '10.0.0.0/8/8']) expect(problemsOf(() => readConfig({ TRUST_PROXY: wrong }, [], NO_FILE))).toContain('TRUST_PROXY')
})

test('the address of the site is written as browsers write it', () => {
  for (const right of ['https://linli.example', 'http://127.0.0.1:8000', 'https://linli.example:8443']) expect(readConfig({ PUBLIC_URL: right }, [], NO_FILE).publicUrl).toBe(right)
  for (const wrong of ['https://Linli.example', 'https://linli.example:443', 'https://邻里.example', 'https://u:p@linli.example', 'https://linli.example/']) expect(problemsOf(() => readConfig({ PUBLIC_URL: wrong }, [], NO_FILE))).toContain('PUBLIC_URL')
})

test('several that make the demo secret at once have the same', () => {
  const folder = dataDir()
  const sites = Array.from({ length: 5 }, () => readConfig({ LINLI_DATA: folder }, [], NO_FILE))
  expect(new Set(sites.map(site => site.secret('csrf').toString('hex'))).size).toBe(1)
  expect(readdirSync(folder)).toEqual(['secret.key'])
})

test('a module\'s setting without a prefix of its own makes no other name a mistake', () => {
  expect(readConfig({ SHADE: '1', PATH: '/bin' }, [Type.Object({ SHADE: Type.Optional(Type.String()) })], NO_FILE).mode).toBe('demo')
})

test('no key is told by what the configuration shows of itself', () => {
  const config = readConfig({ LINLI_DATA: dataDir(), LINLI_MODE: 'production', SECRET_KEY: 'k'.repeat(40), PUBLIC_URL: 'https://linli.example', METRICS_TOKEN: 'm'.repeat(20) }, [], NO_FILE)
  expect(JSON.stringify(config)).not.toContain('kkkk')
  expect(config.secret('csrf').toString('hex')).not.toEqual(readConfig({ LINLI_DATA: dataDir() }, [], NO_FILE).secret('csrf').toString('hex'))
})
