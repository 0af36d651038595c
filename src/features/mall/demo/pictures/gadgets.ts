import type { Easel, Paint } from './easel.ts'
import { mix } from '../../../../kit/draw.ts'
import { boxPath, FLOOR } from './easel.ts'

// Things with a plug or a battery to carry about or to put on a desk.

const BLACK = '#23252b'
const GREY = '#8d9096'

export function phone(e: Easel, { main, second }: Paint): void {
  e.ground(500, 230)
  e.box(392, 150, 300, 672, 56, e.round(main))
  e.box(420, 190, 120, 210, 44, e.flat(e.light(main, 0.16)))
  for (const y of [236, 306, 362]) {
    e.ellipse(480, y, y === 362 ? 15 : 33, y === 362 ? 15 : 33, BLACK)
    if (y !== 362) e.ellipse(480, y, 18, 18, '#3d4a66')
  }
  e.box(308, 170, 306, 660, 54, e.flat(BLACK))
  e.screen(320, 182, 282, 636, 44, second)
  e.box(430, 198, 62, 18, 9, BLACK)
}

export function tablet(e: Easel, { main, second }: Paint): void {
  e.ground(500, 330)
  e.box(210, 210, 580, 612, 44, e.round(main))
  e.box(222, 222, 556, 588, 36, BLACK)
  e.screen(246, 246, 508, 540, 16, second)
  e.shape([[800, 300], [826, 306], [760, 830], [736, 826]], e.flat('#f2f1ee'), 10)
}

export function laptop(e: Easel, { main, second }: Paint): void {
  e.ground(500, 400)
  e.box(190, 250, 620, 430, 28, e.flat(main))
  e.screen(210, 270, 580, 384, 12, second)
  e.shape([[190, 680], [810, 680], [900, 806], [100, 806]], e.flat(e.light(main, 0.1)), 14)
  e.shape([[240, 700], [760, 700], [800, 756], [200, 756]], e.dark(main, 0.55), 6)
  for (let i = 1; i < 4; i++) e.stroke(`M${230 - i * 8} ${700 + i * 14}H${770 + i * 8}`, e.light(main, 0.2), 2, { opacity: 0.6 })
  e.shape([[420, 766], [580, 766], [592, 796], [408, 796]], e.dark(main, 0.12), 6)
  e.box(100, 806, 800, 20, 10, e.dark(main, 0.25))
}

export function earbuds(e: Easel, { main }: Paint): void {
  e.ground(500, 260)
  e.box(290, 470, 420, 350, 130, e.round(main))
  e.path(boxPath(290, 470, 420, 116, 60), e.light(main, 0.2))
  e.box(300, 578, 400, 10, 4, e.dark(main, 0.25))
  e.ellipse(500, 680, 9, 9, '#8fe0a8')
  for (const [x, flip] of [[390, 1], [610, -1]] as const) {
    e.ellipse(x, 300, 74, 78, e.round(main))
    e.ellipse(x - 26 * flip, 312, 34, 42, BLACK)
    e.shape([[x - 4, 330], [x + 40 * flip, 330], [x + 34 * flip, 470], [x - 2, 470]], e.round(main), 16)
  }
}

export function headphones(e: Easel, { main, second }: Paint): void {
  e.ground(500, 320)
  e.stroke('M238 600c-10-280 100-420 262-420s272 140 262 420', e.dark(main, 0.1), 52)
  e.stroke('M252 560c0-240 100-352 248-352s248 112 248 352', e.light(main, 0.25), 16, { opacity: 0.8 })
  for (const [x, s] of [[222, 1], [778, -1]] as const) {
    e.box(x - 72, 500, 144, 300, 70, e.round(main))
    e.box(x + (s > 0 ? 44 : -112), 520, 68, 260, 34, e.round(second))
    e.mark(x - 20 * s, 650, 24, e.light(main, 0.5))
  }
}

export function watch(e: Easel, { main, second }: Paint): void {
  e.ground(500, 200)
  e.box(404, 130, 192, 700, 60, e.round(second))
  for (let i = 0; i < 4; i++) e.ellipse(500, 700 + i * 30, 8, 8, e.dark(second, 0.4))
  e.box(332, 300, 336, 380, 92, e.round(main))
  e.box(668, 420, 24, 70, 10, e.dark(main))
  e.box(354, 322, 292, 336, 76, BLACK)
  e.ellipse(500, 490, 112, 112, '#2e3440')
  e.stroke('M500 490V410M500 490l58 38', '#ffffff', 10)
  e.stroke('M414 560a112 112 0 0 0 150 26', '#7fd6a4', 14)
}

export function camera(e: Easel, { main, second }: Paint): void {
  e.ground(500, 340)
  e.box(380, 300, 240, 120, 28, e.flat(e.dark(main, 0.1)))
  e.box(170, 380, 660, 430, 54, e.flat(main))
  e.box(170, 500, 660, 210, 0, e.flat(BLACK))
  e.box(700, 330, 90, 50, 18, e.dark(main, 0.3))
  e.ellipse(500, 600, 210, 210, e.round('#33363d'))
  e.ellipse(500, 600, 160, 160, '#15171c')
  e.ellipse(500, 600, 112, 112, e.radial([[0, mix(second, '#000000', 0.2)], [0.6, '#22304c'], [1, '#0d0f14']]))
  e.ellipse(456, 552, 34, 26, '#ffffff', 0.5)
  e.box(220, 420, 90, 46, 14, '#f3ead2')
}

