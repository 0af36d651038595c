import type { Random } from '../../../../kit/draw.ts'
import type { Canvas } from './brush.ts'
import { mix } from '../../../../kit/draw.ts'
import { HEIGHT, WIDTH } from './brush.ts'
import { still } from './moments-home.ts'

const shadow = (canvas: Canvas, x: number, y: number, rx: number, strength = 0.32) => canvas.oval(x, y, rx, rx * 0.12, canvas.radial([[0, '#1c1410', strength], [1, '#1c1410', 0]]))

function trail(canvas: Canvas, random: Random): void {
  const autumn = random.chance(0.4)
  canvas.sky(autumn ? 'golden' : 'day', 760)
  const tones = autumn ? ['#c9b48a', '#b38a4e', '#8a6a3a'] as const : ['#b7cfb8', '#86ac84', '#557f5c'] as const
  canvas.hills(random, 520, 190, tones[0], { low: 1000 })
  canvas.hills(random, 680, 190, tones[1], { low: 1280, steps: 5 })
  canvas.hills(random, 840, 90, tones[2], { steps: 4 })
  canvas.path(`M250 ${HEIGHT}C420 1120 760 1080 640 960C560 890 420 900 500 800C520 780 540 790 530 810C500 900 760 900 790 980C820 1100 640 1140 640 ${HEIGHT}z`, '#e0d2ae')
  for (let i = 0; i < 7; i++) {
    const x = random.pick([random.between(-20, 240), random.between(740, 980)])
    const y = random.between(840, 1200)
    const size = 60 + (y - 800) * 0.34
    canvas.stroke(`M${x.toFixed(0)} ${y}v${(size * 1.4).toFixed(0)}`, '#5a4636', size * 0.14)
    canvas.crown(random, x, y - size * 0.2, size, random.pick(autumn ? ['#c98a3f', '#b7652f', '#d5a94f'] : ['#4b8058', '#5f9463', '#79a565']))
  }
  canvas.group('translate(300 1080)', () => {
    canvas.rect(-10, -150, 20, 200, '#7a5a40')
    canvas.path('M-90 -150h170l40 34l-40 34h-170z', '#a97c54')
    canvas.stroke('M-60 -116h110', '#f3e6cc', 8)
  })
}

function sunset(canvas: Canvas, random: Random): void {
  const [top, middle, low, sea] = random.pick([['#4f5f8f', '#c98394', '#ffcf8f', '#7a6a8a'], ['#7a6a9a', '#f0a27f', '#ffe0a0', '#a5708a'], ['#5f8aa0', '#f2b98a', '#fff0c0', '#6f8a96']] as const)
  canvas.rect(0, 0, WIDTH, 800, canvas.linear([[0, top], [0.6, middle], [1, low]], [0, 0], [0, 800]))
  const x = random.int(240, 720)
  canvas.glow(x, 690, 420, '#fff2cc', 0.8)
  canvas.oval(x, 690, 84, 84, '#fff4d8')
  for (let i = 0; i < 5; i++) canvas.path(`M${random.int(-200, 700)} ${random.int(120, 520)}q120 -34 240 -10t260 -14q-120 50 -260 40t-240 -16z`, mix(low, '#ffffff', 0.2), { opacity: 0.45 })
  canvas.hills(random, 800, 70, mix(sea, '#2a2448', 0.3), { low: 810 })
  canvas.rect(0, 800, WIDTH, 480, canvas.linear([[0, middle], [0.3, sea], [1, mix(sea, '#1a2040', 0.5)]], [0, 800], [0, HEIGHT]))
  canvas.ripples(random, 50, [806, HEIGHT], low, 0.4)
  for (let i = 0; i < 16; i++) canvas.rect(x - 60 - i * 5 + random.int(-20, 20), 812 + i * 26, 120 + i * 8, 7, '#ffe9b4', { r: 4, opacity: 0.5 })
  const boat = random.int(120, 620)
  canvas.path(`M${boat} 960q110 50 240 0l-20 40h-190z`, '#3a2a34')
  canvas.path(`M${boat + 120} 950v-210q100 110 90 200z`, '#5a4250')
  canvas.stroke('M160 300q20 -20 40 0q20 -20 40 0M300 380q16 -16 32 0q16 -16 32 0M240 240q14 -14 28 0q14 -14 28 0', '#3a3450', 6)
}

