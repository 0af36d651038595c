import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

interface Import { from: string, to: string }

/** Every relative import of the sources, as paths from the project's root. */
function importsOf(folder: string): Import[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(?:ts|vue)$/.test(name) && !/\.(?:test|fixture)\.ts$/.test(name)).map(name => join(folder, name))
  return files.flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8')
    return [...text.matchAll(/(?:from |import |import\()'(\.[^']+)'/g)].map(match => ({ from, to: relative(root, resolve(root, dirname(from), match[1]!)) }))
  })
}

/** kit, core/accounts, features/stays, or the file's own name for those directly in src. */
function partOf(path: string): string {
  const [, top, name] = path.split('/')
  return top === 'core' || top === 'features' ? `${top}/${name}` : top!
}

const isPage = (path: string) => /^src\/(?:web|console)\//.test(path) || /^src\/(?:core|features)\/[^/]+\/(?:web|console)\//.test(path)

/** Why an import points the wrong way, or undefined. */
function complaint({ from, to }: Import): string | undefined {
  const [a, b] = [partOf(from), partOf(to)]
  if (isPage(from)) {
    if (isPage(to) || /\/(?:console-)?contract\.ts$/.test(to) || to.startsWith('src/kit/')) return
    return 'pages import Vue code and contracts only'
  }
  if (isPage(to) && !from.startsWith('src/app.ts')) return 'the server does not import pages'
  if (a === b) return
  if (a === 'kit') return 'the kit knows nothing above it'
  if (a.startsWith('core/')) {
    if (b === 'kit') return
    if (b.startsWith('core/') && /\/(?:index|contract)\.ts$/.test(to)) return
    return 'core imports the kit, and of other core parts their index.ts only'
  }
  if (a.startsWith('features/')) {
    if (b === 'kit' || (b.startsWith('core/') && /\/(?:index|contract)\.ts$/.test(to))) return
    return 'a feature imports the kit and the index.ts of core parts; never another feature'
  }
}

test('imports point one way: kit ← core ← features ← the list of modules', () => {
  const wrong = importsOf('src').flatMap(edge => complaint(edge) ? [`${edge.from} → ${edge.to}: ${complaint(edge)}`] : [])
  expect(wrong).toEqual([])
})

test('only the configuration reads the environment', () => {
  const readers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('commands/') && !name.startsWith('kit/postgres/')) // which hands it on to its children
    .filter(name => readFileSync(join(root, 'src', name), 'utf8').includes('process.env'))
  expect(readers).toEqual([])
})