export function speaker(e: Easel, { main, second }: Paint): void {
  e.ground(500, 240)
  e.cylinder(500, 250, 210, 540, main, { tilt: 0.24, top: e.flat(e.dark(main, 0.25)) })
  e.ellipse(500, 250, 150, 32, e.dark(main, 0.55))
  e.ellipse(500, 250, 150, 32, second, 0.35)
  for (let x = 0; x < 9; x++) for (let y = 0; y < 11; y++) e.ellipse(330 + x * 42, 350 + y * 40 + Math.sin((x / 8) * Math.PI) * 34, 6, 6, e.dark(main, 0.5), 0.7)
  e.box(440, 640, 120, 56, 12, second)
}

export function powerBank(e: Easel, { main, second }: Paint): void {
  e.ground(500, 210)
  e.box(310, 230, 380, 592, 54, e.round(main))
  e.box(350, 270, 300, 120, 26, e.light(main, 0.16))
  e.mark(500, 330, 40, e.dark(main, 0.35))
  for (let i = 0; i < 4; i++) e.ellipse(410 + i * 60, 736, 11, 11, i < 3 ? second : e.dark(main, 0.3))
  e.box(640, 480, 50, 74, 12, e.dark(main, 0.5))
}

export function charger(e: Easel, { main, second }: Paint): void {
  e.ground(460, 300)
  e.stroke('M600 640c220 20 240 180 60 170s-420 40-500-60', e.light(second, 0.2), 26)
  e.box(280, 400, 330, 350, 70, e.round(main))
  e.box(600, 590, 74, 60, 14, GREY)
  e.box(330, 330, 40, 84, 8, e.flat('#c7b48a'))
  e.box(470, 330, 40, 84, 8, e.flat('#c7b48a'))
  e.mark(445, 560, 44, e.dark(main, 0.25))
}

export function keyboard(e: Easel, { main, second }: Paint): void {
  e.ground(500, 420)
  e.shape([[130, 470], [870, 470], [920, 800], [80, 800]], e.flat(main), 30)
  for (let row = 0; row < 5; row++) {
    const y = 496 + row * 58
    const inset = 160 - row * 9
    const keys = row === 4 ? 6 : 13
    const width = (1000 - 2 * inset) / keys
    for (let i = 0; i < keys; i++) {
      const colour = (row === 0 && i === 0) || (row === 2 && i === keys - 1) ? second : e.light(main, 0.3)
      e.box(inset + i * width + 4, y, width - 8, 48, 9, e.flat(colour))
    }
  }
}

export function mouse(e: Easel, { main, second }: Paint): void {
  e.ground(500, 210)
  e.path('M330 640c0-300 60-420 170-420s170 120 170 420c0 130-70 190-170 190s-170-60-170-190z', e.round(main))
  e.stroke('M500 226V470', e.dark(main, 0.4), 5)
  e.stroke('M338 520c80 46 244 46 324 0', e.dark(main, 0.3), 5)
  e.box(478, 310, 44, 110, 22, second)
}

export function monitor(e: Easel, { main, second }: Paint): void {
  e.ground(500, 280)
  e.box(110, 200, 780, 480, 26, e.flat(main))
  e.screen(128, 218, 744, 430, 12, second)
  e.shape([[450, 680], [550, 680], [570, 800], [430, 800]], e.round(e.dark(main, 0.2)))
  e.box(310, 796, 380, 34, 17, e.round(main))
}

export function television(e: Easel, { main, second }: Paint): void {
  e.ground(500, 420)
  e.box(70, 220, 860, 520, 16, e.flat(e.dark(main, 0.4)))
  e.screen(84, 234, 832, 478, 6, second)
  for (const x of [220, 740]) e.shape([[x, 740], [x + 40, 740], [x + 64, 830], [x - 24, 830]], e.dark(main, 0.3), 6)
}

export function phoneCase(e: Easel, { main, second }: Paint): void {
  e.ground(500, 210)
  e.box(320, 150, 360, 680, 70, e.round(main))
  e.box(352, 186, 150, 220, 46, e.dark(main, 0.5))
  e.box(372, 206, 110, 180, 36, e.light(main, 0.4))
  e.path('M420 640c50-90 110-90 160 0s-30 110-80 60-130 10-80-60z', second)
  e.ellipse(590, 560, 26, 26, e.light(second, 0.3))
}

export function router(e: Easel, { main, second }: Paint): void {
  e.ground(500, 380)
  for (const [x, lean] of [[230, -40], [400, -14], [600, 14], [770, 40]] as const) e.shape([[x - 16, 660], [x + 16, 660], [x + lean + 14, 220], [x + lean - 14, 220]], e.round(e.dark(main, 0.15)), 12)
  e.shape([[150, 640], [850, 640], [900, 800], [100, 800]], e.flat(main), 34)
  for (let i = 0; i < 5; i++) e.ellipse(400 + i * 50, 756, 8, 8, i === 4 ? second : '#9be3b1')
}

export function projector(e: Easel, { main, second }: Paint): void {
  e.ground(500, 330)
  e.box(190, 360, 620, 450, 90, e.round(main))
  e.ellipse(390, 580, 150, 150, e.dark(main, 0.5))
  e.ellipse(390, 580, 108, 108, e.radial([[0, second], [0.5, '#2c3a58'], [1, '#0d0f14']]))
  e.ellipse(352, 540, 30, 24, '#ffffff', 0.55)
  for (let i = 0; i < 6; i++) e.box(620, 480 + i * 38, 130, 14, 7, e.dark(main, 0.3))
  for (const x of [260, 700]) e.box(x, FLOOR - 26, 40, 26, 8, BLACK)
}
