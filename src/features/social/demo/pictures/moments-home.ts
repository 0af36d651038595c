import type { Random } from '../../../../kit/draw.ts'
import type { Canvas } from './brush.ts'
import { mix } from '../../../../kit/draw.ts'
import { HEIGHT, WIDTH } from './brush.ts'

const CLOTHS = ['#c98a6a', '#8fa6a0', '#d5b06a', '#9a8aa6', '#b9a08a', '#7f97a8'] as const

/** A wall and a table or floor, in colours that go together. */
export function still(canvas: Canvas, random: Random, edge: number): string {
  const [wall, ground] = random.pick([['#e8d8c0', '#b98a5e'], ['#cdd6cb', '#a07a58'], ['#e3c9bd', '#8f6a50'], ['#c9d4da', '#b59372'], ['#ead9ab', '#9c7350'], ['#d8cfe0', '#a5836a']] as const)
  canvas.all([[0, mix(wall, '#fff9ee', 0.45)], [0.6, wall], [1, mix(wall, '#5a4032', 0.2)]], [0, 0], [WIDTH, edge])
  if (random.chance(0.6)) for (let row = 0; row < 2; row++) for (let column = 0; column < 2; column++) canvas.path(`M${130 + column * 200 + row * 46} ${120 + row * 230 - column * 24}l176 -22l40 204l-176 22z`, '#fff8e4', { opacity: 0.42 })
  canvas.rect(-10, edge, WIDTH + 20, HEIGHT - edge + 10, canvas.linear([[0, mix(ground, '#fff0d4', 0.3)], [1, mix(ground, '#2a1a10', 0.24)]], [0, edge], [0, HEIGHT]))
  for (let i = 0; i < 6; i++) canvas.stroke(`M-10 ${edge + 40 + i * i * 16}C300 ${edge + 26 + i * i * 16} 640 ${edge + 56 + i * i * 16} ${WIDTH + 10} ${edge + 36 + i * i * 16}`, '#3a2416', 3, { opacity: 0.13 })
  return wall
}

const shadow = (canvas: Canvas, x: number, y: number, rx: number, strength = 0.32) => canvas.oval(x, y, rx, rx * 0.14, canvas.radial([[0, '#1c1410', strength], [1, '#1c1410', 0]]))

function cat(canvas: Canvas, random: Random): void {
  still(canvas, random, 860)
  const [fur, belly, mark] = random.pick([['#d9944f', '#f7e3c4', '#b5702f'], ['#8d8a88', '#e9e5de', '#5f5c5c'], ['#f0e7da', '#fffaf0', '#c99a6a'], ['#3a3536', '#57504e', '#2a2628'], ['#c9b49a', '#f4e9d8', '#8a6f55']] as const)
  const cushion = random.pick(CLOTHS)
  shadow(canvas, 480, 1130, 400)
  canvas.path('M120 1010Q130 930 300 930H680Q850 930 850 1020Q850 1120 680 1122H280Q120 1120 120 1010z', canvas.linear([[0, mix(cushion, '#fff3e0', 0.25)], [1, mix(cushion, '#1c1410', 0.2)]]))
  canvas.stroke(`M690 900Q860 900 820 760Q806 700 760 720`, fur, 54)
  canvas.path('M280 990C240 800 300 640 400 600H560C680 640 730 820 690 990Q480 1040 280 990z', canvas.linear([[0, mix(fur, '#fff3e0', 0.14)], [1, mix(fur, '#1c1410', 0.16)]]))
  canvas.path('M400 990C370 860 400 760 480 740C560 760 590 860 560 990z', belly)
  for (const x of [400, 560]) canvas.path(`M${x - 52} 1004q-6 -120 52 -130q58 10 52 130z`, mix(fur, '#fff3e0', 0.1))
  for (const side of [-1, 1]) {
    canvas.path(`M${480 + side * 70} 420L${480 + side * 168} 330Q${480 + side * 190} 430 ${480 + side * 162} 520z`, fur)
    canvas.path(`M${480 + side * 100} 426L${480 + side * 156} 372Q${480 + side * 168} 430 ${480 + side * 150} 486z`, '#e3a598')
  }
  canvas.oval(480, 540, 176, 152, canvas.linear([[0, mix(fur, '#fff3e0', 0.16)], [1, fur]]))
  canvas.oval(480, 606, 92, 66, belly)
  canvas.stroke('M452 404v48M480 396v56M508 404v48M318 540h46M324 572h40M642 540h-46M636 572h-40', mark, 13, { opacity: 0.8 })
  const asleep = random.chance(0.4)
  for (const side of [-1, 1]) {
    const x = 480 + side * 68
    if (asleep) canvas.stroke(`M${x - 28} 540q28 24 56 0`, '#3a2a24', 8)
    else {
      canvas.oval(x, 536, 28, 31, '#e6c760')
      canvas.oval(x, 536, 13, 27, '#231a18')
      canvas.oval(x + 8, 524, 7, 7, '#fff')
    }
    canvas.stroke(`M${480 + side * 84} 606l${side * 110} -16M${480 + side * 84} 624l${side * 108} 12`, '#f9f3e8', 4)
  }
  canvas.path('M462 584h36l-18 20z', '#c9776a')
  canvas.stroke('M480 604q-4 26 -34 22M480 604q4 26 34 22', '#5a3a30', 5)
}

