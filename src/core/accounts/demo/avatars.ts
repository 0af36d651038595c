import type { Random } from '../../../kit/draw.ts'
import type { Age, Person, Sex } from './looks.ts'
import { element, mix, seeded, Sheet } from '../../../kit/draw.ts'
import { drawPerson, inventLooks } from './looks.ts'

/** An SVG text, 512×512, of a person's portrait; sex and age shape hair, face and clothes. The same seed gives the same bytes. */
export function drawAvatar(seed: string, wish: { sex?: Sex, age?: Age } = {}): string {
  const random = seeded(`around ${seed}`)
  const person = inventLooks(seed, wish)
  const sheet = new Sheet(512, 512)
  background(sheet, random, person.back, person.light)
  sheet.add(`<g transform="translate(${256 + random.int(-8, 8)} 242)scale(1.21)">`)
  castShadow(sheet, person)
  drawPerson(sheet, person, random.between(-4, 4))
  sheet.add('</g>')
  finishLight(sheet, person)
  return sheet.toString()
}

/** A wall with light on it: a window's pattern, a round, an arch, or leaves. */
function background(sheet: Sheet, random: Random, [pale, deep]: readonly [string, string], light: number): void {
  const [from, to] = light < 0 ? [[0, 0], [512, 512]] as const : [[512, 0], [0, 512]] as const
  sheet.add(element('rect', { width: 512, height: 512, fill: sheet.linear([[0, mix(pale, '#fff8ec', 0.35)], [0.55, pale], [1, deep]], from, to) }))
  const x = light < 0 ? 190 : 322
  switch (random.pick(['window', 'round', 'arch', 'leaves', 'hills', 'plain'])) {
    case 'window':
      for (const [dx, dy] of [[-128, -150], [4, -150], [-128, 20], [4, 20]] as const) {
        const skew = light * 34
        sheet.path(`M${x + dx} ${230 + dy}l124 ${-skew}v150l-124 ${skew}z`, '#fff6e2', { opacity: 0.3 })
      }
      break
    case 'round':
      sheet.path('M62 250a194 194 0 1 0 388 0a194 194 0 1 0 -388 0', sheet.linear([[0, mix(pale, '#fffaf0', 0.6)], [1, mix(deep, pale, 0.5)]]))
      break
    case 'arch':
      sheet.path('M76 512V236a180 180 0 0 1 360 0V512z', sheet.linear([[0, mix(deep, pale, 0.15)], [1, mix(deep, pale, 0.7)]]))
      break
    case 'leaves':
      for (let i = 0; i < 9; i++) {
        const [lx, ly] = [light < 0 ? random.between(300, 520) : random.between(-10, 210), random.between(20, 420)]
        const turn = random.between(0, 360)
        sheet.add(`<path transform="translate(${lx.toFixed(0)} ${ly.toFixed(0)})rotate(${turn.toFixed(0)})" d="M0 0C20 -34 70 -40 112 -6C74 22 24 24 0 0" fill="${deep}" fill-opacity=".38"/>`)
      }
      break
    case 'hills':
      sheet.path('M0 372C90 300 170 330 250 352S430 300 512 340V512H0z', mix(deep, pale, 0.35), { opacity: 0.8 })
      sheet.path('M0 430C120 380 220 420 320 410S460 380 512 400V512H0z', deep, { opacity: 0.8 })
      sheet.path(`M${x + 60} 120a46 46 0 1 0 92 0a46 46 0 1 0 -92 0`, '#fff6e0', { opacity: 0.55 })
  }
}

/** The soft shadow that the person throws on the wall. */
function castShadow(sheet: Sheet, { light }: Person): void {
  const x = -light * 62
  sheet.path(`M${x - 240} 70a240 240 0 1 0 480 0a240 240 0 1 0 -480 0`, sheet.radial([[0, '#2b1c14', 0.3], [0.35, '#2b1c14', 0.2], [0.7, '#2b1c14', 0.06], [1, '#2b1c14', 0]], [x, 70], 240))
}

function finishLight(sheet: Sheet, { light }: Person): void {
  const [from, to] = light < 0 ? [[0, 90], [512, 400]] as const : [[512, 90], [0, 400]] as const
  sheet.add(element('rect', { width: 512, height: 512, fill: sheet.linear([[0, '#fff2d6', 0.2], [0.45, '#fff2d6', 0], [0.6, '#24160d', 0], [1, '#24160d', 0.2]], from, to) }))
  sheet.grain(0.14)
}