function guitar(canvas: Canvas, random: Random): void {
  still(canvas, random, 1010)
  const wood = random.pick(['#d09a55', '#b5713c', '#8a5230', '#dcb376'])
  shadow(canvas, 520, 1180, 300)
  canvas.group('rotate(9 480 800)', () => {
    canvas.rect(446, 90, 68, 560, '#5a3a28', { r: 8 })
    canvas.path('M430 40h100l-10 110h-80z', '#4a2e20')
    for (const side of [-1, 1]) for (let i = 0; i < 3; i++) canvas.oval(480 + side * 62, 62 + i * 30, 13, 10, '#d9d2c4')
    for (let i = 0; i < 9; i++) canvas.rect(446, 190 + i * 44, 68, 5, '#c9b49a')
    const body = 'M480 590C600 570 680 640 656 730C640 790 700 830 716 930C736 1080 620 1170 480 1170S224 1080 244 930C260 830 320 790 304 730C280 640 360 570 480 590z'
    canvas.path(body, mix(wood, '#2a160a', 0.45))
    canvas.group('translate(10 12)scale(.978)', () => canvas.path(body, canvas.linear([[0, mix(wood, '#fff0d0', 0.24)], [1, mix(wood, '#3a1e0e', 0.2)]], [240, 600], [720, 1160])))
    canvas.oval(480, 800, 92, 92, mix(wood, '#2a160a', 0.5))
    canvas.oval(480, 800, 78, 78, '#2a1a12')
    canvas.rect(372, 1000, 216, 34, '#4a2e20', { r: 8 })
    canvas.stroke([0, 1, 2, 3, 4, 5].map(i => `M${456 + i * 9.6} 150L${448 + i * 13} 1010`).join(''), '#f3ead8', 2.6, { opacity: 0.85 })
  })
}

function bicycle(canvas: Canvas, random: Random): void {
  const wall = random.pick(['#e6d5bd', '#c9d4cd', '#d9a88a', '#b9c4cf'])
  canvas.all([[0, mix(wall, '#fffaf0', 0.4)], [1, wall]])
  canvas.rect(560, 90, 250, 340, '#fbf5e8', { r: 8 })
  canvas.rect(580, 110, 210, 300, '#a9c3c6')
  canvas.stroke('M685 110v300M580 260h210', '#fbf5e8', 14)
  canvas.rect(540, 430, 290, 26, mix(wall, '#5a4032', 0.3))
  for (let i = 0; i < 6; i++) canvas.frond(570 + i * 46, 436, random.between(60, 110), random.between(-30, 30), '#6f9468', 5)
  for (let i = 0; i < 10; i++) canvas.oval(570 + i * 26, 400 + random.int(-24, 14), 14, 14, random.pick(['#e08f8a', '#f2c9c4', '#e8b24a']))
  canvas.rect(0, 1030, WIDTH, 250, canvas.linear([[0, '#b9ac9c'], [1, '#8a7f74']]))
  const paint = random.pick(['#3f6d6a', '#b5473a', '#d5a046', '#31596b', '#f0e8da'])
  shadow(canvas, 480, 1096, 430)
  for (const x of [240, 720]) {
    canvas.add(`<circle cx="${x}" cy="920" r="172" fill="none" stroke="#3a3432" stroke-width="17"/><circle cx="${x}" cy="920" r="160" fill="none" stroke="#d9d3c8" stroke-width="6"/>`)
    canvas.stroke(Array.from({ length: 12 }, (_, i) => `M${x} 920L${(x + Math.cos(i * 0.524) * 158).toFixed(0)} ${(920 + Math.sin(i * 0.524) * 158).toFixed(0)}`).join(''), '#a9a49c', 2.6)
    canvas.oval(x, 920, 16, 16, '#3a3432')
  }
  canvas.stroke('M240 920L360 640L660 660L450 920zM360 640L450 920M240 920L450 920', paint, 19)
  canvas.stroke('M660 660L720 920', paint, 19)
  canvas.stroke('M660 660L640 560Q700 530 760 570', '#3a3432', 15)
  canvas.stroke('M360 640L346 580', '#3a3432', 15)
  canvas.path('M280 570q70 -26 130 0q-20 36 -66 34t-64 -34z', '#6a4632')
  canvas.oval(450, 920, 44, 44, '#4a4442')
  canvas.stroke('M450 920l50 70M450 920l-46 -66', '#2c2a2a', 13)
  canvas.path('M690 560h170l-24 130h-126z', canvas.across([[0, '#c79a62'], [1, '#93683c']]))
  canvas.stroke('M700 600h152M706 640h140', '#7a5432', 5)
  for (let i = 0; i < 6; i++) canvas.oval(720 + i * 24, 548 + (i % 2) * 16, 24, 24, random.pick(['#f2c9c4', '#f7e3a8', '#e8a4ab', '#fdf6ea']))
}

