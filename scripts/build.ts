/*
 * Builds what browsers load and what the server renders with: dist/web/client, dist/web/server, dist/console.
 *   node scripts/build.ts              builds
 *   node scripts/build.ts --if-stale   only when something it is made of has changed
 */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import sharp from 'sharp'
import { build } from 'vite'

const ROOT = resolve(import.meta.dirname, '..')
const DIST = join(ROOT, 'dist')
const STAMP = 'built-from'
const INPUTS = ['src/web/**', 'src/console/**', 'src/{core,features}/*/{web,console}/**', 'src/{core,features}/*/contract.ts', 'src/kit/{close-codes,dates,money}.ts', 'vite*.config.ts', 'scripts/build.ts', 'package-lock.json']
const COMPRESSIBLE = new Set(['.js', '.css', '.svg', '.html', '.webmanifest', '.json'])
const MIN_BYTES = 1024

/** Builds into dist unless it is fresh already. Answers whether it built. */
export async function buildWeb(options: { ifStale: boolean, say: (line: string) => void }): Promise<boolean> {
  const stamp = inputsHash()
  if (options.ifStale && existsSync(join(DIST, STAMP)) && readFileSync(join(DIST, STAMP), 'utf8') === stamp) return false
  const began = performance.now()
  // Made aside and moved in whole: a server that starts meanwhile never sees half a build.
  const fresh = join(ROOT, `dist.${process.pid}`)
  try {
    await buildAll(fresh)
    await drawIcons(join(fresh, 'web/client'))
    await compressAll(fresh)
    writeFileSync(join(fresh, STAMP), stamp)
    replaceFolder(fresh, DIST)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  options.say(`built in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  for (const line of sizes()) options.say(line)
  return true
}

async function buildAll(out: string) {
  const common = { logLevel: 'warn' as const, mode: 'production' }
  const web = join(ROOT, 'vite.config.ts')
  await build({ ...common, configFile: web, build: { outDir: join(out, 'web/client') } })
  await build({ ...common, configFile: web, build: { outDir: join(out, 'web/server'), ssr: 'src/web/entry-server.ts' } })
  await build({ ...common, configFile: join(ROOT, 'vite.console.config.ts'), build: { outDir: join(out, 'console') } })
}

/** The mark in the sizes phones and browsers ask for. */
async function drawIcons(clientDir: string) {
  const mark = readFileSync(join(clientDir, 'icon.svg'))
  const square = mark.toString().replace('rx="16"', 'rx="0"')
  // A maskable icon keeps its drawing within the middle four fifths.
  const maskable = square.replace('viewBox="0 0 64 64"', 'viewBox="-8 -8 80 80"').replace('<rect width="64" height="64"', '<rect x="-8" y="-8" width="80" height="80"')
  const png = (svg: Buffer | string, size: number) => sharp(Buffer.from(svg), { density: 72 * size / 64 }).resize(size, size).png({ palette: true }).toBuffer()
  writeFileSync(join(clientDir, 'icon-192.png'), await png(mark, 192))
  writeFileSync(join(clientDir, 'icon-512.png'), await png(mark, 512))
  writeFileSync(join(clientDir, 'icon-maskable-512.png'), await png(maskable, 512))
  writeFileSync(join(clientDir, 'apple-touch-icon.png'), await png(square, 180))
  writeFileSync(join(clientDir, 'favicon.ico'), icoOf(await png(mark, 32), 32))
}

/** An .ico file that holds one PNG. */
function icoOf(png: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2) // an icon
  head.writeUInt16LE(1, 4) // one picture
  head.writeUInt8(size, 6)
  head.writeUInt8(size, 7)
  head.writeUInt16LE(1, 10) // colour planes
  head.writeUInt16LE(32, 12) // bits per pixel
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(head.length, 18) // where it begins
  return Buffer.concat([head, png])
}

/** Puts a .br and a .gz beside every file that gains by it, so that nothing is compressed while people wait. */
async function compressAll(out: string) {
  const files = filesOf(out).filter(file => COMPRESSIBLE.has(extname(file)) && statSync(file).size >= MIN_BYTES && !file.includes('/server/') && !file.includes('/.vite/'))
  await Promise.all(files.map(async (file) => {
    const content = readFileSync(file)
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
      promisify(gzip)(content, { level: 9 }),
    ])
    writeFileSync(`${file}.br`, br)
    writeFileSync(`${file}.gz`, gz)
  }))
}

function replaceFolder(fresh: string, old: string) {
  const aside = `${old}.${process.pid}.old`
  mkdirSync(old, { recursive: true })
  renameSync(old, aside)
  renameSync(fresh, old)
  rmSync(aside, { recursive: true, force: true })
}

function inputsHash(): string {
  const hash = createHash('sha256')
  for (const file of globSync(INPUTS, { cwd: ROOT }).sort()) {
    const path = join(ROOT, file)
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

/** What a first visit loads, and the largest files. */
function sizes(): string[] {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
  const gz = (file: string) => existsSync(`${file}.gz`) ? statSync(`${file}.gz`).size : statSync(file).size
  const client = join(DIST, 'web/client')
  const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Record<string, { file: string, isEntry?: boolean, imports?: string[] }>
  const entry = Object.values(manifest).find(chunk => chunk.isEntry)!
  const first = [entry.file, ...(entry.imports ?? []).map(name => manifest[name]!.file)]
  const pages = Object.values(manifest)
    .filter(chunk => chunk.file.endsWith('.js') && !first.includes(chunk.file))
    .map(chunk => ({ file: chunk.file, size: gz(join(client, chunk.file)) }))
    .sort((a, b) => b.size - a.size)
    .slice(0, 5)
  return [
    `every page: ${kB(first.reduce((sum, file) => sum + gz(join(client, file)), 0))} of JavaScript (gzip)`,
    ...pages.map(({ file, size }) => `  ${file}: ${kB(size)}`),
    `console: ${kB(filesOf(join(DIST, 'console')).filter(file => file.endsWith('.js')).reduce((sum, file) => sum + gz(file), 0))} of JavaScript (gzip) in all`,
  ]
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const say = (line: string) => { process.stdout.write(`${line}\n`) }
  if (!await buildWeb({ ifStale: process.argv.includes('--if-stale'), say })) say('the build is fresh')
}