function dog(canvas: Canvas, random: Random): void {
  still(canvas, random, 900)
  const [fur, ear, belly] = random.pick([['#d9a45c', '#b57a35', '#f6e6c6'], ['#f2ebdf', '#d3b592', '#fffaf2'], ['#8a5f42', '#5f3f2c', '#d9b691'], ['#4a4444', '#2f2b2c', '#e9e2d8']] as const)
  const collar = random.pick(['#b5473a', '#31596b', '#4d6b55'])
  shadow(canvas, 480, 1180, 360)
  canvas.stroke('M700 1080Q830 1040 800 930', fur, 44)
  canvas.path('M270 1170C240 930 320 760 400 720H560C640 760 720 930 690 1170z', canvas.linear([[0, mix(fur, '#fff3e0', 0.12)], [1, mix(fur, '#1c1410', 0.16)]]))
  canvas.path('M390 1040Q400 800 480 790Q560 800 570 1040Q480 1090 390 1040z', belly)
  for (const x of [388, 572]) canvas.path(`M${x - 58} 1184q-10 -150 58 -158q68 8 58 158z`, mix(fur, '#fff3e0', 0.08))
  canvas.path('M352 790Q480 860 608 790L600 836Q480 900 360 836z', collar)
  canvas.oval(480, 866, 24, 24, '#e3bd6d')
  canvas.oval(480, 560, 198, 220, canvas.linear([[0, mix(fur, '#fff3e0', 0.16)], [1, fur]]))
  canvas.path('M480 372Q520 470 520 560Q480 600 440 560Q440 470 480 372z', belly)
  canvas.oval(480, 668, 118, 100, belly)
  for (const side of [-1, 1]) {
    canvas.path(`M${480 + side * 120} 398C${480 + side * 240} 380 ${480 + side * 290} 520 ${480 + side * 252} 680C${480 + side * 196} 690 ${480 + side * 170} 560 ${480 + side * 130} 500z`, ear)
    canvas.oval(480 + side * 82, 552, 27, 29, '#2a1f1c')
    canvas.oval(480 + side * 82 + 9, 541, 8, 8, '#fff')
  }
  canvas.path('M436 628q44 -26 88 0q-6 40 -44 46q-38 -6 -44 -46z', '#2a2220')
  canvas.path('M444 722q36 24 72 0q4 74 -36 76t-36 -76z', '#df8078')
  canvas.stroke('M480 674v34M480 708q-14 28 -66 14M480 708q14 28 66 14', '#4a322a', 7)
}

