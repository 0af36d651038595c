import type { Easel, Paint } from './easel.ts'
import { ellipsePath } from './easel.ts'

// Things to put on, to carry and to play with.

const SOLE = '#f4f0e8'

function collar(e: Easel, colour: string): void {
  e.path('M410 190c20 80 160 80 180 0l-30-14c-30 44-90 44-120 0z', e.dark(colour, 0.25))
}

export function tShirt(e: Easel, { main, second }: Paint): void {
  e.path('M400 180l-210 90-80 210 130 50 50-80v376h420V450l50 80 130-50-80-210-210-90c-40 60-160 60-200 0z', e.round(main))
  collar(e, main)
  e.stroke('M290 470c6 130 6 230 0 340M710 470c-6 130-6 230 0 340', e.dark(main, 0.2), 5, { opacity: 0.5 })
  e.ellipse(500, 480, 84, 84, second, 0.9)
  e.mark(500, 484, 40, e.light(second, 0.7))
}

export function shirt(e: Easel, { main, second }: Paint): void {
  e.path('M390 180l-190 80-70 520 120 30 50-300v316h400V510l50 300 120-30-70-520-190-80z', e.round(main))
  e.shape([[390, 180], [500, 270], [440, 350], [370, 210]], e.light(main, 0.2), 6)
  e.shape([[610, 180], [500, 270], [560, 350], [630, 210]], e.light(main, 0.12), 6)
  e.stroke('M500 280V824', e.dark(main, 0.22), 5)
  for (let i = 0; i < 6; i++) e.ellipse(516, 360 + i * 78, 8, 8, second)
  e.box(570, 430, 90, 100, 10, e.light(main, 0.1))
}

export function jacket(e: Easel, { main, second }: Paint): void {
  e.path('M390 170l-200 90-80 540 130 30 60-300v300h400V530l60 300 130-30-80-540-200-90z', e.round(main))
  e.path('M390 170c-30 60-10 150 110 190 120-40 140-130 110-190-40 50-180 50-220 0z', e.dark(main, 0.18))
  e.stroke('M500 352V826', second, 14)
  for (const y of [430, 560, 690]) e.stroke(`M304 ${y}H696`, e.dark(main, 0.2), 6, { opacity: 0.55 })
  for (const x of [340, 580]) e.box(x, 640, 90, 14, 7, e.dark(main, 0.4))
}

export function dress(e: Easel, { main, second }: Paint): void {
  e.path('M400 160l-40 20 20 240-170 400h580L620 420l20-240-40-20c-30 70-170 70-200 0z', e.round(main))
  e.path('M382 400h236l6 44H376z', second)
  for (const x of [330, 430, 560, 670]) e.stroke(`M${500 + (x - 500) * 0.45} 450L${x} 810`, e.dark(main, 0.25), 5, { opacity: 0.5 })
}

export function trousers(e: Easel, { main, second }: Paint): void {
  e.path('M330 150h340l50 672H540L500 400l-40 422H280z', e.round(main))
  e.box(326, 150, 348, 56, 8, e.dark(main, 0.2))
  e.ellipse(500, 180, 14, 14, second)
  e.stroke('M350 220c30 60 70 70 96 60M650 220c-30 60-70 70-96 60', e.light(main, 0.25), 5)
}

export function shoe(e: Easel, { main, second }: Paint): void {
  e.ground(500, 380)
  e.path('M150 520c60-10 80-120 110-170 90 60 150 60 190 30 80 130 190 190 350 220 90 20 100 130 60 170H140c-20-80-10-200 10-250z', e.round(main))
  e.path('M130 740h740c20 0 30 50 0 84H150c-30-20-40-60-20-84z', e.flat(SOLE))
  for (let i = 0; i < 4; i++) e.stroke(`M${430 + i * 52} ${420 + i * 44}l70-44`, SOLE, 14)
  e.path('M250 640c120-70 260-50 340 30-120-10-240 0-330 50z', second)
  e.path('M150 520c60-10 80-120 110-170l44 30c-20 80-60 190-130 200z', e.dark(main, 0.2))
}

