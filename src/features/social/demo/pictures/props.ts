import type { Looks } from '../../../../core/accounts/index.ts'
import type { Random } from '../../../../kit/draw.ts'
import type { Canvas } from './brush.ts'
import { mix } from '../../../../kit/draw.ts'

// What people have with them. Coordinates are those of the person: the origin is the middle of the face, the chest lies at y = 300.

const SKIN_SHADE = '#b0663f'

/** A forearm that comes up before the body, and its hand at a point. */
function forearm(canvas: Canvas, { cloth, skin, sex, clothes, light }: Looks, side: -1 | 1, [x, y]: readonly [number, number]): void {
  const elbow = side * (sex === 'male' ? 176 : 148)
  const isBare = /tee|striped|polo|dungarees|dress/.test(clothes)
  const sleeve = isBare ? mix(skin, SKIN_SHADE, 0.12) : mix(cloth, light === side ? '#fff3e0' : '#1d1210', 0.12)
  const d = `M${elbow} 486Q${(elbow + x) / 2 + side * 10} ${(486 + y) / 2 + 46} ${x + side * 34} ${y + 18}`
  canvas.stroke(d, mix(sleeve, '#1d1210', 0.26), isBare ? 56 : 76)
  canvas.stroke(d, sleeve, isBare ? 50 : 68)
  const hand = mix(skin, SKIN_SHADE, 0.1)
  canvas.stroke(`M${x + side * 26} ${y + 14}L${x + side * 4} ${y}`, hand, 46)
  canvas.stroke(`M${x + side * 2} ${y - 16}h${-side * 16}M${x} ${y}h${-side * 18}M${x + side * 2} ${y + 16}h${-side * 14}`, mix(skin, '#fff6ea', 0.06), 13)
}

function mug(canvas: Canvas, person: Looks, random: Random, side: -1 | 1): void {
  const colour = random.pick(['#f3ead9', '#c9694a', '#6f8f8a', '#d5a046'])
  canvas.path('M-38 300h76l-8 108h-60z', canvas.across([[0, mix(colour, '#ffffff', 0.25)], [1, mix(colour, '#1d1210', 0.22)]]))
  canvas.oval(0, 300, 38, 9, mix(colour, '#3a2416', 0.55))
  canvas.stroke('M-10 280q-14 -24 0 -46t0 -40M14 280q-12 -22 0 -40', '#ffffff', 6, { opacity: 0.5 })
  forearm(canvas, person, side, [side * 36, 362])
}

function bouquet(canvas: Canvas, person: Looks, random: Random, side: -1 | 1): void {
  canvas.group(`rotate(${-side * 14} 0 400)`, () => {
    for (let i = -2; i <= 2; i++) canvas.frond(i * 14, 380, 150, i * 22, '#6f9468', 5)
    const petals = random.pick([['#f2c9c4', '#e08f8a'], ['#fbe9b4', '#e8b24a'], ['#f7f0e6', '#d9b8c4'], ['#cdb9dc', '#9a83b8']] as const)
    for (let i = 0; i < 11; i++) {
      const [x, y, r] = [random.between(-74, 74), random.between(222, 320), random.between(17, 28)]
      canvas.oval(x, y, r, r, petals[i % 2]!)
      canvas.oval(x, y, r * 0.55, r * 0.55, mix(petals[i % 2]!, '#ffffff', 0.35))
      canvas.oval(x, y, r * 0.2, r * 0.2, mix(petals[1], '#6a3a30', 0.4))
    }
    canvas.path('M-84 330Q0 372 84 330L26 500H-26z', canvas.across([[0, '#f4e8d3'], [1, '#cfb996']]))
    canvas.stroke('M-34 424Q0 440 34 424', '#b5573a', 9)
  })
  forearm(canvas, person, side, [side * 22, 424])
}

function book(canvas: Canvas, person: Looks, random: Random, side: -1 | 1): void {
  const colour = random.pick(['#31596b', '#b5573a', '#4d6b55', '#7f4a5c', '#d5a046'])
  canvas.group(`rotate(${side * 7} 0 380)`, () => {
    canvas.rect(-84, 268, 168, 212, mix(colour, '#1d1210', 0.3), { r: 6 })
    canvas.rect(-78, 262, 162, 208, '#f3ead8', { r: 4 })
    canvas.rect(-88, 258, 166, 208, colour, { r: 6 })
    canvas.rect(-56, 300, 100, 8, mix(colour, '#ffffff', 0.6), { r: 4 })
    canvas.rect(-56, 322, 66, 6, mix(colour, '#ffffff', 0.5), { r: 3 })
    canvas.oval(-6, 398, 30, 30, mix(colour, '#ffffff', 0.35))
  })
  forearm(canvas, person, side, [side * 60, 420])
}

