import type { Sheet } from '../../../kit/draw.ts'
import { element, mix } from '../../../kit/draw.ts'
import type { Age, Person, Sex } from './avatars.ts'

/** What people of an age wear. */
export const clothesOf: Record<Sex, Record<Age, string[]>> = {
  female: {
    young: ['tee', 'striped', 'turtleneck', 'v-neck', 'hoodie', 'shirt', 'dungarees'],
    middle: ['blazer', 'v-neck', 'turtleneck', 'shirt', 'scarf'],
    senior: ['cardigan', 'scarf', 'mandarin', 'v-neck'],
  },
  male: {
    young: ['tee', 'striped', 'hoodie', 'shirt', 'overshirt', 'turtleneck'],
    middle: ['blazer', 'shirt', 'polo', 'overshirt', 'turtleneck'],
    senior: ['cardigan', 'shirt', 'mandarin', 'polo'],
  },
}

const body = (sex: Sex) => {
  const w = sex === 'male' ? 196 : 166
  return `M${-w} 300C${-w + 4} 214 ${-w + 44} 184 -62 158Q0 204 62 158C${w - 44} 184 ${w - 4} 214 ${w} 300z`
}

const EDGE = 'M-62 158Q0 204 62 158'

/** The shoulders and what covers them. */
export function clothes(sheet: Sheet, person: Person): void {
  const { cloth, cloth2, light, skin, sex, clothes: kind } = person
  const shaded = (colour: string) => sheet.linear([[0, mix(colour, '#fff3e0', 0.2)], [0.5, colour], [1, mix(colour, '#1d1210', 0.32)]], [light * 170, 150], [-light * 150, 290])
  const d = body(sex)
  if (kind === 'hoodie') sheet.path('M-92 190C-110 120 -70 96 -44 110L0 190L44 110C70 96 110 120 92 190z', mix(cloth, '#1d1210', 0.3))
  sheet.path(d, shaded(cloth))
  sheet.within(d, () => {
    folds(sheet)
    switch (kind) {
      case 'striped': return [190, 218, 246, 274].forEach(y => sheet.stroke(`M-200 ${y + 16}Q0 ${y + 34} 200 ${y + 16}`, cloth2, 10, { opacity: 0.9 }))
      case 'v-neck': return openNeck(sheet, cloth, skin, 232)
      case 'blazer':
      case 'overshirt':
        sheet.path('M-50 150L0 300L50 150z', cloth2)
        sheet.path('M-34 150Q0 196 34 150Q0 176 -34 150z', mix(cloth2, '#1d1210', 0.18))
        sheet.path('M-64 154L-36 152L-4 300L-40 300L-84 214L-58 206z M64 154L36 152L4 300L40 300L84 214L58 206z', mix(cloth, '#1d1210', 0.18))
        return
      case 'cardigan':
        sheet.path('M-44 150L0 290L44 150z', cloth2)
        sheet.stroke('M-50 156L-2 300M50 156L2 300', mix(cloth, '#1d1210', 0.25), 9)
        return [230, 262].forEach(y => sheet.add(element('circle', { cx: 12, cy: y, r: 4.5, fill: '#e9dcc4' })))
      case 'dungarees':
        sheet.path('M-70 232H70V300H-70z M-92 150L-66 150L-46 236L-66 236z M92 150L66 150L46 236L66 236z', mix('#4a6079', cloth2, 0.15))
        return [-58, 58].forEach(x => sheet.add(element('circle', { cx: x, cy: 238, r: 6, fill: '#d9b36a' })))
      case 'mandarin':
        sheet.stroke('M0 186V300', mix(cloth, '#1d1210', 0.4), 3)
        return [206, 238, 270].forEach(y => sheet.stroke(`M-15 ${y}h30`, cloth2, 5))
    }
  })
  if (kind === 'tee' || kind === 'striped' || kind === 'dungarees') sheet.stroke(EDGE, mix(cloth, '#1d1210', 0.22), 9)
}

/** Soft creases from the shoulders. */
function folds(sheet: Sheet): void {
  sheet.stroke('M-104 196Q-92 236 -98 300M104 196Q92 236 98 300', '#1d1210', 5, { opacity: 0.12 })
  sheet.path('M-64 154Q0 236 64 154L64 176Q0 262 -64 176z', '#1d1210', { opacity: 0.1 })
}

function openNeck(sheet: Sheet, cloth: string, skin: string, low: number): void {
  sheet.path(`M-60 150L0 ${low}L60 150z`, mix(skin, '#b0663f', 0.12))
  sheet.stroke(`M-62 152L0 ${low}L62 152`, mix(cloth, '#1d1210', 0.22), 9)
}

/** Collars, scarves and jewels that lie over the neck. */
export function overClothes(sheet: Sheet, { clothes: kind, cloth, cloth2, sex, random, face, hairStyle, light }: Person): void {
  const deep = mix(cloth, '#1d1210', 0.16)
  switch (kind) {
    case 'turtleneck':
      sheet.path('M-44 112Q0 146 44 112L58 170Q0 206 -58 170z', sheet.linear([[0, deep], [1, cloth]]))
      sheet.stroke('M-44 114Q0 148 44 114', mix(cloth, '#fff3e0', 0.2), 4, { opacity: 0.6 })
      break
    case 'shirt':
    case 'polo':
      sheet.path('M-40 128L-64 156L-30 208L0 180z M40 128L64 156L30 208L0 180z', mix(cloth, '#fff3e0', 0.16), { 'stroke': deep, 'stroke-width': 2 })
      sheet.stroke('M0 182V300', deep, 2.5)
      ;[214, 248].forEach(y => sheet.add(element('circle', { cx: 0, cy: y, r: 4, fill: mix(cloth2, '#b89a6e', 0.3) })))
      break
    case 'mandarin':
      sheet.path('M-42 134Q-20 156 -2 160V190Q-30 184 -58 162z M42 134Q20 156 2 160V190Q30 184 58 162z', deep)
      break
    case 'scarf':
      sheet.path('M-62 126Q0 176 62 126Q80 150 70 172Q0 222 -70 172Q-80 150 -62 126z', sheet.linear([[0, mix(cloth2, '#fff3e0', 0.2)], [1, mix(cloth2, '#1d1210', 0.2)]]))
      sheet.path(`M${light * 20} 188L${light * 58} 180L${light * 72} 300L${light * 26} 300z`, mix(cloth2, '#1d1210', 0.12))
      sheet.stroke('M-58 146Q0 192 58 146', '#1d1210', 3, { opacity: 0.14 })
      break
    case 'hoodie':
      sheet.path('M-74 150Q-40 196 0 214Q40 196 74 150Q84 172 70 186Q40 222 0 236Q-40 222 -70 186Q-84 172 -74 150z', mix(cloth, '#fff3e0', 0.1))
      sheet.stroke('M-22 218V274M22 218V266', '#f3eadb', 4)
  }
  if (sex === 'female' && random.chance(0.45) && !/long|wavy|bob|beret/.test(hairStyle)) {
    for (const side of [-1, 1]) sheet.add(element('circle', { cx: side * (face + 2), cy: 38, r: 5, fill: '#e3bd6d' }))
  }
}
