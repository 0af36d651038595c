import type { Sheet } from '../../../kit/draw.ts'
import { element, mix } from '../../../kit/draw.ts'
import type { Age, Person, Sex } from './looks.ts'

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

const shoulders = (sex: Sex) => sex === 'male' ? 196 : 166

/** Shoulders, and of a body that is seen further down the arms beside it. */
function body({ sex, low }: Person): string {
  const w = shoulders(sex)
  const arms = low > BUST ? [`M${-w + 8} ${low}L${-w - 8} 430C${-w - 6} 380 ${-w - 2} 330 ${-w} 300`, `C${w + 2} 330 ${w + 6} 380 ${w + 8} 430L${w - 8} ${low}z`] : [`M${-w} 300`, 'z']
  return `${arms[0]}C${-w + 4} 214 ${-w + 44} 184 -62 158Q0 204 62 158C${w - 44} 184 ${w - 4} 214 ${w} 300${arms[1]}`
}

/** A bust ends here. */
const BUST = 300
/** What has short sleeves shows arms. */
const SHORT_SLEEVES = /tee|striped|polo|dungarees|dress/

const EDGE = 'M-62 158Q0 204 62 158'

/** The shoulders and what covers them. */
export function clothes(sheet: Sheet, person: Person): void {
  const { cloth, cloth2, light, skin, low, clothes: kind } = person
  const shaded = (colour: string) => sheet.linear([[0, mix(colour, '#fff3e0', 0.2)], [0.5, colour], [1, mix(colour, '#1d1210', 0.32)]], [light * 170, 150], [-light * 150, 290])
  const d = body(person)
  if (kind === 'hoodie') sheet.path('M-92 190C-110 120 -70 96 -44 110L0 190L44 110C70 96 110 120 92 190z', mix(cloth, '#1d1210', 0.3))
  sheet.path(d, shaded(cloth))
  sheet.within(d, () => {
    folds(sheet)
    if (low > BUST) arms(sheet, person)
    switch (kind) {
      case 'striped': return Array.from({ length: Math.ceil((low - 190) / 28) }, (_, i) => 190 + i * 28).forEach(y => sheet.stroke(`M-200 ${y + 16}Q0 ${y + 34} 200 ${y + 16}`, cloth2, 10, { opacity: 0.9 }))
      case 'v-neck': return openNeck(sheet, cloth, skin, 232)
      case 'blazer':
      case 'overshirt':
        sheet.path(`M-50 150L${low > BUST && kind === 'overshirt' ? '-26 300V700H26V300' : '0 300'}L50 150z`, cloth2)
        sheet.path('M-34 150Q0 196 34 150Q0 176 -34 150z', mix(cloth2, '#1d1210', 0.18))
        sheet.path('M-64 154L-36 152L-4 300L-40 300L-84 214L-58 206z M64 154L36 152L4 300L40 300L84 214L58 206z', mix(cloth, '#1d1210', 0.18))
        if (low > BUST && kind === 'overshirt') return sheet.stroke(`M-28 296V${low}M28 296V${low}`, mix(cloth, '#1d1210', 0.3), 4)
        if (low > BUST) {
          sheet.stroke(`M2 298Q6 400 ${low > 600 ? 2 : 14} ${low}`, mix(cloth, '#1d1210', 0.36), 3.4)
          for (const y of [330, 384]) sheet.add(element('circle', { cx: 14, cy: y, r: 6, fill: mix(cloth, '#1d1210', 0.5) }))
        }
        return
      case 'cardigan':
        sheet.path('M-44 150L0 290L44 150z', cloth2)
        sheet.stroke(`M-50 156L-2 300V${low}M50 156L2 300`, mix(cloth, '#1d1210', 0.25), 9)
        return (low > BUST ? [310, 362, 414] : [230, 262]).forEach(y => sheet.add(element('circle', { cx: 12, cy: y, r: 4.5, fill: '#e9dcc4' })))
      case 'dungarees':
        sheet.path(`M-70 232H70V330L124 384V${low + 40}H-124V384L-70 330z M-92 150L-66 150L-46 236L-66 236z M92 150L66 150L46 236L66 236z`, mix('#4a6079', cloth2, 0.15))
        return [-58, 58].forEach(x => sheet.add(element('circle', { cx: x, cy: 238, r: 6, fill: '#d9b36a' })))
      case 'mandarin':
        sheet.stroke(`M0 186V${low}`, mix(cloth, '#1d1210', 0.4), 3)
        return [206, 238, 270, ...low > BUST ? [318, 366, 414] : []].forEach(y => sheet.stroke(`M-15 ${y}h30`, cloth2, 5))
      case 'coat':
        sheet.path('M-40 150L0 262L40 150z', cloth2)
        sheet.path('M-66 152L-38 150L6 268L-8 300L-70 232z M66 152L38 150L-6 268L8 300L70 232z', mix(cloth, '#1d1210', 0.2))
        sheet.stroke(`M4 276V${low}`, mix(cloth, '#1d1210', 0.34), 3.4)
        return [330, 392].forEach(y => [-26, 34].forEach(x => sheet.add(element('circle', { cx: x, cy: y, r: 6.5, fill: mix(cloth, '#1d1210', 0.45) }))))
      case 'puffer':
        for (let y = 214; y < low + 40; y += 48) sheet.stroke(`M-230 ${y - 4}Q-110 ${y + 22} 0 ${y}Q110 ${y + 22} 230 ${y - 4}`, mix(cloth, '#1d1210', 0.26), 4.5)
        return sheet.stroke(`M0 176V${low}`, mix(cloth, '#1d1210', 0.36), 5)
      case 'dress':
        sheet.path('M-60 150Q-40 218 0 218T60 150z', mix(skin, '#b0663f', 0.12))
        return sheet.stroke('M-62 152Q-40 222 0 222T62 152', mix(cloth, '#fff3e0', 0.22), 5)
    }
  })
  if (kind === 'tee' || kind === 'striped' || kind === 'dungarees') sheet.stroke(EDGE, mix(cloth, '#1d1210', 0.22), 9)
}