function camera(canvas: Canvas): void {
  canvas.stroke('M-96 152Q-80 300 -46 392M96 152Q80 300 46 392', '#4a3a30', 13)
  canvas.rect(-78, 384, 156, 100, '#2d2b2c', { r: 14 })
  canvas.rect(-78, 402, 156, 46, '#4f4438')
  canvas.rect(-30, 366, 60, 26, '#3a3735', { r: 6 })
  canvas.oval(0, 432, 44, 44, '#1d1c1e')
  canvas.oval(0, 432, 31, 31, '#43556a')
  canvas.oval(-9, 422, 10, 10, '#dfe8ee', 0.85)
  canvas.oval(56, 394, 9, 9, '#d9b36a')
}

function satchel(canvas: Canvas, side: -1 | 1, colour: string): void {
  canvas.stroke(`M${-side * 84} 160Q${-side * 10} 300 ${side * 118} 448`, mix(colour, '#1d1210', 0.14), 17)
  canvas.path(`M${side * 104 - 66} 440h132q14 0 12 16l-8 84q-2 14 -16 14h-116q-14 0 -14 -14l-4 -84q0 -16 14 -16z`, mix(colour, '#fff3e0', 0.05))
  canvas.path(`M${side * 104 - 74} 446h148l-8 50q-66 26 -132 0z`, mix(colour, '#1d1210', 0.16))
  canvas.oval(side * 104, 504, 9, 9, '#e3c078')
}

function backpack(canvas: Canvas, colour: string): void {
  for (const side of [-1, 1]) {
    canvas.stroke(`M${side * 92} 150Q${side * 108} 270 ${side * 100} 430`, colour, 26)
    canvas.stroke(`M${side * 92} 152Q${side * 108} 270 ${side * 100} 430`, mix(colour, '#fff3e0', 0.22), 5)
    canvas.rect(side * 104 - 17, 300, 34, 14, '#e3d3b4', { r: 4 })
  }
}

/** Headphones around the neck. */
function headphones(canvas: Canvas, colour: string): void {
  canvas.stroke('M-70 168Q-84 112 -58 96M70 168Q84 112 58 96', '#3a3735', 11)
  for (const side of [-1, 1]) {
    canvas.group(`rotate(${side * -24} ${side * 66} 168)`, () => {
      canvas.rect(side * 66 - 19, 138, 38, 64, colour, { r: 16 })
      canvas.rect(side * 66 - (side < 0 ? 0 : 19), 146, 19, 48, mix(colour, '#1d1210', 0.3), { r: 8 })
    })
  }
}

const BAGS = ['#8a5a3c', '#5d6b4a', '#3f4858', '#b98a5a', '#7f4a4a'] as const

/** Gives somebody who is seen down to the waist or further something to have with them, now and then nothing. */
export function drawProp(canvas: Canvas, person: Looks, random: Random, { isWhole, isInside }: { isWhole: boolean, isInside: boolean }): void {
  const side = random.pick([-1, 1] as const)
  const kinds = isWhole ? ['satchel', 'backpack', 'camera', 'bouquet', 'none'] : isInside ? ['mug', 'book', 'headphones', 'mug', 'bouquet', 'none'] : ['camera', 'satchel', 'backpack', 'bouquet', 'headphones', 'mug', 'book', 'none']
  switch (random.pick(kinds)) {
    case 'mug': return mug(canvas, person, random, side)
    case 'bouquet': return bouquet(canvas, person, random, side)
    case 'book': return book(canvas, person, random, side)
    case 'camera': return camera(canvas)
    case 'satchel': return satchel(canvas, side, random.pick(BAGS))
    case 'backpack': return backpack(canvas, random.pick(BAGS))
    case 'headphones': return headphones(canvas, random.pick(['#e9dcc4', '#3f4858', '#c9694a']))
  }
}
