import type { Sheet } from '../../../kit/draw.ts'
import { element, mix } from '../../../kit/draw.ts'
import type { Age, Person, Sex } from './looks.ts'

/** The ways people of an age wear their hair. */
export const hairStyles: Record<Sex, Record<Age, string[]>> = {
  female: {
    young: ['long', 'long fringe', 'bob', 'bob fringe', 'wavy', 'ponytail', 'bun', 'pixie', 'beret', 'braid'],
    middle: ['long', 'bob', 'wavy', 'ponytail', 'low bun', 'pixie'],
    senior: ['perm', 'perm', 'low bun', 'bob', 'pixie'],
  },
  male: {
    young: ['side part', 'crop', 'quiff', 'curtains', 'curls', 'buzz', 'cap', 'beanie'],
    middle: ['side part', 'crop', 'quiff', 'buzz', 'receding'],
    senior: ['side part', 'receding', 'receding', 'buzz', 'flat cap'],
  },
}

/** The edge of the hair on the brow, from the right temple to the left one, for each kind of parting. */
const hairlines = {
  back: 'C66 -54 36 -68 0 -68C-36 -68 -66 -54 -70 -14',
  side: 'C68 -34 52 -40 26 -62C-8 -50 -54 -46 -70 -4',
  swept: 'C70 -26 60 -60 34 -72C-6 -50 -50 -44 -71 -6',
  middle: 'C70 -22 52 -56 2 -74C-50 -56 -68 -22 -71 6',
  fringe: 'C68 -18 62 -28 56 -28Q0 -40 -56 -28C-62 -28 -68 -18 -71 4',
  receding: 'C70 -52 62 -82 42 -92C36 -76 18 -84 0 -84C-18 -84 -36 -76 -42 -92C-62 -82 -70 -52 -70 -14',
  crop: 'C69 -22 66 -38 60 -44L44 -36L28 -46L10 -36L-10 -47L-28 -37L-46 -46L-60 -38C-66 -32 -69 -18 -70 -6',
} as const

/** A cap of hair over the skull, as high as said. */
const cap = (line: keyof typeof hairlines, high: number, low = 6, wide = 81) => `M${-wide} ${low}C${-wide - 12} -64 -62 ${-high} 0 ${-high}C62 ${-high} ${wide + 12} -64 ${wide} ${low}L71 ${low - 4}${hairlines[line]}L${-wide} ${low}z`

const BOB = 'M-84 -28C-100 -134 100 -134 84 -28C96 22 98 66 84 92Q60 104 46 90L-46 90Q-60 104 -84 92C-98 66 -96 22 -84 -28z'
const LONG = 'M-84 -20C-104 -138 104 -138 84 -20C94 60 104 120 108 214Q60 236 40 200L-40 200Q-60 236 -108 214C-104 120 -94 60 -84 -20z'
const WAVY = 'M-86 -24C-108 -140 108 -140 86 -24C104 10 92 40 106 70C120 100 100 122 116 152C126 184 96 206 60 196L-60 196C-96 206 -126 184 -116 152C-100 122 -120 100 -106 70C-92 40 -104 10 -86 -24z'

function tones(sheet: Sheet, { hair, light }: Person): string {
  return sheet.linear([[0, mix(hair, '#c49a78', 0.22)], [0.45, hair], [1, mix(hair, '#0d0a0c', 0.4)]], [light * 90, -90], [-light * 90, 90])
}

/** What lies behind the neck and shoulders. */
export function backHair(sheet: Sheet, person: Person): void {
  const { hairStyle: style, hair, light, random } = person
  const dark = mix(hair, '#0d0a0c', 0.28)
  if (style.startsWith('long') || style === 'beret') sheet.path(LONG, dark)
  if (style === 'wavy') sheet.path(WAVY, dark)
  if (style.startsWith('bob')) sheet.path(BOB, dark)
  if (style === 'ponytail') sheet.path(`M${light * 30} -96C${light * 128} -112 ${light * 142} 6 ${light * 112} 104C${light * 104} 124 ${light * 92} 112 ${light * 94} 88C${light * 100} 20 ${light * 88} -20 ${light * 44} -48z`, tones(sheet, person))
  if (style === 'bun') sheet.add(element('ellipse', { cx: light * 8, cy: -126, rx: 38, ry: 34, fill: tones(sheet, person) }))
  if (style === 'low bun') sheet.add(element('ellipse', { cx: light * 66, cy: 66, rx: 36, ry: 34, fill: dark }))
  if (style === 'perm') tufts(sheet, mix(hair, '#0d0a0c', 0.14), 90, random.between(0.94, 1))
  if (style === 'braid') sheet.path(BOB, dark)
}

