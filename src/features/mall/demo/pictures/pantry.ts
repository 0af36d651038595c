import type { Easel, Paint } from './easel.ts'
import { boxPath } from './easel.ts'

// Things to eat, to drink and to wash with: mostly what they are packed in.

function label(e: Easel, x: number, y: number, w: number, h: number, paper: string, ink: string): void {
  e.box(x, y, w, h, 14, paper)
  e.mark(x + w / 2, y + h * 0.36, w * 0.16, ink)
  e.box(x + w * 0.24, y + h * 0.58, w * 0.52, h * 0.07, 6, ink)
  e.box(x + w * 0.32, y + h * 0.72, w * 0.36, h * 0.05, 5, ink, 0.6)
}

export function teaTin(e: Easel, { main, second }: Paint): void {
  e.ground(500, 220)
  e.cylinder(500, 330, 200, 470, main, { tilt: 0.18 })
  e.cylinder(500, 210, 208, 150, e.dark(main, 0.15), { tilt: 0.18, top: e.light(main, 0.22) })
  label(e, 400, 430, 200, 270, e.light(second, 0.72), e.dark(second, 0.3))
}

export function sack(e: Easel, { main, second }: Paint): void {
  e.ground(500, 300)
  e.path('M260 230c80 30 400 30 480 0l40 120-10 430c-60 60-480 60-540 0l-10-430z', e.round(main))
  e.path('M250 240c80 30 420 30 500 0l-20-56c-90 26-370 26-460 0z', e.dark(main, 0.12))
  label(e, 350, 400, 300, 300, e.light(second, 0.65), e.dark(second, 0.3))
}

export function pouch(e: Easel, { main, second }: Paint): void {
  e.ground(500, 250)
  e.path('M290 220h420l30 560c-20 40-460 40-480 0z', e.round(main))
  e.box(284, 190, 432, 56, 6, e.light(main, 0.25))
  for (let i = 0; i < 20; i++) e.stroke(`M${298 + i * 21} 196v44`, e.dark(main, 0.18), 3)
  e.ellipse(500, 600, 132, 110, e.light(second, 0.5))
  for (const [x, y] of [[450, 590], [540, 570], [500, 640]] as const) e.ellipse(x, y, 44, 34, e.round(second))
  e.mark(500, 360, 60, e.light(main, 0.75))
}

export function bottle(e: Easel, { main, second }: Paint): void {
  e.ground(500, 140)
  e.path('M450 240c0 130-90 130-90 290v250c0 30 20 44 50 44h180c30 0 50-14 50-44V530c0-160-90-160-90-290z', e.round(main))
  e.box(440, 150, 120, 104, 16, e.round(second))
  label(e, 372, 560, 256, 190, '#f7f1e3', e.dark(main, 0.45))
  e.stroke('M400 560c-6-60 40-110 60-160', '#ffffff', 14, { opacity: 0.35 })
}

export function milk(e: Easel, { main, second }: Paint): void {
  e.ground(500, 210)
  e.shape([[330, 340], [600, 340], [600, 822], [330, 822]], e.flat('#fbfaf6'), 4)
  e.shape([[600, 340], [690, 300], [690, 780], [600, 822]], e.dark('#fbfaf6', 0.14), 4)
  e.shape([[330, 340], [400, 220], [640, 200], [600, 340]], e.flat(main), 4)
  e.shape([[600, 340], [640, 200], [690, 300]], e.dark(main, 0.25), 2)
  e.box(396, 170, 248, 56, 8, e.dark(main, 0.1))
  e.path('M330 620c90-60 180 60 270-10v212H330z', main)
  e.path('M600 610l90-40v210l-90 42z', e.dark(main, 0.2))
  e.mark(465, 500, 60, second)
}

export function jar(e: Easel, { main, second }: Paint): void {
  e.ground(500, 220)
  e.box(310, 320, 380, 500, 90, e.round(main))
  e.box(330, 344, 60, 440, 30, '#ffffff', 0.22)
  e.box(320, 210, 360, 130, 26, e.round(second))
  label(e, 380, 470, 240, 230, '#fbf4e2', e.dark(main, 0.45))
}