function coffee(canvas: Canvas, random: Random): void {
  still(canvas, random, 560)
  const colour = random.pick(['#f4ecdf', '#7f9a96', '#c9694a', '#3f4858'])
  canvas.oval(490, 1010, 370, 96, '#1c1410', 0.2)
  canvas.oval(480, 990, 360, 92, mix(colour, '#ffffff', 0.4))
  canvas.oval(480, 984, 270, 62, mix(colour, '#1c1410', 0.1))
  canvas.stroke('M690 740q150 -20 140 80t-190 100', colour, 44)
  canvas.path('M220 640q0 330 170 340h180q170 -10 170 -340z', canvas.across([[0, mix(colour, '#ffffff', 0.32)], [0.5, colour], [1, mix(colour, '#1c1410', 0.24)]]))
  canvas.oval(480, 640, 260, 76, mix(colour, '#ffffff', 0.45))
  canvas.oval(480, 646, 228, 60, '#7a4c30')
  canvas.oval(480, 648, 190, 48, '#c08a58', 0.8)
  // A fern of milk.
  canvas.path('M480 688q-110 -14 -96 -58q60 0 96 34q36 -34 96 -34q14 44 -96 58z', '#f7ead4')
  canvas.path('M480 654q-66 -10 -58 -34q38 0 58 18q20 -18 58 -18q8 24 -58 34z', '#fdf6e8')
  canvas.stroke('M400 540q-40 -70 0 -130t0 -130M540 540q-40 -60 0 -120t0 -140', '#ffffff', 18, { opacity: 0.38 })
  canvas.group('rotate(-18 800 1120)', () => {
    canvas.rect(620, 1100, 270, 18, '#c9c4bd', { r: 9 })
    canvas.oval(620, 1109, 52, 27, '#dcd8d0')
  })
  canvas.oval(190, 1150, 110, 34, '#f2e5cb')
  for (const [x, y] of [[150, 1130], [220, 1136], [186, 1108]] as const) canvas.oval(x, y, 50, 34, canvas.radial([[0, '#e9b878'], [1, '#b67a3e']]))
}

function noodles(canvas: Canvas, random: Random): void {
  still(canvas, random, 420)
  const bowl = random.pick(['#31596b', '#f0e6d6', '#7f4a3a', '#5d7a6a'])
  const broth = random.pick(['#d98f4a', '#c4563a', '#e0b46a', '#8a4f30'])
  canvas.oval(500, 1040, 440, 110, '#1c1410', 0.26)
  canvas.path('M90 720q0 330 250 350h280q250 -20 250 -350z', canvas.across([[0, mix(bowl, '#ffffff', 0.26)], [1, mix(bowl, '#1c1410', 0.28)]]))
  canvas.stroke('M116 800Q480 960 844 800', mix(bowl, '#ffffff', 0.5), 9, { opacity: 0.6 })
  canvas.oval(480, 720, 390, 140, mix(bowl, '#ffffff', 0.4))
  canvas.oval(480, 728, 352, 116, broth)
  for (let i = 0; i < 14; i++) canvas.stroke(`M${180 + i * 34} ${740 + random.int(-26, 26)}q${random.int(40, 90)} ${random.int(-70, 40)} ${random.int(150, 230)} ${random.int(-20, 30)}`, mix('#f6dd9c', '#e0b45e', random.next()), 13)
  canvas.oval(320, 690, 84, 56, '#fbf4e4')
  canvas.oval(322, 690, 42, 30, canvas.radial([[0, '#f5a53a'], [1, '#e58a22']]))
  for (let i = 0; i < 4; i++) canvas.path(`M${520 + i * 58} ${660 + i * 16}q52 -26 74 20q-20 50 -70 34q-30 -22 -4 -54z`, i % 2 ? '#a85a44' : '#b96a50')
  for (let i = 0; i < 22; i++) canvas.oval(random.between(230, 730), random.between(660, 800), 11, 7, random.pick(['#6f9a4e', '#8ab562', '#d9432f']))
  canvas.stroke('M620 300L470 700M700 310L520 700', '#8a5a36', 19)
  canvas.stroke('M400 560q-40 -60 0 -120t0 -120M560 540q-40 -60 0 -110t0 -130M250 580q-30 -50 0 -90t0 -90', '#ffffff', 18, { opacity: 0.34 })
}