/** Round curls around the head. */
function tufts(sheet: Sheet, colour: string, far: number, size: number): void {
  const d = Array.from({ length: 15 }, (_, i) => {
    const angle = Math.PI * (-0.16 + 1.32 * i / 14)
    return `M${(Math.cos(angle) * far * 0.88).toFixed(0)} ${(-14 - Math.sin(angle) * far).toFixed(0)}h.1`
  }).join('')
  sheet.stroke(d, colour, 46 * size)
}

/** What lies on the brow and over the shoulders. */
export function frontHair(sheet: Sheet, person: Person): void {
  const { hairStyle: style, hair, random } = person
  const fill = tones(sheet, person)
  const part = random.pick(['side', 'swept', 'middle'] as const)
  switch (style) {
    case 'long':
    case 'wavy':
      sheet.path(cap(part, 122), fill)
      locks(sheet, person, fill, style === 'wavy')
      break
    case 'long fringe':
      sheet.path(cap('fringe', 122), fill)
      locks(sheet, person, fill, false)
      break
    case 'bob':
      sheet.path(cap(part, 122), fill)
      sides(sheet, fill)
      break
    case 'bob fringe':
      sheet.path(cap('fringe', 122), fill)
      sides(sheet, fill)
      break
    case 'braid':
      sheet.path(cap('middle', 120), fill)
      braid(sheet, person, fill)
      break
    case 'ponytail':
    case 'bun':
      sheet.path(cap(random.pick(['middle', 'swept'] as const), 114, 0, 79), fill)
      break
    case 'low bun':
      sheet.path(cap(random.pick(['middle', 'swept'] as const), 116, 8, 80), fill)
      break
    case 'pixie': sheet.path(cap('swept', 124, 22, 80), fill)
      break
    case 'perm':
      tufts(sheet, hair, 82, 0.9)
      sheet.path(cap('back', 108, -4, 78), fill)
      break
    case 'side part':
    case 'crop':
    case 'curtains':
      sheet.path(cap(({ 'side part': 'swept', 'crop': 'crop', 'curtains': 'middle' } as const)[style], 122, -10, 79), fill)
      break
    case 'quiff': sheet.path('M-78 -6C-88 -70 -70 -116 -30 -122C0 -146 62 -136 66 -108C88 -90 84 -40 78 -6L71 -12C70 -40 62 -62 50 -74C10 -64 -30 -70 -52 -66C-66 -50 -70 -34 -71 -12z', fill)
      break
    case 'curls':
      sheet.path(cap('back', 112, -10, 78), fill)
      curls(sheet, person)
      break
    case 'buzz': sheet.path(cap('back', 106, -8, 76), mix(hair, person.skin, 0.25))
      break
    case 'receding':
      sheet.path(cap('receding', 107, 0, 77), mix(hair, person.skin, 0.12))
      break
    default: hat(sheet, person, fill)
  }
  if (!['buzz', 'receding', 'cap', 'beanie', 'flat cap', 'beret'].includes(style)) gleam(sheet, person)
}

/** A soft band of light on the crown. */
function gleam(sheet: Sheet, { light, hair, random }: Person): void {
  const tone = mix(hair, '#f3d9bd', 0.5)
  const y = random.int(-98, -92)
  sheet.stroke(`M${light * 62} -70Q${light * 46} ${y} ${light * 14} ${y - 8}`, tone, 7, { opacity: 0.3 })
  sheet.stroke(`M${light * 66} -54Q${light * 60} -72 ${light * 50} -82`, tone, 4, { opacity: 0.26 })
}

/** Long hair that falls forward over the shoulders. */
function locks(sheet: Sheet, { light }: Person, fill: string, wavy: boolean): void {
  for (const side of [-1, 1]) {
    const end = side === light ? 196 : 168
    sheet.path(wavy
      ? `M${side * 70} -20C${side * 92} 20 ${side * 78} 50 ${side * 92} 86C${side * 104} 118 ${side * 86} 140 ${side * 96} ${end}Q${side * 74} ${end + 18} ${side * 58} ${end - 6}C${side * 70} 130 ${side * 52} 104 ${side * 66} 70C${side * 74} 40 ${side * 62} 20 ${side * 68} -10z`
      : `M${side * 71} -16C${side * 92} 40 ${side * 84} 110 ${side * 92} ${end}Q${side * 70} ${end + 16} ${side * 56} ${end - 4}C${side * 66} 120 ${side * 58} 70 ${side * 69} 6z`, fill)
  }
}