export function handbag(e: Easel, { main, second }: Paint): void {
  e.ground(500, 310)
  e.stroke('M340 440c0-320 320-320 320 0', e.dark(main, 0.25), 34)
  e.path('M220 420h560l50 360c0 30-20 42-50 42H220c-30 0-50-12-50-42z', e.round(main))
  e.path('M214 470h572l14 130c-200 60-400 60-600 0z', e.light(main, 0.1))
  e.box(460, 580, 80, 60, 14, second)
}

export function backpack(e: Easel, { main, second }: Paint): void {
  e.ground(500, 270)
  e.stroke('M430 190c0-80 140-80 140 0', e.dark(main, 0.3), 26)
  e.path('M270 360c0-130 90-190 230-190s230 60 230 190v400c0 44-24 64-66 64H336c-42 0-66-20-66-64z', e.round(main))
  e.box(310, 560, 380, 230, 50, e.light(main, 0.12))
  e.stroke('M310 630H690', e.dark(main, 0.4), 8)
  e.stroke('M310 330c90-50 290-50 380 0', e.dark(main, 0.4), 8)
  e.box(560, 618, 20, 70, 10, second)
  e.mark(500, 460, 44, second)
}

export function suitcase(e: Easel, { main, second }: Paint): void {
  e.ground(500, 250)
  e.stroke('M420 300V130h160v170', '#8b8f96', 20)
  e.box(270, 280, 460, 520, 54, e.round(main))
  for (let i = 0; i < 6; i++) e.box(316 + i * 64, 310, 20, 460, 10, e.dark(main, 0.2), 0.7)
  e.box(450, 266, 100, 34, 14, e.dark(second, 0.1))
  for (const x of [320, 640]) e.ellipse(x + 20, 810, 24, 22, '#2c2c30')
}

export function cap(e: Easel, { main, second }: Paint): void {
  e.ground(500, 360)
  e.path('M190 640c0-240 130-380 310-380s300 150 310 380c-180-70-440-70-620 0z', e.round(main))
  e.path('M560 600c160 0 330 40 350 120-110 60-420 40-720-70 100-30 240-50 370-50z', e.round(e.dark(main, 0.12)))
  e.ellipse(500, 262, 22, 14, second)
  e.stroke('M500 270c-20 100-30 220-26 320', e.dark(main, 0.25), 5)
  e.mark(420, 500, 44, second)
}

export function scarf(e: Easel, { main, second }: Paint): void {
  e.ground(500, 300)
  e.path('M260 300c120-120 360-120 480 0 40 90-20 160-120 190l60 320H540l-60-300c-120 10-240-60-220-210z', e.round(main))
  e.path('M300 360c120 80 280 80 400 0-20 70-60 100-120 130-120 20-240-40-280-130z', e.dark(main, 0.2))
  for (let i = 0; i < 4; i++) e.shape([[536 - i * 12, 600 + i * 58], [648 + i * 8, 590 + i * 58], [652 + i * 8, 612 + i * 58], [540 - i * 12, 624 + i * 58]], second, 0, 0.8)
}

export function ball(e: Easel, { main, second }: Paint): void {
  e.ground(500, 260)
  e.ellipse(500, 540, 286, 286, e.radial([[0, e.light(main, 0.35)], [0.6, main], [1, e.dark(main, 0.4)]], [400, 420], 420))
  e.stroke('M500 254V826M214 540H786', second, 12)
  e.stroke('M300 336c120 120 120 290 0 408M700 336c-120 120-120 290 0 408', second, 12)
}

export function yogaMat(e: Easel, { main, second }: Paint): void {
  e.ground(500, 400)
  e.shape([[250, 700], [930, 700], [930, 824], [250, 824]], e.flat(e.light(main, 0.1)), 20)
  e.box(110, 560, 700, 264, 130, e.round(main))
  e.ellipse(220, 692, 110, 130, e.dark(main, 0.15))
  for (const r of [90, 62, 34]) e.stroke(ellipsePath(220, 692, r, r * 1.15), e.light(main, 0.3), 9)
  for (const x of [430, 640]) e.box(x, 560, 46, 264, 12, second)
}

