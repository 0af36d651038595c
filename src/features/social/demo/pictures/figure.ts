import type { Looks } from '../../../../core/accounts/index.ts'
import type { Random } from '../../../../kit/draw.ts'
import type { Canvas, Hour } from './brush.ts'
import { drawPerson } from '../../../../core/accounts/index.ts'
import { lit, mix } from '../../../../kit/draw.ts'
import { LIGHTS } from './brush.ts'
import { drawProp } from './props.ts'

/** near: head and shoulders; half: down to the waist; whole: from head to foot. */
export type Shot = 'near' | 'half' | 'whole'
/** What the weather asks for. */
export type Weather = 'warm' | 'mild' | 'cold'

const CLOTHES: Record<Weather, Record<Looks['sex'], Record<Looks['age'], readonly string[]>>> = {
  warm: {
    female: { young: ['tee', 'striped', 'v-neck', 'dress', 'dungarees', 'shirt', 'dress'], middle: ['v-neck', 'shirt', 'dress', 'tee', 'polo'], senior: ['v-neck', 'mandarin', 'shirt'] },
    male: { young: ['tee', 'striped', 'shirt', 'polo', 'tee'], middle: ['polo', 'shirt', 'tee'], senior: ['polo', 'shirt', 'mandarin'] },
  },
  mild: {
    female: { young: ['hoodie', 'turtleneck', 'cardigan', 'blazer', 'striped', 'shirt', 'overshirt'], middle: ['blazer', 'cardigan', 'turtleneck', 'scarf', 'coat'], senior: ['cardigan', 'scarf', 'coat'] },
    male: { young: ['hoodie', 'overshirt', 'turtleneck', 'cardigan', 'shirt', 'blazer'], middle: ['blazer', 'overshirt', 'turtleneck', 'cardigan'], senior: ['cardigan', 'coat', 'overshirt'] },
  },
  cold: {
    female: { young: ['puffer', 'coat', 'scarf'], middle: ['coat', 'puffer', 'scarf'], senior: ['puffer', 'coat', 'scarf'] },
    male: { young: ['puffer', 'coat', 'scarf'], middle: ['coat', 'puffer', 'scarf'], senior: ['puffer', 'coat'] },
  },
}

/** Colours of clothes that go together. */
const CLOTHS = [
  ['#2f4f58', '#f2e6d4'], ['#b9573a', '#f4e9d8'], ['#d5a046', '#34475c'], ['#4d6b55', '#f6ecdc'], ['#3f4858', '#efe2d6'], ['#efe3d0', '#b5573a'],
  ['#7f4a5c', '#f1e4d3'], ['#f3ebdd', '#56657a'], ['#31596b', '#f5e8d6'], ['#e2c08e', '#554a63'], ['#6d7f5f', '#f4ebdc'], ['#c9694a', '#f2e7d6'],
  ['#8fa6b5', '#f6efe2'], ['#e9c7b8', '#7f4a5c'], ['#a23f3a', '#f3e2cf'], ['#5b5f77', '#e8d9c3'], ['#dfe4dd', '#4b6a72'], ['#c7a07a', '#3d3a3a'],
] as const
const TROUSERS = ['#39465a', '#4a4540', '#2c3038', '#7b6a55', '#56607a', '#8a8072'] as const
const SHOES = ['#f1ece2', '#3a3230', '#b46a4a', '#5b6b72'] as const

/** Another way to wear the same hair, for other days. */
const OTHER_HAIR: Record<string, readonly string[]> = {
  'long': ['long', 'ponytail', 'bun', 'braid'],
  'long fringe': ['long fringe', 'long fringe'],
  'wavy': ['wavy', 'ponytail', 'wavy'],
  'ponytail': ['ponytail', 'long', 'bun'],
  'bun': ['bun', 'long', 'low bun'],
  'braid': ['braid', 'long'],
  'low bun': ['low bun', 'ponytail'],
}
/** Under a roof hats come off. */
const BARE: Record<string, string> = { 'beret': 'long', 'cap': 'crop', 'beanie': 'curtains', 'flat cap': 'side part' }