function books(canvas: Canvas, random: Random): void {
  still(canvas, random, 940)
  const colours = random.shuffle(['#b5573a', '#31596b', '#d5a046', '#4d6b55', '#7f4a5c', '#8fa6b5', '#efe3d0'])
  shadow(canvas, 480, 1100, 400)
  for (let i = 0; i < 5; i++) {
    const [w, x] = [560 - i * 30, 200 + i * 14 + random.int(-20, 20)]
    const y = 1010 - i * 82
    canvas.rect(x + 14, y + 10, w - 20, 58, '#f3e8d2')
    canvas.rect(x, y, w, 14, colours[i]!, { r: 5 })
    canvas.rect(x, y + 64, w, 14, mix(colours[i]!, '#1c1410', 0.2), { r: 5 })
    canvas.path(`M${x} ${y}h44v78h-44q-16 -39 0 -78z`, mix(colours[i]!, '#1c1410', 0.1))
    canvas.stroke(`M${x + 70} ${y + 30}h${w - 120}M${x + 70} ${y + 44}h${w - 120}`, '#cdbb98', 3)
  }
  canvas.group('translate(0 38)', () => {
    canvas.path('M480 640q-130 -70 -270 -10v-210q140 -56 270 20q130 -76 270 -20v210q-140 -60 -270 10z', '#fbf5e6')
    canvas.stroke('M480 440v200', '#d3c3a3', 5)
    for (let i = 0; i < 5; i++) canvas.stroke(`M250 ${456 + i * 34}q100 -26 196 10M514 ${466 + i * 34}q100 -36 196 -10`, '#9c8e78', 4, { opacity: 0.5 })
    canvas.path('M560 420l36 -12v150l-20 -18l-16 28z', random.pick(['#c9694a', '#31596b']))
  })
  canvas.group('translate(300 880)rotate(-8)', () => {
    for (const x of [360, 510]) canvas.path(`M${x - 60} 296h116q10 60 -20 84q-40 16 -76 0q-30 -24 -20 -84z`, '#ffffff', { 'opacity': 0.35, 'stroke': '#4a3a32', 'stroke-width': 9 })
    canvas.stroke('M416 312q20 -16 36 0', '#4a3a32', 8)
  })
}

function plants(canvas: Canvas, random: Random): void {
  still(canvas, random, 900)
  for (const [x, size] of random.shuffle([[220, 300], [500, 380], [760, 260]] as const)) {
    shadow(canvas, x, 1130, size * 0.7)
    const green = random.pick(['#5f8a5c', '#47765a', '#7fa268'])
    const kind = random.pick(['fern', 'monstera', 'snake'])
    if (kind === 'fern') for (let i = -3; i <= 3; i++) canvas.frond(x, 940, size * random.between(0.9, 1.2), i * 19, mix(green, '#e6e09a', random.between(0, 0.3)), 11, 0.62)
    if (kind === 'snake') for (let i = -3; i <= 3; i++) canvas.path(`M${x + i * 16 - 20} 950q${i * 30 - 10} ${-size * 0.7} ${i * 34 + 10} ${-size * (1.5 - Math.abs(i) * 0.16)}q40 ${size * 0.7} ${30 - i * 34} ${size * (1.5 - Math.abs(i) * 0.16)}z`, mix(green, '#eee6a8', Math.abs(i) * 0.08))
    if (kind === 'monstera') for (let i = 0; i < 6; i++) {
      const [lx, ly] = [x + Math.cos(0.5 + i * 0.42) * size * 0.7, 860 - Math.sin(0.5 + i * 0.42) * size * random.between(0.6, 1.3)]
      canvas.stroke(`M${x} 950Q${x} ${ly + 120} ${lx.toFixed(0)} ${ly.toFixed(0)}`, mix(green, '#1c2a1c', 0.3), 8)
      canvas.group(`translate(${lx.toFixed(0)} ${ly.toFixed(0)})rotate(${(lx - x) * 0.22})scale(${(size / 260).toFixed(2)})`, () => {
        canvas.path('M0 40C-90 20 -96 -70 0 -120C96 -70 90 20 0 40z', mix(green, '#d9e09a', random.between(0, 0.3)))
        canvas.stroke('M0 40V-110M0 -10l-56 -26M0 -10l56 -26M0 -50l-46 -20M0 -50l46 -20', mix(green, '#1c2a1c', 0.3), 4, { opacity: 0.6 })
      })
    }
    const clay = random.pick(['#c4714f', '#e6d5bd', '#8fa6a6', '#f1ebe0'])
    canvas.path(`M${x - size * 0.34} 930h${size * 0.68}l${-size * 0.1} 200h${-size * 0.48}z`, canvas.across([[0, mix(clay, '#fff3e0', 0.2)], [1, mix(clay, '#1c1410', 0.25)]]))
    canvas.rect(x - size * 0.38, 914, size * 0.76, 40, mix(clay, '#fff3e0', 0.1), { r: 10 })
  }
}

