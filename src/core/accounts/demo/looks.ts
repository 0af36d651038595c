import type { Random, Sheet } from '../../../kit/draw.ts'
import { element, mix, seeded } from '../../../kit/draw.ts'
import { backHair, frontHair, hairStyles } from './avatar-hair.ts'
import { clothes, clothesOf, overClothes } from './avatar-clothes.ts'

export type Sex = 'female' | 'male'
export type Age = 'young' | 'middle' | 'senior'

/** Everything that is decided about a person before drawing; coordinates are around the middle of the face. */
export interface Person {
  seed: string
  sex: Sex
  age: Age
  /** Of the features: always the same for the same person. */
  random: Random
  skin: string
  hair: string
  hairStyle: string
  clothes: string
  cloth: string
  cloth2: string
  /** Half the width of the face, and how broad the jaw is. */
  face: number
  jaw: number
  /** How far the face looks to the right, in units. */
  look: number
  /** The side the light comes from. */
  light: -1 | 1
  /** How they look into the world; without one as they usually do. */
  mood?: 'calm' | 'smiling' | 'laughing'
  /** How far down the body is drawn, units below the chin's place; 300 is a bust. */
  low: number
}

const skins = ['#f7dac2', '#f3cfb1', '#edc3a0', '#e2b18c', '#d39c74']
const hairs = { young: ['#231d1d', '#2b2220', '#37291f', '#4b3427', '#634432', '#1d1b20'], middle: ['#241e1d', '#2d2421', '#3a2c25', '#4a3d37'], senior: ['#8f8b87', '#a9a49e', '#c8c3bb', '#77726d', '#dcd7cf'] }
const schemes = [
  { back: ['#e9c9a6', '#cf9468'], cloth: '#2f4f58', cloth2: '#f2e6d4' },
  { back: ['#cfd8c4', '#91a584'], cloth: '#b9573a', cloth2: '#f4e9d8' },
  { back: ['#d5dde2', '#8fa7b6'], cloth: '#d5a046', cloth2: '#34475c' },
  { back: ['#f1dcc0', '#dcae6e'], cloth: '#4d6b55', cloth2: '#f6ecdc' },
  { back: ['#ead2cb', '#c08f88'], cloth: '#3f4858', cloth2: '#efe2d6' },
  { back: ['#d3e0db', '#7ba5a0'], cloth: '#efe3d0', cloth2: '#b5573a' },
  { back: ['#e6dccb', '#b8a387'], cloth: '#7f4a5c', cloth2: '#f1e4d3' },
  { back: ['#dfe0cb', '#a5a878'], cloth: '#f3ebdd', cloth2: '#56657a' },
  { back: ['#f3d9c4', '#e09a72'], cloth: '#31596b', cloth2: '#f5e8d6' },
  { back: ['#d9d3e0', '#978ba6'], cloth: '#e2c08e', cloth2: '#554a63' },
  { back: ['#eadfd0', '#c9b199'], cloth: '#6d7f5f', cloth2: '#f4ebdc' },
  { back: ['#d8e2e6', '#7f9fae'], cloth: '#c9694a', cloth2: '#f2e7d6' },
] as const

/** What a person looks like, the same for the same seed; sex and age shape hair, face and clothes. `back`: colours of a wall that goes with them. */
export function inventLooks(seed: string, wish: { sex?: Sex, age?: Age } = {}): Person & { back: readonly [string, string] } {
  const random = seeded(`avatar ${seed}`)
  const [anySex, anyAge] = [random.pick(['female', 'male'] as const), random.pick(['young', 'young', 'middle', 'senior'] as const)]
  const [sex, age] = [wish.sex ?? anySex, wish.age ?? anyAge]
  const scheme = random.pick(schemes)
  return {
    seed,
    sex,
    age,
    back: scheme.back,
    random,
    skin: random.pick(skins),
    hair: random.pick(hairs[age]),
    hairStyle: random.pick(hairStyles[sex][age]),
    clothes: random.pick(clothesOf[sex][age]),
    cloth: scheme.cloth,
    cloth2: scheme.cloth2,
    face: random.between(70, 76) + (sex === 'male' ? 2 : 0),
    jaw: sex === 'male' ? random.between(44, 56) : random.between(34, 44),
    look: random.between(-9, 9),
    light: random.pick([-1, 1] as const),
    low: 300,
  }
}

/** Draws a person around the origin, which is the middle of the face: from −150 (hats) down to `low`. @param lean how far the head leans to the right, degrees */
export function drawPerson(sheet: Sheet, looks: Person, lean: number): void {
  const hair = { ...looks, random: seeded(`hair ${looks.seed}`) }
  const person = { ...looks, random: seeded(`face ${looks.seed}`) }
  const head = (draw: () => void) => {
    sheet.add(`<g transform="rotate(${lean.toFixed(1)} 0 120)">`)
    draw()
    sheet.add('</g>')
  }
  head(() => backHair(sheet, hair))
  bust(sheet, () => {
    neck(sheet, person)
    clothes(sheet, person)
  })
  head(() => {
    if (!/long|wavy|bob|beret|braid/.test(person.hairStyle)) ears(sheet, person)
    face(sheet, person)
    features(sheet, person)
    frontHair(sheet, hair)
    glasses(sheet, person)
  })
  bust(sheet, () => overClothes(sheet, person))
}