/** Where the middle of a face is, and how large it is drawn. */
export interface Place { x: number, y: number, scale: number }

export interface Dress { weather: Weather, hour: Hour, isInside: boolean, light: -1 | 1 }

/** The person as they are on one photo: dressed for the weather, in the light of the hour. */
export function dressed(looks: Looks, random: Random, { weather, hour, isInside, light }: Dress): Looks {
  const [cloth, cloth2] = random.pick(CLOTHS)
  const style = random.pick(OTHER_HAIR[looks.hairStyle] ?? [looks.hairStyle])
  const tint = LIGHTS[hour]
  return {
    ...looks,
    hairStyle: isInside ? BARE[style] ?? style : style,
    clothes: random.pick(CLOTHES[weather][looks.sex][looks.age]),
    cloth: lit(cloth, tint),
    cloth2: lit(cloth2, tint),
    skin: lit(looks.skin, tint),
    hair: lit(looks.hair, tint),
    look: random.between(-9, 9),
    mood: random.pick(['calm', 'calm', 'smiling', 'smiling', 'laughing'] as const),
    light,
  }
}

/** Draws the person, as much of them as the shot shows. */
export function drawFigure(canvas: Canvas, person: Looks, random: Random, { shot, isInside, x, y, scale }: Place & { shot: Shot, isInside: boolean }): void {
  const turned = random.between(-4.5, 4.5)
  canvas.group(`translate(${x.toFixed(0)} ${y.toFixed(0)})scale(${scale.toFixed(3)})`, () => {
    if (shot === 'whole') legs(canvas, person, random)
    drawPerson(canvas, { ...person, low: shot === 'near' ? 520 : shot === 'half' ? 640 : 500 }, turned)
    if (shot !== 'near') drawProp(canvas, person, random, { isWhole: shot === 'whole', isInside })
  })
}

/** What is seen of somebody below the hem. */
function legs(canvas: Canvas, { sex, clothes, cloth, skin, light }: Looks, random: Random): void {
  const wide = sex === 'male' ? 116 : 98
  const [trousers, shoes] = [random.pick(TROUSERS), random.pick(SHOES)]
  const isSkirt = clothes === 'dress' || (sex === 'female' && clothes !== 'puffer' && random.chance(0.35))
  const shade = (colour: string) => canvas.linear([[0, mix(colour, '#fff3e0', 0.1)], [0.5, colour], [1, mix(colour, '#1d1210', 0.3)]], [light * 120, 500], [-light * 120, 520])
  canvas.oval(0, 1120, 240, 26, canvas.radial([[0, '#1c1410', 0.34], [1, '#1c1410', 0]]))
  for (const side of [-1, 1]) {
    const hand = side * (sex === 'male' ? 164 : 136)
    canvas.path(`M${hand - 23} 470q-6 70 8 92q16 16 32 0q14 -22 6 -92z`, mix(skin, '#b0663f', 0.14))
    canvas.path(`M${side * 70 - 34} 1084q-6 34 2 36h${62 + side * 8}q6 -14 -6 -22l-12 -18z`, shoes)
    if (isSkirt) canvas.path(`M${side * 62 - 30} 760L${side * 66 - 20} 1092h44L${side * 62 + 30} 760z`, shade(mix(skin, '#b0663f', 0.12)))
    else canvas.path(`M${side * wide} 470C${side * (wide + 6)} 640 ${side * (wide - 6)} 860 ${side * (wide - 10)} 1090H${side * 34}C${side * 30} 860 ${side * 10} 700 0 590V470z`, shade(trousers))
  }
  if (isSkirt) canvas.path(`M${-wide} 462C${-wide - 20} 600 ${-wide - 44} 730 ${-wide - 50} 812Q0 842 ${wide + 50} 812C${wide + 44} 730 ${wide + 20} 600 ${wide} 462z`, shade(clothes === 'dress' ? cloth : trousers))
  if (clothes === 'coat') canvas.path(`M${-wide - 18} 462L${-wide - 36} 770Q0 796 ${wide + 36} 770L${wide + 18} 462z`, shade(cloth))
}