export function fruitBox(e: Easel, { main, second }: Paint): void {
  e.ground(500, 380)
  const fruit = [[250, 540], [390, 500], [530, 490], [670, 510], [780, 560], [320, 600], [470, 590], [620, 600], [730, 640]] as const
  for (const [x, y] of fruit) {
    e.ellipse(x, y, 88, 84, e.radial([[0, e.light(main, 0.45)], [0.6, main], [1, e.dark(main, 0.35)]], [x - 24, y - 28], 120))
    e.stroke(`M${x} ${y - 78}c6-16 14-24 26-30`, '#5b4a2e', 9)
  }
  e.shape([[130, 620], [870, 620], [840, 824], [160, 824]], e.flat('#d8b183'), 10)
  for (const y of [680, 750]) e.stroke(`M150 ${y}H852`, '#a9804f', 6, { opacity: 0.6 })
  e.box(400, 672, 200, 110, 12, e.light(second, 0.6))
  e.mark(500, 730, 40, e.dark(second, 0.25))
}

export function giftBox(e: Easel, { main, second }: Paint): void {
  e.ground(500, 340)
  e.box(200, 430, 600, 390, 20, e.flat(main))
  e.box(170, 350, 660, 110, 18, e.flat(e.light(main, 0.1)))
  e.box(450, 350, 100, 470, 0, e.flat(second))
  e.path('M500 350c-60-140-230-150-220-50 6 60 140 60 220 50zM500 350c60-140 230-150 220-50-6 60-140 60-220 50z', e.round(second))
  e.ellipse(500, 346, 40, 30, e.dark(second, 0.15))
}

export function tube(e: Easel, { main, second }: Paint): void {
  e.ground(500, 130)
  e.shape([[370, 160], [630, 160], [600, 700], [400, 700]], e.round(main), 10)
  e.box(366, 140, 268, 46, 4, e.dark(main, 0.12))
  e.box(410, 700, 180, 124, 22, e.round(second))
  e.path('M390 420c70 60 150-60 226 0l-8 120c-70 50-140-40-214 10z', second, { opacity: 0.7 })
  e.mark(500, 310, 46, e.light(main, 0.7))
}

export function pump(e: Easel, { main, second }: Paint): void {
  e.ground(500, 190)
  e.box(486, 190, 28, 130, 8, e.dark(second, 0.1))
  e.path('M380 160h180c30 0 40 14 40 40v26H440c-30 0-60-20-60-66z', e.round(second))
  e.box(430, 290, 140, 70, 14, e.round(second))
  e.box(330, 350, 340, 472, 74, e.round(main))
  label(e, 390, 470, 220, 240, e.light(main, 0.7), e.dark(main, 0.4))
}

export function lipstick(e: Easel, { main, second }: Paint): void {
  e.ground(500, 180)
  e.path('M440 420V240c40-60 90-70 120-70v250z', e.round(main))
  e.box(420, 410, 160, 130, 10, e.round('#d9b878'))
  e.box(396, 530, 208, 294, 22, e.round(e.dark(second, 0.45)))
  e.box(680, 470, 150, 354, 22, e.round(e.dark(second, 0.45)))
  e.mark(500, 690, 40, '#d9b878')
}

export function diapers(e: Easel, { main, second }: Paint): void {
  e.ground(500, 330)
  e.box(200, 300, 600, 522, 70, e.round(main))
  e.stroke('M420 300c0-110 160-110 160 0', e.dark(main, 0.2), 24)
  e.path(boxPath(260, 420, 480, 300, 60), e.light(main, 0.5))
  e.path('M360 520c40-60 240-60 280 0-10 110-70 150-140 150s-130-40-140-150z', '#ffffff')
  e.ellipse(500, 586, 40, 34, second)
}

export function soap(e: Easel, { main, second }: Paint): void {
  e.ground(500, 330)
  e.box(200, 560, 600, 262, 110, e.round(main))
  e.box(260, 560, 480, 120, 60, e.light(main, 0.25), 0.6)
  e.mark(500, 690, 64, e.dark(main, 0.2))
  for (const [x, y, r] of [[300, 470, 54], [390, 400, 34], [640, 460, 44], [560, 380, 26]] as const) {
    e.ellipse(x, y, r, r, e.light(second, 0.6), 0.6)
    e.ellipse(x - r * 0.3, y - r * 0.35, r * 0.22, r * 0.18, '#ffffff', 0.9)
  }
}