function bust(sheet: Sheet, draw: () => void): void {
  sheet.add('<g transform="translate(0 -17)">')
  draw()
  sheet.add('</g>')
}

// ── Head ──────────────────────────────────────────────────────────────────

const shadeOf = (skin: string) => mix(skin, '#9a4a2e', 0.3)

function neck(sheet: Sheet, { skin, sex }: Person): void {
  const w = sex === 'male' ? 39 : 31
  sheet.path(`M${-w} 50C${-w} 110 ${-w - 4} 138 ${-w - 34} 166Q0 214 ${w + 34} 166C${w + 4} 138 ${w} 110 ${w} 50z`, mix(skin, '#b0663f', 0.16))
  sheet.path(`M${-w} 60C${-w} 90 ${-w} 104 ${-w - 2} 118Q0 158 ${w + 2} 112C${w} 100 ${w} 90 ${w} 60z`, shadeOf(skin), { opacity: 0.65 })
}

function ears(sheet: Sheet, { skin, face: w, look }: Person): void {
  for (const side of [-1, 1]) {
    const x = side * (w + 1) - look * 0.25
    sheet.add(element('ellipse', { cx: x.toFixed(1), cy: 10, rx: 12, ry: 19, fill: mix(skin, '#b0663f', 0.14) }))
    sheet.stroke(`M${(x + side * 4).toFixed(1)} 0q${side * -7} 6 ${side * -3} 18`, shadeOf(skin), 2.4, { opacity: 0.6 })
  }
}

const headPath = (w: number, jaw: number) => `M0 -100C${w * 0.72} -100 ${w + 1} -64 ${w} -8C${w - 1} 40 ${jaw} 99 0 99C${-jaw} 99 ${-w + 1} 40 ${-w} -8C${-w - 1} -64 ${-w * 0.72} -100 0 -100z`

function face(sheet: Sheet, { skin, face: w, jaw, light, age, random, look }: Person): void {
  const d = headPath(w, jaw)
  sheet.path(d, sheet.linear([[0, mix(skin, '#fff6ea', 0.25)], [0.5, skin], [1, mix(skin, '#b0663f', 0.22)]], [light * w, -40], [-light * w, 60]))
  sheet.within(d, () => {
    // The side away from the light, and the shadow of the hair on the brow.
    sheet.path(`M${-light * w * 1.2} -110C${-light * w * 0.42} -60 ${-light * w * 0.6} 40 ${-light * 6} 110L${-light * w * 1.3} 110z`, shadeOf(skin), { opacity: 0.28 })
    sheet.path(`M-90 -110H90V-44Q0 -${random.int(50, 58)} -90 -44z`, shadeOf(skin), { opacity: 0.2 })
    for (const side of [-1, 1]) sheet.path(`M${side * 44 + look - 27} 42a27 22 0 1 0 54 0a27 22 0 1 0 -54 0`, sheet.radial([[0, '#e2705a', age === 'senior' ? 0.22 : 0.3], [1, '#e2705a', 0]], [side * 44 + look, 42], 27))
  })
}

function features(sheet: Sheet, person: Person): void {
  const { random, skin, look, age, sex, hair } = person
  const dark = '#2d211d'
  const usual = random.chance(0.22)
  const smiling = person.mood ? person.mood === 'laughing' : usual
  const brow = age === 'senior' ? mix(hair, '#5a5048', 0.45) : mix(hair, '#2b201b', 0.3)
  const lift = random.between(-3, 3)
  for (const side of [-1, 1]) {
    const x = side * 31 + look
    if (smiling) sheet.stroke(`M${x - 12} 9Q${x} -3 ${x + 12} 9`, dark, 4)
    else eye(sheet, x, side, sex, dark)
    sheet.stroke(`M${x - side * 14} ${-20 + lift}Q${x + side * 2} ${-29 + lift} ${x + side * 17} ${-19 + lift}`, brow, sex === 'male' ? 6 : 4.2, { opacity: 0.9 })
    if (age !== 'young') sheet.stroke(`M${x - 12} 21q12 7 23 1`, shadeOf(skin), 1.6, { opacity: age === 'senior' ? 0.75 : 0.4 })
    if (age === 'senior') sheet.stroke(`M${x + side * 20} 4l${side * 9} -5M${x + side * 20} 10l${side * 10} 1`, shadeOf(skin), 1.5, { opacity: 0.6 })
  }
  nose(sheet, person)
  mouth(sheet, person)
  if (sex === 'male' && age !== 'young' && random.chance(0.35)) beard(sheet, person)
}