function film(canvas: Canvas, random: Random): void {
  still(canvas, random, 700)
  const leather = random.pick(['#4a3a30', '#2f3a40', '#6a4632', '#3a4a3c'])
  canvas.stroke('M170 700Q60 420 300 300T700 260Q900 300 800 690', '#6a4a34', 24)
  shadow(canvas, 480, 1030, 400, 0.42)
  canvas.path('M340 610l40 -90h200l40 90z', canvas.linear([[0, '#d9d4cb'], [1, '#a9a49a']]))
  canvas.rect(400, 546, 160, 54, '#3a4450', { r: 8 })
  canvas.rect(130, 600, 700, 420, canvas.linear([[0, '#d3cec4'], [1, '#98938a']]), { r: 40 })
  canvas.rect(130, 680, 700, 270, leather)
  canvas.rect(180, 566, 110, 40, '#b9b4aa', { r: 10 })
  canvas.rect(680, 560, 90, 46, '#c4bfb5', { r: 10 })
  for (const [r, colour] of [[206, '#bcb7ad'], [190, '#2a2828'], [150, '#3d3b3c'], [128, '#1b1b1e'], [96, '#2f4358'], [60, '#1c2634']] as const) canvas.oval(480, 820, r, r, colour)
  canvas.oval(446, 778, 36, 27, '#dfeaf2', 0.8)
  canvas.oval(520, 862, 14, 11, '#e9b4c4', 0.6)
  canvas.stroke('M240 1150h120M240 1190h80', '#f3e8d2', 6, { opacity: 0.6 })
  for (const [x, turn] of [[700, -9], [800, 8]] as const) {
    canvas.group(`rotate(${turn} ${x} 1120)`, () => {
      canvas.rect(x - 110, 1030, 200, 230, '#fbf7ee', { r: 4 })
      canvas.rect(x - 94, 1046, 168, 150, random.pick(['#a9c3c6', '#f2c79a', '#9ab08a', '#d9a5a0']))
      canvas.path(`M${x - 94} 1196v-50q50 -50 84 -10t84 -10v70z`, '#6a7a6a', { opacity: 0.7 })
    })
  }
}

function badminton(canvas: Canvas, random: Random): void {
  const court = random.pick(['#4d8068', '#3f6d8a', '#b5694a', '#5d7a9a'])
  canvas.all([[0, mix(court, '#ffffff', 0.2)], [1, mix(court, '#10201a', 0.18)]], [0, 0], [WIDTH, HEIGHT])
  canvas.stroke('M-20 1000L980 760M180 1290L420 -20M-20 400L980 160', '#f4f1e6', 13, { opacity: 0.75 })
  const racket = (x: number, y: number, turn: number, frame: string) => canvas.group(`translate(${x} ${y})rotate(${turn})`, () => {
    canvas.oval(24, 34, 200, 250, '#10201a', 0.2)
    let mesh = ''
    for (let i = -5; i <= 5; i++) {
      const [w, h] = [170 * Math.sqrt(1 - (i / 6) ** 2), 220 * Math.sqrt(1 - (i / 6) ** 2)]
      mesh += `M${-w.toFixed(0)} ${i * 36}H${w.toFixed(0)}M${i * 28} ${-h.toFixed(0)}V${h.toFixed(0)}`
    }
    canvas.stroke(mesh, '#f4f1e6', 3, { opacity: 0.75 })
    canvas.add(`<ellipse rx="182" ry="232" fill="none" stroke="${frame}" stroke-width="20"/>`)
    canvas.rect(-9, 232, 18, 260, '#3a3a40', { r: 6 })
    canvas.rect(-20, 470, 40, 240, mix(frame, '#1c1410', 0.2), { r: 14 })
    for (let i = 0; i < 6; i++) canvas.stroke(`M-18 ${500 + i * 34}l36 -20`, '#ffffff', 4, { opacity: 0.35 })
  })
  racket(300, 400, 28, random.pick(['#d9432f', '#e8b24a', '#f4f1e6']))
  racket(650, 420, -24, random.pick(['#31596b', '#c9694a', '#2c3038']))
  for (const [x, y, turn] of [[520, 980, 150], [690, 1120, 200]] as const) {
    canvas.group(`translate(${x} ${y})rotate(${turn})`, () => {
      canvas.oval(14, -30, 80, 100, '#10201a', 0.16)
      for (let i = -3; i <= 3; i++) canvas.path(`M${i * 6} 10L${i * 26 - 14} -120q14 -24 28 0L${i * 6 + 4} 10z`, i % 2 ? '#fdfaf2' : '#e9e4d8')
      canvas.stroke('M-44 -52Q0 -38 44 -52', '#b9b2a4', 4)
      canvas.path('M-30 6h60q6 58 -30 60t-30 -60z', '#fbf6ea')
      canvas.stroke('M-30 14h60', random.pick(['#b5473a', '#3f6d6a']), 9)
    })
  }
}

