import type { Easel, Paint } from './easel.ts'
import { mix } from '../../../../kit/draw.ts'
import { boxPath, ellipsePath, FLOOR } from './easel.ts'

// Things for kitchen, bath and living room.

const STEEL = '#b9bdc2'

export function fridge(e: Easel, { main, second }: Paint): void {
  e.ground(500, 260)
  e.box(280, 120, 440, 706, 26, e.round(main))
  e.box(280, 400, 440, 8, 0, e.dark(main, 0.35))
  e.box(318, 300, 18, 84, 9, e.dark(main, 0.4))
  e.box(318, 430, 18, 150, 9, e.dark(main, 0.4))
  e.box(560, 190, 100, 130, 10, e.dark(main, 0.6))
  e.box(578, 212, 64, 18, 6, second)
}

export function washer(e: Easel, { main, second }: Paint): void {
  e.ground(500, 300)
  e.box(230, 210, 540, 616, 26, e.flat(main))
  e.box(230, 210, 540, 110, 26, e.flat(e.dark(main, 0.08)))
  e.box(270, 240, 150, 50, 10, e.dark(main, 0.18))
  e.ellipse(690, 265, 34, 34, e.round(STEEL))
  e.ellipse(500, 560, 206, 206, e.round(STEEL))
  e.ellipse(500, 560, 162, 162, e.radial([[0, mix(second, '#ffffff', 0.2)], [0.7, '#3a4a60'], [1, '#20262f']]))
  e.path('M372 600c80-46 170 50 256-8 0 60-60 120-128 120s-122-50-128-112z', '#dfeaf2', { opacity: 0.75 })
}

export function airConditioner(e: Easel, { main, second }: Paint): void {
  e.box(110, 310, 780, 270, 44, e.flat(main))
  e.box(110, 500, 780, 80, 40, e.flat(e.dark(main, 0.06)))
  e.box(150, 528, 700, 22, 10, e.dark(main, 0.4))
  e.box(760, 430, 80, 30, 8, e.dark(main, 0.12))
  e.ellipse(800, 445, 7, 7, '#7fd6a4')
  for (let i = 0; i < 5; i++) e.stroke(`M${240 + i * 130} 610c-30 50 30 90 0 150`, second, 10, { opacity: 0.5 })
}

export function riceCooker(e: Easel, { main, second }: Paint): void {
  e.ground(500, 280)
  e.box(240, 400, 520, 420, 120, e.round(main))
  e.path('M236 470c0-130 120-190 264-190s264 60 264 190z', e.round(e.light(main, 0.12)))
  e.box(236, 462, 528, 24, 10, STEEL)
  e.box(440, 250, 120, 50, 20, e.dark(main, 0.4))
  e.box(380, 570, 240, 150, 28, e.dark(main, 0.6))
  e.box(410, 596, 180, 54, 8, second)
  for (let i = 0; i < 3; i++) e.ellipse(440 + i * 60, 684, 12, 12, e.light(main, 0.4))
}

export function kettle(e: Easel, { main, second }: Paint): void {
  e.ground(480, 250)
  e.stroke('M690 380c130 0 140 300-10 340', e.dark(second, 0.1), 44)
  e.path('M310 330h360l30 480H280z', e.round(main))
  e.shape([[310, 350], [230, 400], [260, 440], [306, 430]], e.round(main), 8)
  e.path('M320 336c20-80 320-80 340 0z', e.dark(main, 0.2))
  e.ellipse(490, 268, 30, 22, second)
  e.box(270, 790, 430, 36, 14, e.dark(second, 0.2))
}

export function fan(e: Easel, { main, second }: Paint): void {
  e.ground(500, 210)
  e.box(484, 560, 32, 240, 10, e.round(main))
  e.box(360, 796, 280, 32, 16, e.round(e.dark(main, 0.1)))
  e.ellipse(500, 370, 236, 236, e.dark(main, 0.16), 0.18)
  for (let i = 0; i < 5; i++) {
    const a = (i / 5) * Math.PI * 2
    const [x, y] = [500 + Math.cos(a) * 110, 370 + Math.sin(a) * 110]
    e.path(ellipsePath(x, y, 92, 56), e.round(second), { opacity: 0.85, transform: `rotate(${Math.round((a * 180) / Math.PI + 30)} ${Math.round(x)} ${Math.round(y)})` })
  }
  for (let i = 0; i < 24; i++) {
    const a = (i / 24) * Math.PI * 2
    e.stroke(`M${500 + Math.cos(a) * 50} ${370 + Math.sin(a) * 50}L${500 + Math.cos(a) * 232} ${370 + Math.sin(a) * 232}`, e.dark(main, 0.3), 3, { opacity: 0.5 })
  }
  e.stroke(ellipsePath(500, 370, 236, 236), e.dark(main, 0.15), 14)
  e.ellipse(500, 370, 52, 52, e.round(main))
}

