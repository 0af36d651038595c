import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const documents = globSync(['README*.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/**/*.md'], { cwd: root }).sort()

const LINK = /\[([^\]]*)\]\(([^)\s]+)\)/g
/** A path of this repository in running text; `*` and `{a,b}` stand for several, `<name>` for any. */
const PATH = /(?<![\w/.<-])(?:src|test|scripts|bench)\/[\w./*{},-]*(?:<\w+>)?/g

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const withoutCode = (text: string) => text.replaceAll(/^ *```.*\n[\s\S]*?^ *```$/gm, '')

/** How GitHub names the places of a document that one can link to. */
const placesOf = (path: string) => [...withoutCode(read(path)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-'))

/** Why a link leads nowhere, or undefined. A link whose text is a name of the code leads to a file that has it. */
function complaint(document: string, text: string, target: string): string | undefined {
  if (/^(?:https?|mailto):/.test(target)) return
  const [file = '', place] = target.split('#')
  const path = file ? join(dirname(document), file) : document
  if (!existsSync(join(root, path))) return `${target} does not exist`
  if (place && path.endsWith('.md') && !placesOf(path).includes(place)) return `${path} has no heading #${place}`
  const name = /^`([\w.]+)`$/.exec(text)?.[1]
  if (name && !name.includes('.') && /\.(?:ts|vue|sql)$/.test(path) && !new RegExp(`\\b${name}\\b`).test(read(path))) return `${path} has no ${name}`
}

describe.each(documents)('%s', (document) => {
  test('every link leads somewhere', () => {
    const links = [...withoutCode(read(document)).matchAll(LINK)]
    expect(links.flatMap(([, text, target]) => complaint(document, text!, target!) ?? [])).toEqual([])
  })

  test('every path it names is there', () => {
    const paths = [...read(document).matchAll(PATH)].map(([path]) => path.replace(/[.,]+$/, '')).filter(path => !path.includes('<'))
    expect(paths.filter(path => globSync(path, { cwd: root }).length === 0)).toEqual([])
  })
})