export function dumbbells(e: Easel, { main, second }: Paint): void {
  for (const [y, dx] of [[520, -40], [690, 60]] as const) {
    e.ellipse(500 + dx, y + 130, 340, 24, '#1c1410', 0.14)
    e.box(330 + dx, y + 34, 340, 46, 20, e.round('#a9adb3'))
    for (const x of [210, 700]) {
      e.box(x + dx, y - 50, 90, 210, 30, e.round(main))
      e.box(x + dx + (x < 500 ? -54 : 66), y - 20, 60, 150, 24, e.round(second))
    }
  }
}

export function tent(e: Easel, { main, second }: Paint): void {
  e.ground(500, 440)
  e.shape([[500, 240], [900, 820], [100, 820]], e.flat(main), 20)
  e.shape([[500, 240], [900, 820], [640, 820]], e.dark(main, 0.2), 8)
  e.shape([[500, 380], [620, 820], [400, 820]], e.dark(main, 0.5), 10)
  e.shape([[500, 380], [400, 820], [350, 820]], second, 6)
  e.stroke('M140 770L60 822M860 770l80 52', '#8b8f96', 8)
}

export function blocks(e: Easel, { main, second }: Paint): void {
  e.ground(500, 340)
  const cube = (x: number, y: number, side: number, colour: string) => {
    e.box(x, y, side, side, 14, e.flat(colour))
    e.shape([[x, y], [x + 40, y - 34], [x + side + 40, y - 34], [x + side, y]], e.light(colour, 0.35), 4)
    e.shape([[x + side, y], [x + side + 40, y - 34], [x + side + 40, y + side - 34], [x + side, y + side]], e.dark(colour, 0.25), 4)
  }
  cube(220, 610, 210, main)
  cube(500, 610, 210, second)
  cube(360, 400, 210, '#e0b64a')
  e.shape([[465, 210], [570, 366], [360, 366]], e.flat('#6fa8a0'), 12)
}

export function teddy(e: Easel, { main, second }: Paint): void {
  e.ground(500, 260)
  for (const x of [360, 640]) e.ellipse(x, 770, 100, 70, e.round(main))
  e.ellipse(500, 640, 190, 190, e.round(main))
  e.ellipse(500, 660, 112, 120, e.light(main, 0.3))
  for (const x of [316, 684]) e.ellipse(x, 590, 64, 110, e.round(main))
  for (const x of [366, 634]) e.ellipse(x, 236, 70, 70, e.round(main))
  e.ellipse(500, 350, 190, 172, e.round(main))
  e.ellipse(500, 410, 92, 70, e.light(main, 0.4))
  e.ellipse(500, 380, 28, 20, '#3a2a22')
  for (const x of [430, 570]) e.ellipse(x, 320, 15, 17, '#2a1f1a')
  e.path('M420 504c50 30 110 30 160 0l30 60-110-20-110 20z', second)
}

export function book(e: Easel, { main, second }: Paint): void {
  e.ground(500, 280)
  e.shape([[300, 190], [690, 170], [730, 800], [340, 822]], e.flat('#f3ecdc'), 8)
  e.shape([[270, 180], [650, 180], [690, 822], [310, 822]], e.round(main), 12)
  e.shape([[270, 180], [310, 180], [350, 822], [310, 822]], e.dark(main, 0.3), 6)
  e.path('M400 560c50-130 160-150 220-20 0 60-40 110-110 110s-110-40-110-90z', second)
  e.box(392, 270, 200, 26, 10, e.light(main, 0.6))
  e.box(396, 320, 140, 16, 8, e.light(main, 0.45))
}

export function pencils(e: Easel, { main, second }: Paint): void {
  e.ground(500, 190)
  for (const [x, h, colour] of [[380, 230, second], [450, 170, '#e0b64a'], [520, 210, '#6fa8a0'], [590, 190, '#c7674a']] as const) {
    e.box(x, h + 60, 44, 400, 4, e.round(colour))
    e.shape([[x, h + 62], [x + 44, h + 62], [x + 22, h]], '#ecd9b8')
    e.shape([[x + 15, h + 22], [x + 29, h + 22], [x + 22, h]], colour)
  }
  e.cylinder(500, 470, 170, 330, main, { tilt: 0.18, top: e.dark(main, 0.5) })
}