export function vacuum(e: Easel, { main, second }: Paint): void {
  e.ground(480, 330)
  e.stroke('M640 190L420 740', STEEL, 40)
  e.shape([[240, 740], [560, 740], [590, 822], [210, 822]], e.round(main), 20)
  e.box(596, 130, 150, 290, 60, e.round(main))
  e.ellipse(672, 220, 48, 48, e.dark(main, 0.5))
  e.box(620, 300, 104, 130, 30, second, 0.7)
  e.stroke('M740 190c110-10 110 150 10 180', e.dark(main, 0.2), 34)
}

export function hairDryer(e: Easel, { main, second }: Paint): void {
  e.ground(520, 180)
  e.shape([[480, 500], [620, 500], [600, 826], [500, 826]], e.round(e.dark(main, 0.08)), 40)
  e.box(230, 260, 500, 280, 130, e.round(main))
  e.shape([[180, 300], [270, 310], [270, 490], [180, 500]], e.dark(main, 0.5), 10)
  e.ellipse(720, 400, 40, 120, e.dark(main, 0.4))
  e.box(530, 590, 40, 90, 20, second)
}

export function lamp(e: Easel, { main, second }: Paint): void {
  e.ground(500, 190)
  e.ellipse(500, 360, 330, 250, e.radial([[0, '#fff2cc', 0.75], [1, '#fff2cc', 0]]))
  e.box(486, 420, 28, 380, 10, e.round(second))
  e.ellipse(500, 806, 150, 26, e.round(e.dark(second, 0.1)))
  e.shape([[390, 200], [610, 200], [690, 450], [310, 450]], e.round(main), 10)
  e.shape([[310, 450], [690, 450], [676, 470], [324, 470]], '#fff7e0')
}

export function bedding(e: Easel, { main, second }: Paint): void {
  e.ground(500, 400)
  const layers = [[640, 180, main], [470, 170, e.light(main, 0.3)], [360, 120, second]] as const
  for (const [y, h, colour] of layers) {
    e.box(150, y, 700, h, 60, e.flat(colour))
    e.stroke(`M190 ${y + h * 0.55}C380 ${y + h * 0.75} 620 ${y + h * 0.4} 812 ${y + h * 0.6}`, e.dark(colour, 0.22), 5, { opacity: 0.6 })
  }
  e.path('M170 330c60-100 250-90 300-10 10 60-40 90-150 90s-170-30-150-80z', e.round('#fbf7f0'))
  e.path('M520 320c60-90 240-90 300 0 20 60-40 90-150 90s-170-30-150-90z', e.round(e.light(second, 0.5)))
}

export function mug(e: Easel, { main, second }: Paint): void {
  e.ground(470, 230)
  e.stroke('M690 460c150-20 150 250-10 240', e.dark(main, 0.08), 46)
  e.cylinder(480, 330, 220, 460, main, { tilt: 0.22, top: e.dark(main, 0.15) })
  e.ellipse(480, 332, 196, 40, '#5c3b26')
  e.path('M400 560c40-70 120-70 160 0s-20 120-80 120-120-50-80-120z', second, { opacity: 0.85 })
}

export function pot(e: Easel, { main, second }: Paint): void {
  e.ground(500, 330)
  for (const x of [170, 770]) e.box(x, 520, 90, 46, 20, e.dark(main, 0.4))
  e.cylinder(500, 470, 290, 290, main, { tilt: 0.16 })
  e.path('M206 470c20-110 160-150 294-150s274 40 294 150c-120 40-468 40-588 0z', e.round(e.light(main, 0.14)))
  e.ellipse(500, 306, 52, 30, second)
  e.box(484, 310, 32, 30, 6, e.dark(second, 0.3))
}

export function pan(e: Easel, { main, second }: Paint): void {
  e.ground(430, 320)
  e.shape([[650, 560], [930, 470], [940, 520], [670, 620]], e.round(second), 20)
  e.ellipse(420, 640, 320, 170, e.round(e.dark(main, 0.1)))
  e.ellipse(420, 610, 320, 160, e.round(main))
  e.ellipse(420, 616, 282, 134, e.flat(e.dark(main, 0.35)))
}

export function knives(e: Easel, { main, second }: Paint): void {
  e.ground(500, 230)
  for (const [x, h] of [[370, 250], [450, 210], [540, 190], [620, 230]] as const) {
    e.box(x, h, 52, 220, 18, e.round(e.dark(second, 0.3)))
    e.ellipse(x + 26, h + 60, 6, 6, STEEL)
    e.ellipse(x + 26, h + 140, 6, 6, STEEL)
  }
  e.shape([[320, 400], [720, 400], [680, 822], [300, 822]], e.round(main), 24)
  e.shape([[340, 400], [700, 400], [690, 430], [346, 430]], e.dark(main, 0.4))
}