function tea(canvas: Canvas, random: Random): void {
  still(canvas, random, 620)
  const clay = random.pick(['#7a4a38', '#5d6f66', '#b08a5e', '#e9e0d0'])
  canvas.rect(90, 900, 780, 60, '#6a4a34', { r: 16 })
  canvas.rect(110, 890, 740, 40, '#8a6446', { r: 14 })
  shadow(canvas, 430, 900, 300, 0.4)
  canvas.stroke('M200 740Q90 700 130 610', clay, 40)
  canvas.stroke('M600 680q130 -30 130 60t-140 90', clay, 34)
  canvas.path('M190 740q10 -140 210 -140t220 140q0 150 -120 164h-180q-130 -20 -130 -164z', canvas.across([[0, mix(clay, '#fff3e0', 0.28)], [1, mix(clay, '#1c1410', 0.3)]]))
  canvas.oval(404, 612, 120, 26, mix(clay, '#1c1410', 0.2))
  canvas.path('M300 606q104 -70 208 0z', mix(clay, '#fff3e0', 0.16))
  canvas.oval(404, 556, 24, 22, mix(clay, '#1c1410', 0.12))
  for (const [x, s] of [[700, 1], [810, 0.9]] as const) {
    canvas.path(`M${x - 62 * s} ${812}q4 84 34 88h${56 * s}q30 -4 34 -88z`, canvas.across([[0, '#fbf6ec'], [1, '#cfc3b0']]))
    canvas.oval(x, 812, 62 * s, 17, '#f6efe2')
    canvas.oval(x, 815, 52 * s, 12, random.pick(['#c9a24a', '#b5702f', '#a9b45e']))
  }
  canvas.stroke('M400 520q-30 -60 0 -110t0 -110M700 770q-20 -40 0 -70t0 -70', '#ffffff', 14, { opacity: 0.36 })
  const branch = random.pick(['#e8a4ab', '#f0e0b0', '#d9e3c4'])
  canvas.stroke('M740 0q-40 200 60 420', '#5b4640', 10)
  for (let i = 0; i < 16; i++) {
    const [x, y] = [random.between(680, 880), random.between(30, 420)]
    for (let k = 0; k < 5; k++) canvas.oval(x + Math.cos(k * 1.257) * 15, y + Math.sin(k * 1.257) * 15, 12, 12, branch)
    canvas.oval(x, y, 6, 6, '#d9964a')
  }
}

function pottery(canvas: Canvas, random: Random): void {
  still(canvas, random, 860)
  const clay = random.pick(['#b9764f', '#c9b49a', '#8fa0a0', '#a5674a'])
  canvas.rect(0, 240, WIDTH, 26, '#8a6446')
  for (let i = 0; i < 4; i++) {
    const [x, h, tone] = [130 + i * 230, random.int(90, 150), random.pick(['#c9d4cd', '#d9a27a', '#8a9aa6', '#efe4d0'])]
    canvas.path(`M${x - 50} 240q-30 ${-h * 0.6} 20 ${-h}h60q50 ${h * 0.4} 20 ${h}z`, canvas.across([[0, mix(tone, '#fff3e0', 0.3)], [1, mix(tone, '#1c1410', 0.2)]]))
  }
  shadow(canvas, 480, 1150, 420)
  canvas.path('M440 1010h80l30 150h-140z', '#6a5040')
  canvas.oval(480, 1006, 330, 62, '#5f4a3c')
  canvas.oval(480, 992, 330, 62, '#8a7260')
  canvas.oval(480, 988, 250, 44, '#9a816c')
  const shape = random.pick([
    'M330 980q-60 -180 30 -300q30 -60 10 -130h220q-20 70 10 130q90 120 30 300q-150 30 -300 0z',
    'M300 970q-70 -160 0 -330h360q70 170 0 330q-180 40 -360 0z',
    'M370 980q-20 -60 -110 -140q-60 -90 40 -220h360q100 130 40 220q-90 80 -110 140q-110 24 -220 0z',
  ])
  canvas.path(shape, canvas.across([[0, mix(clay, '#fff3e0', 0.34)], [0.45, clay], [1, mix(clay, '#1c1410', 0.34)]]))
  canvas.within(shape, () => {
    for (let y = 600; y < 1000; y += 34) canvas.stroke(`M200 ${y}Q480 ${y + 40} 760 ${y}`, mix(clay, '#1c1410', 0.3), 4, { opacity: 0.35 })
    canvas.rect(200, 780, 560, 54, random.pick(['#f0e6d4', '#31596b', '#4d6b55']), { opacity: 0.7 })
  })
  canvas.stroke('M770 1090l120 -70', '#b98a5a', 16)
}

/** Album pictures from tables, windowsills and workshops. */
export const homeMoments = { cat, dog, coffee, noodles, books, plants, tea, pottery }