function eye(sheet: Sheet, x: number, side: number, sex: Sex, dark: string): void {
  sheet.path(`M${x - 13} 8Q${x} -6 ${x + 13} 7Q${x} 17 ${x - 13} 8z`, '#fdf8f2')
  sheet.add(element('ellipse', { cx: x.toFixed(1), cy: 6, rx: 7.2, ry: 7.8, fill: '#3b2a22' }) + element('circle', { cx: (x + 2.4).toFixed(1), cy: 3.2, r: 2.1, fill: '#fff' }))
  sheet.stroke(`M${x - 14} 7Q${x} -8 ${x + 14} 6`, dark, 3.2)
  if (sex === 'female') sheet.stroke(`M${x + side * 13} 5l${side * 6} -5M${x + side * 10} 1l${side * 5} -6`, dark, 2.4)
}

function nose(sheet: Sheet, { skin, look, light, random }: Person): void {
  const x = look * 1.5
  const long = random.between(30, 37)
  sheet.path(`M${x - light * 3} ${long - 30}C${x - light * 8} ${long - 12} ${x - light * 16} ${long} ${x - light * 12} ${long + 6}Q${x - light * 4} ${long + 11} ${x} ${long + 7}z`, shadeOf(skin), { opacity: 0.5 })
  sheet.stroke(`M${x - 9} ${long + 5}Q${x} ${long + 12} ${x + 9} ${long + 5}`, mix(shadeOf(skin), '#6d2f1f', 0.3), 2.6, { opacity: 0.75 })
}

function mouth(sheet: Sheet, { look, random, sex, skin, mood }: Person): void {
  const [x, y, wide] = [look * 1.2, 61, random.between(17, 23)]
  const lips = sex === 'female' ? mix('#c4574d', skin, random.between(0.05, 0.4)) : mix('#b8604e', skin, 0.35)
  const usual = random.chance(0.4)
  if (mood ? mood !== 'calm' : usual) {
    sheet.path(`M${x - wide} ${y - 3}Q${x} ${y + 3} ${x + wide} ${y - 3}Q${x} ${y + 27} ${x - wide} ${y - 3}z`, '#8b3a35')
    sheet.path(`M${x - wide + 3} ${y - 1}Q${x} ${y + 4} ${x + wide - 3} ${y - 1}Q${x} ${y + 12} ${x - wide + 3} ${y - 1}z`, '#fffaf3')
    sheet.stroke(`M${x - wide} ${y - 3}Q${x} ${y + 27} ${x + wide} ${y - 3}`, lips, 3)
  } else {
    sheet.path(`M${x - wide} ${y}Q${x - 6} ${y - 5} ${x} ${y - 2}Q${x + 6} ${y - 5} ${x + wide} ${y}Q${x} ${y + 17} ${x - wide} ${y}z`, lips, { opacity: sex === 'female' ? 0.95 : 0.7 })
    sheet.stroke(`M${x - wide - 3} ${y - 2}Q${x} ${y + 10} ${x + wide + 3} ${y - 2}`, '#7d3028', 2.6)
  }
}

function beard(sheet: Sheet, { hair, look, face: w, jaw, random }: Person): void {
  const x = look * 1.2
  if (random.chance(0.5)) return sheet.path(`M${x - 26} 53Q${x - 12} 42 ${x} 47Q${x + 12} 42 ${x + 26} 53Q${x} 52 ${x - 26} 53z`, hair, { opacity: 0.9 })
  sheet.within(headPath(w, jaw), () => sheet.path(`M-90 14C-66 20 -58 50 ${x - 30} 50Q${x} 38 ${x + 30} 50C58 50 66 20 90 14V110H-90zM${x - 23} 60Q${x} 80 ${x + 23} 60Q${x} 54 ${x - 23} 60`, hair, { 'opacity': 0.88, 'fill-rule': 'evenodd' }))
}

function glasses(sheet: Sheet, { random, age, look, face: w, cloth }: Person): void {
  if (!random.chance(age === 'senior' ? 0.5 : 0.27)) return
  const rim = random.pick(['#2c2522', '#8a6a3c', mix(cloth, '#2c2522', 0.4)])
  const square = random.chance(0.5)
  for (const side of [-1, 1]) {
    const x = side * 32 + look
    const d = square ? `M${x - 25} -9q0 -7 7 -7h36q7 0 7 7v17q0 16 -16 16h-18q-16 0 -16 -16z` : `M${x - 24} 6a24 23 0 1 0 48 0a24 23 0 1 0 -48 0`
    sheet.path(d, '#ffffff', { 'opacity': 0.16, 'stroke': rim, 'stroke-width': 3.6 })
    sheet.stroke(`M${x - 12} 16L${x + 4} -10`, '#ffffff', 3, { opacity: 0.4 })
    sheet.stroke(`M${x + side * 25} 0L${side * w} -4`, rim, 3.4)
  }
  sheet.stroke(`M${look - 8} 2Q${look} -4 ${look + 8} 2`, rim, 3.4)
}