/** The sides of a bob, along the cheeks. */
function sides(sheet: Sheet, fill: string): void {
  for (const side of [-1, 1]) sheet.path(`M${side * 71} -14C${side * 96} 20 ${side * 96} 62 ${side * 84} 92Q${side * 62} 102 ${side * 52} 82C${side * 70} 58 ${side * 68} 30 ${side * 69} 0z`, fill)
}

function braid(sheet: Sheet, { light, hair, cloth2 }: Person, fill: string): void {
  for (let i = 0; i < 6; i++) sheet.add(element('ellipse', { cx: light * (74 + i * 2.5), cy: 62 + i * 25, rx: 19 - i * 0.8, ry: 17, fill: i % 2 ? fill : mix(hair, '#7a5a44', 0.16) }))
  sheet.add(element('rect', { x: light * 88 - 12, y: 196, width: 24, height: 8, rx: 4, fill: cloth2 }))
}

function curls(sheet: Sheet, { hair, random, light }: Person): void {
  const dots = Array.from({ length: 27 }, (_, i) => {
    const angle = Math.PI * (0.04 + 0.92 * (i % 9) / 8)
    const far = 78 + Math.floor(i / 9) * -21
    return [Math.cos(angle) * far + random.between(-4, 4), -44 - Math.sin(angle) * (far - 10) + random.between(-3, 3)] as const
  })
  const d = (list: typeof dots) => list.map(([x, y]) => `M${x.toFixed(0)} ${y.toFixed(0)}h.1`).join('')
  sheet.stroke(d(dots), mix(hair, '#0d0a0c', 0.12), 40)
  sheet.stroke(d(dots.map(([x, y]) => [x + light * 4, y - 4])), mix(hair, '#c49a78', 0.09), 22)
  sheet.stroke(dots.filter(([x]) => x * light > -10).map(([x, y]) => `M${x.toFixed(0)} ${(y - 8).toFixed(0)}q${light * 7} -3 ${light * 9} 5`).join(''), mix(hair, '#f3d9bd', 0.4), 3, { opacity: 0.35 })
}

function hat(sheet: Sheet, person: Person, hairFill: string): void {
  const { hairStyle: style, cloth, cloth2, light } = person
  const colour = mix(cloth, cloth2, 0.15)
  const fill = sheet.linear([[0, mix(colour, '#fff3e0', 0.22)], [1, mix(colour, '#24160d', 0.3)]], [light * 90, -140], [-light * 80, -40])
  if (style === 'beret') {
    sheet.path(cap('side', 118), hairFill)
    locks(sheet, person, hairFill, false)
    sheet.path('M-84 -62C-120 -96 -84 -146 4 -146C86 -148 124 -108 84 -70C40 -86 -40 -84 -84 -62z', fill)
    return sheet.stroke('M6 -146q2 -10 8 -12', mix(colour, '#24160d', 0.3), 5)
  }
  sheet.path(cap('back', 104, 0, 78), hairFill)
  if (style === 'beanie') {
    sheet.path('M-82 -48C-92 -128 -44 -150 0 -150S92 -128 82 -48z', fill)
    sheet.path('M-86 -70Q0 -88 86 -70Q92 -54 86 -40Q0 -58 -86 -40Q-92 -54 -86 -70z', mix(colour, '#24160d', 0.14))
    return sheet.stroke([-66, -44, -22, 0, 22, 44, 66].map(x => `M${x} ${-76 + Math.abs(x) * 0.1}v27`).join(''), '#24160d', 2, { opacity: 0.2 })
  }
  const peak = style === 'cap' ? 118 : 98
  sheet.path('M-82 -54C-88 -120 -48 -140 0 -140S88 -120 82 -54Q0 -78 -82 -54z', fill)
  sheet.path(`M-78 -60Q0 -86 78 -60Q${peak} -44 ${peak - 14} -34Q0 -66 ${-peak + 14} -34Q${-peak} -44 -78 -60z`, mix(colour, '#24160d', 0.3))
}