function lotus(canvas: Canvas, random: Random): void {
  canvas.all([[0, '#a9c6bd'], [0.5, '#7fa796'], [1, '#3f6d62']])
  canvas.ripples(random, 40, [20, HEIGHT], '#e9f4e4', 0.3)
  for (let i = 0; i < 13; i++) {
    const [x, y] = [random.between(-20, 980), random.between(80, 1250)]
    const r = 90 + y * 0.11
    const green = mix('#5d8a62', random.pick(['#8fae6e', '#3f6f58', '#a9bf7a']), random.next())
    canvas.oval(x + 10, y + 18, r, r * 0.42, '#1c3a34', 0.3)
    canvas.oval(x, y, r, r * 0.42, green)
    canvas.stroke([0, 1, 2, 3, 4, 5].map(k => `M${x.toFixed(0)} ${y.toFixed(0)}l${(Math.cos(k * 1.05) * r * 0.86).toFixed(0)} ${(Math.sin(k * 1.05) * r * 0.34).toFixed(0)}`).join(''), mix(green, '#e6ecb4', 0.35), 4, { opacity: 0.7 })
  }
  const pink = random.pick(['#eaa4ae', '#f3c9c6', '#f7efe6'])
  for (const [x, y, s] of [[random.int(330, 620), 640, 1.5], [random.int(120, 300), 380, 0.9], [random.int(640, 860), 980, 1.15]] as const) {
    canvas.stroke(`M${x} ${y}q20 160 -10 330`, '#5d7f52', 16 * s)
    canvas.group(`translate(${x} ${y})scale(${s})`, () => {
      for (const turn of [-62, 62, -40, 40, -20, 20, 0]) canvas.group(`rotate(${turn})`, () => canvas.path('M0 30C-52 -20 -40 -110 0 -150C40 -110 52 -20 0 30z', canvas.linear([[0, mix(pink, '#c9506a', 0.35)], [0.6, pink], [1, mix(pink, '#ffffff', 0.5)]])))
      canvas.oval(0, 14, 36, 20, '#e8c45a')
    })
  }
}

function piano(canvas: Canvas, random: Random): void {
  const wood = random.pick(['#2c2628', '#6a4632', '#8a6a4e'])
  canvas.all([[0, mix(wood, '#fff0d8', 0.3)], [0.5, wood], [1, mix(wood, '#0d0a0c', 0.3)]])
  canvas.rect(150, 110, 660, 420, mix(wood, '#fff0d8', 0.14), { r: 8 })
  for (const x of [196, 492]) {
    canvas.path(`M${x} 150h280v340q-140 -24 -280 0z`, '#fbf5e6')
    for (let row = 0; row < 4; row++) {
      canvas.stroke([0, 1, 2, 3, 4].map(i => `M${x + 22} ${190 + row * 76 + i * 9}h236`).join(''), '#5a5048', 1.6)
      for (let i = 0; i < 7; i++) {
        const [nx, ny] = [x + 44 + i * 30, 194 + row * 76 + random.int(0, 34)]
        canvas.oval(nx, ny, 7, 5, '#2a2422')
        canvas.stroke(`M${nx + 6} ${ny}v-28`, '#2a2422', 2.4)
      }
    }
  }
  canvas.rect(0, 640, WIDTH, 70, mix(wood, '#0d0a0c', 0.35))
  canvas.path(`M-10 710H970L1010 ${HEIGHT}H-50z`, '#2a2224')
  for (let i = 0; i < 12; i++) canvas.path(`M${i * 80 + 3} 712h74l${(i - 5) * 2} 420q-37 12 -80 0z`, canvas.linear([[0, '#efe8da'], [1, '#fffdf6']]))
  for (const i of [0, 1, 3, 4, 5, 7, 8, 10, 11]) canvas.path(`M${i * 80 + 56} 712h46v250q-23 12 -46 0z`, canvas.linear([[0, '#1b181a'], [1, '#3f3a3c']]))
  canvas.rect(0, 1140, WIDTH, 140, canvas.linear([[0, mix(wood, '#fff0d8', 0.1)], [1, mix(wood, '#0d0a0c', 0.4)]]))
  canvas.glow(random.pick([140, 820]), 420, 560, '#ffdca0', 0.4)
}

/** Album pictures from outside, and of what people play. */
export const outMoments = { trail, sunset, guitar, bicycle, film, badminton, lotus, piano }