/** Where the arms leave the body, and what of them a short sleeve leaves bare. */
function arms(sheet: Sheet, { sex, clothes: kind, skin, low, light }: Person): void {
  const w = shoulders(sex)
  const inner = sex === 'male' ? 130 : 106
  for (const side of [-1, 1]) {
    const seam = `M${side * (inner - 8)} 292Q${side * (inner + 2)} 380 ${side * (inner + 4)} ${low}`
    if (SHORT_SLEEVES.test(kind)) sheet.path(`M${side * inner} 372L${side * (w + 16)} 360V${low + 10}H${side * (inner + 4)}z`, sheet.linear([[0, mix(skin, '#b0663f', 0.24)], [1, mix(skin, '#b0663f', light === side ? 0.02 : 0.14)]], [0, 360], [0, 430]))
    sheet.stroke(seam, '#1d1210', 4, { opacity: 0.22 })
    sheet.path(`M${side * (inner - 40)} 300Q${side * (inner - 6)} 380 ${side * (inner + 2)} ${low}H${side * (inner - 46)}z`, '#1d1210', { opacity: 0.07 })
  }
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
export function overClothes(sheet: Sheet, { clothes: kind, cloth, cloth2, sex, random, face, hairStyle, light, low }: Person): void {
  const deep = mix(cloth, '#1d1210', 0.16)
  switch (kind) {
    case 'turtleneck':
      sheet.path('M-44 112Q0 146 44 112L58 170Q0 206 -58 170z', sheet.linear([[0, deep], [1, cloth]]))
      sheet.stroke('M-44 114Q0 148 44 114', mix(cloth, '#fff3e0', 0.2), 4, { opacity: 0.6 })
      break
    case 'puffer':
      sheet.path('M-60 116Q0 158 60 116L72 168Q0 214 -72 168z', sheet.linear([[0, mix(cloth, '#fff3e0', 0.14)], [1, deep]]))
      break
    case 'shirt':
    case 'polo':
      sheet.path('M-40 128L-64 156L-30 208L0 180z M40 128L64 156L30 208L0 180z', mix(cloth, '#fff3e0', 0.16), { 'stroke': deep, 'stroke-width': 2 })
      sheet.stroke(`M0 182V${low > BUST && kind === 'polo' ? 290 : low}`, deep, 2.5)
      ;[214, 248, ...low > BUST && kind === 'shirt' ? [306, 364, 422] : []].forEach(y => sheet.add(element('circle', { cx: 0, cy: y, r: 4, fill: mix(cloth2, '#b89a6e', 0.3) })))
      break
    case 'mandarin':
      sheet.path('M-42 134Q-20 156 -2 160V190Q-30 184 -58 162z M42 134Q20 156 2 160V190Q30 184 58 162z', deep)
      break
    case 'scarf':
      sheet.path('M-62 126Q0 176 62 126Q80 150 70 172Q0 222 -70 172Q-80 150 -62 126z', sheet.linear([[0, mix(cloth2, '#fff3e0', 0.2)], [1, mix(cloth2, '#1d1210', 0.2)]]))
      sheet.path(`M${light * 20} 188L${light * 58} 180L${light * (low > BUST ? 84 : 72)} ${low > BUST ? 372 : 300}L${light * 26} ${low > BUST ? 378 : 300}z`, mix(cloth2, '#1d1210', 0.12))
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