export function bowls(e: Easel, { main, second }: Paint): void {
  e.ground(500, 320)
  for (const [y, r, colour] of [[640, 280, main], [500, 250, second], [380, 210, e.light(main, 0.4)]] as const) {
    e.path(`M${500 - r} ${y}c10 120 120 180 ${r} 180s${r - 10}-60 ${r}-180z`, e.round(colour))
    e.ellipse(500, y, r, r * 0.16, e.light(colour, 0.3))
    e.ellipse(500, y + 4, r * 0.9, r * 0.12, e.dark(colour, 0.18))
  }
}

export function storageBox(e: Easel, { main, second }: Paint): void {
  e.ground(500, 340)
  e.shape([[190, 420], [810, 420], [780, 822], [220, 822]], e.flat(main), 30)
  for (let i = 0; i < 7; i++) e.stroke(`M${250 + i * 84} 470L${262 + i * 80} 780`, e.dark(main, 0.2), 6, { opacity: 0.5 })
  e.box(160, 350, 680, 90, 28, e.flat(second))
  e.box(430, 420, 140, 54, 14, e.dark(second, 0.15))
}

export function towels(e: Easel, { main, second }: Paint): void {
  e.ground(500, 330)
  for (const [y, colour] of [[690, main], [560, second], [430, e.light(main, 0.35)]] as const) {
    e.box(200, y, 600, 130, 58, e.flat(colour))
    e.stroke(`M258 ${y + 66}H790`, e.dark(colour, 0.25), 6)
    e.ellipse(234, y + 65, 24, 44, e.dark(colour, 0.16))
  }
}

export function umbrella(e: Easel, { main, second }: Paint): void {
  e.ground(520, 120)
  e.stroke('M500 300V770c0 70 90 70 90 0', e.dark(second, 0.3), 22)
  e.path('M120 500C140 280 320 170 500 170s360 110 380 330c-60-50-130-50-190 0-60-50-130-50-190 0-60-50-130-50-190 0-60-50-130-50-190 0z', e.round(main))
  e.path('M310 500c30-180 90-300 190-330 100 30 160 150 190 330-60-50-130-50-190 0-60-50-130-50-190 0z', second, { opacity: 0.3 })
  e.box(490, 130, 20, 50, 8, e.dark(second, 0.3))
}

export function thermos(e: Easel, { main, second }: Paint): void {
  e.ground(500, 150)
  e.box(372, 300, 256, 524, 60, e.round(main))
  e.box(372, 330, 256, 26, 0, STEEL)
  e.box(384, 150, 232, 180, 46, e.round(second))
  e.box(420, 560, 160, 12, 6, e.light(main, 0.4))
  e.mark(500, 490, 38, e.light(main, 0.5))
}

export function tissues(e: Easel, { main, second }: Paint): void {
  e.ground(500, 340)
  e.box(180, 480, 640, 340, 24, e.flat(main))
  e.path(boxPath(180, 480, 640, 90, 20), e.light(main, 0.2))
  e.path('M380 520c10-120 60-180 120-230 20 70 110 90 130 230-60 30-190 30-250 0z', e.flat('#fdfcf8'))
  e.path('M300 740c60-90 120-90 180 0zM520 740c60-120 140-120 200 0z', second, { opacity: 0.75 })
}

export function chair(e: Easel, { main, second }: Paint): void {
  e.ground(500, 260)
  e.box(480, 620, 40, 120, 8, e.round(STEEL))
  for (const [x, y] of [[300, 800], [700, 800], [500, 822]] as const) e.stroke(`M500 730L${x} ${y}`, e.dark(second, 0.35), 26)
  e.path('M330 190c40-50 300-50 340 0l30 330H300z', e.round(main))
  e.box(270, 500, 460, 130, 56, e.flat(e.light(main, 0.1)))
  for (const x of [232, 708]) e.box(x, 430, 60, 130, 28, e.dark(second, 0.25))
}

export function plant(e: Easel, { main, second }: Paint): void {
  e.ground(500, 200)
  for (const [dx, tilt, size] of [[-150, -34, 1], [150, 34, 1], [-80, -14, 1.2], [90, 16, 1.15], [0, 0, 1.3]] as const) {
    e.path(`M500 600c${-60 * size}-90 ${-50 * size}-230 0-${300 * size} ${50 * size} 70 ${60 * size} ${300 * size - 90} 0 ${300 * size}z`, e.round(mix('#3f7a52', '#9cc27a', (tilt + 40) / 90)), { transform: `rotate(${tilt} 500 620) translate(${dx * 0.3} 0)` })
  }
  e.shape([[360, 580], [640, 580], [600, FLOOR - 4], [400, FLOOR - 4]], e.round(main), 16)
  e.box(344, 560, 312, 54, 16, e.round(second))
}
