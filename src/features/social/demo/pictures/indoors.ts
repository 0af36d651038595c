import type { Scene } from './scene.ts'
import type { Canvas } from './brush.ts'
import type { Random } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'
import { HEIGHT, WIDTH } from './brush.ts'

const SPINES = ['#b5573a', '#31596b', '#d5a046', '#4d6b55', '#7f4a5c', '#efe3d0', '#56657a', '#c7a07a', '#8fa6b5', '#3d3a3a', '#a23f3a'] as const

/** A row of books that stand on y. */
function books(canvas: Canvas, random: Random, [from, to]: readonly [number, number], y: number, tall: number): void {
  let x = from
  while (x < to - 14) {
    const [w, h] = [random.int(18, 38), tall * random.between(0.62, 0.96)]
    if (random.chance(0.07)) {
      x += random.int(24, 60)
      continue
    }
    const colour = mix(random.pick(SPINES), '#6a4a34', 0.16)
    canvas.rect(x, y - h, Math.min(w, to - x), h, colour, { r: 2 })
    if (random.chance(0.35)) canvas.rect(x + 3, y - h * 0.8, Math.max(2, w - 6), h * 0.1, '#f3e7cc', { opacity: 0.7 })
    x += w + 2
  }
}

/** A pot with leaves of one of four kinds. */
function pot(canvas: Canvas, random: Random, x: number, y: number, size: number): void {
  const green = random.pick(['#5f8a5c', '#47765a', '#7fa268', '#8aa86a'])
  const kind = random.pick(['fern', 'round', 'tall', 'cactus'])
  if (kind === 'fern') for (let i = -2; i <= 2; i++) canvas.frond(x, y - size * 0.5, size * random.between(0.9, 1.3), i * 24, mix(green, '#e6e09a', random.between(0, 0.25)), 5)
  else if (kind === 'round') canvas.crown(random, x, y - size * 1.05, size * 0.62, green)
  else if (kind === 'tall') for (let i = -2; i <= 2; i++) canvas.path(`M${x - 8} ${y - size * 0.5}q${i * size * 0.16} ${-size * 0.9} ${i * size * 0.26} ${-size * 1.4}q${size * 0.1 + i * 6} ${size * 0.7} ${-i * size * 0.2 + 14} ${size * 1.4}z`, mix(green, '#f0eab0', Math.abs(i) * 0.1))
  else canvas.path(`M${x - size * 0.2} ${y - size * 0.4}v${-size * 0.7}a${size * 0.2} ${size * 0.2} 0 0 1 ${size * 0.4} 0v${size * 0.7}z`, green)
  const clay = random.pick(['#c4714f', '#e6d5bd', '#8fa6a6', '#b98a6a'])
  canvas.path(`M${x - size * 0.38} ${y - size * 0.5}h${size * 0.76}l${-size * 0.1} ${size * 0.5}h${-size * 0.56}z`, canvas.across([[0, mix(clay, '#fff3e0', 0.2)], [1, mix(clay, '#1c1410', 0.25)]]))
}

function lampShade(canvas: Canvas, x: number, y: number, size: number, colour: string): void {
  canvas.stroke(`M${x} -10V${y}`, '#3a302c', 5)
  canvas.glow(x, y + size * 0.6, size * 4, '#ffdb9c', 0.55)
  canvas.path(`M${x - size} ${y + size * 0.6}q${size * 0.2} ${-size * 0.7} ${size} ${-size * 0.7}t${size} ${size * 0.7}z`, colour)
  canvas.oval(x, y + size * 0.6, size * 0.4, size * 0.12, '#fff0cd')
}

function table(canvas: Canvas, y: number, wood: string): void {
  canvas.rect(-10, y, WIDTH + 20, HEIGHT - y + 10, canvas.linear([[0, mix(wood, '#fff0d4', 0.25)], [0.1, wood], [1, mix(wood, '#1c1410', 0.35)]], [0, y], [0, HEIGHT]))
  for (let i = 0; i < 4; i++) canvas.stroke(`M-10 ${y + 40 + i * 34}C300 ${y + 26 + i * 34} 640 ${y + 56 + i * 34} ${WIDTH + 10} ${y + 36 + i * 34}`, '#3a2416', 3, { opacity: 0.14 })
}

function cup(canvas: Canvas, x: number, y: number, size: number, colour: string): void {
  canvas.oval(x, y + size * 0.72, size * 1.25, size * 0.2, '#1c1410', 0.22)
  canvas.oval(x, y + size * 0.62, size * 1.2, size * 0.2, mix(colour, '#ffffff', 0.35))
  canvas.stroke(`M${x + size * 0.7} ${y - size * 0.1}q${size * 0.6} 0 ${size * 0.5} ${size * 0.34}t${-size * 0.66} ${size * 0.2}`, colour, size * 0.14)
  canvas.path(`M${x - size * 0.8} ${y - size * 0.4}q0 ${size} ${size * 0.5} ${size}h${size * 0.6}q${size * 0.5} 0 ${size * 0.5} ${-size}z`, canvas.across([[0, mix(colour, '#ffffff', 0.3)], [1, mix(colour, '#1c1410', 0.2)]]))
  canvas.oval(x, y - size * 0.4, size * 0.8, size * 0.2, mix(colour, '#ffffff', 0.4))
  canvas.oval(x, y - size * 0.38, size * 0.66, size * 0.15, '#7a4e34')
  canvas.stroke(`M${x - size * 0.2} ${y - size * 0.8}q-16 -30 0 -56t0 -56M${x + size * 0.24} ${y - size * 0.8}q-16 -30 0 -56t0 -40`, '#ffffff', 6, { opacity: 0.35 })
}

function openBook(canvas: Canvas, x: number, y: number, size: number): void {
  for (const side of [-1, 1]) {
    canvas.path(`M${x} ${y}q${side * size * 0.5} ${-size * 0.24} ${side * size} ${-size * 0.06}v${size * 0.42}q${-side * size * 0.5} ${-size * 0.18} ${-side * size} ${size * 0.06}z`, side < 0 ? '#f8f0de' : '#efe4cd')
    for (let i = 0; i < 4; i++) canvas.stroke(`M${x + side * size * 0.14} ${y + size * (0.02 + i * 0.08)}q${side * size * 0.36} ${-size * 0.13} ${side * size * 0.72} ${-size * 0.04}`, '#8d8170', 3, { opacity: 0.45 })
  }
}

/** Places under a roof, and balconies. */
export const indoors = {
  cafe: {
    hours: ['lamp'],
    weather: 'mild',
    isInside: true,
    shots: ['half', 'near'],
    back(canvas, random) {
      const wall = random.pick(['#c9a27e', '#8fa08c', '#b98573', '#7d8a90', '#d9c9a8', '#6f7f74', '#a8869a'])
      canvas.all([[0, mix(wall, '#fff0d8', 0.2)], [1, mix(wall, '#2a1c14', 0.3)]])
      const rain = random.chance(0.35)
      const x = random.int(60, 220)
      const street = rain ? ['#8fa3ad', '#b8c1c0', '#6f7f84'] as const : ['#bcd5d6', '#f1e4c4', '#a7b58d'] as const
      const view = `M${x} 130h640v720h-640z`
      canvas.path(view, canvas.linear([[0, street[0]], [0.55, street[1]], [1, street[2]]]))
      canvas.within(view, () => {
        for (let i = 0; i < 5; i++) canvas.tower(random, x + i * 140 - 40, 760, 110, random.int(180, 430), mix(street[0], '#8a7a6e', 0.4), rain ? '#ffd58a' : undefined)
        for (let i = 0; i < 3; i++) canvas.crown(random, x + random.int(20, 620), 700, random.int(70, 130), rain ? '#6b8274' : '#84a56c')
        if (rain) canvas.stroke(Array.from({ length: 60 }, () => `M${random.int(x, x + 640)} ${random.int(130, 850)}l-5 ${random.int(14, 40)}`).join(''), '#eef4f5', 3, { opacity: 0.5 })
        else canvas.bokeh(random, 9, ['#fff6dc', '#f6dd9e'], [160, 820], [20, 60])
      })
      canvas.stroke(`${view}M${x + 213} 130v720M${x + 426} 130v720M${x} 370h640`, '#4a3428', 20)
      canvas.rect(x - 30, 850, 700, 30, '#5d4030')
      for (const dx of [random.int(60, 200), random.int(420, 560)]) pot(canvas, random, x + dx, 850, 110)
      lampShade(canvas, random.int(120, 300), 190, 84, '#3f5a58')
      lampShade(canvas, random.int(660, 850), 140, 84, '#3f5a58')
    },
    front(canvas, random, _, shot) {
      const y = shot === 'half' ? 1060 : 1150
      table(canvas, y, '#8f6040')
      cup(canvas, random.pick([210, 720]), y + 40, shot === 'half' ? 74 : 62, random.pick(['#f0e6d4', '#7f9a96', '#c9694a']))
      if (shot === 'half') openBook(canvas, random.pick([480, 520]), y + 130, 190)
    },
  },

  library: {
    hours: ['lamp'],
    weather: 'mild',
    isInside: true,
    shots: ['half', 'near', 'near'],
    back(canvas, random) {
      const wood = random.pick(['#7a5238', '#94704e', '#5d4638', '#4f6660', '#8f9496', '#6d5a6a', '#b58a58'])
      canvas.all([[0, mix(wood, '#2a1c14', 0.3)], [1, mix(wood, '#2a1c14', 0.5)]])
      for (let row = 0; row < 6; row++) {
        const y = 190 + row * 200
        books(canvas, random, [0, 300], y, 158)
        books(canvas, random, [330, 630], y, 158)
        books(canvas, random, [660, 960], y, 158)
        canvas.rect(0, y, WIDTH, 22, mix(wood, '#fff0d4', 0.16))
      }
      for (const x of [300, 630]) canvas.rect(x, 0, 30, HEIGHT, mix(wood, '#fff0d4', 0.1))
      canvas.glow(random.int(160, 800), 260, 560, '#ffdca0', 0.45)
      canvas.rect(0, 0, WIDTH, HEIGHT, '#2a1a10', { opacity: 0.2 })
    },
    front(canvas, random, _, shot) {
      if (shot === 'near' && random.chance(0.5)) return
      table(canvas, 1120, '#6f4a32')
      openBook(canvas, 480, 1180, 230)
      const x = random.pick([110, 850])
      canvas.glow(x, 990, 300, '#ffe2a8', 0.55)
      canvas.rect(x - 8, 1000, 16, 130, '#b98a45')
      canvas.path(`M${x - 92} 1010q10 -80 92 -80t92 80z`, '#3f6b58')
      canvas.oval(x, 1140, 70, 14, '#b98a45')
    },
  },

  balcony: {
    hours: ['day', 'golden', 'dusk'],
    weather: 'warm',
    isInside: true,
    shots: ['half', 'near', 'half'],
    back(canvas, random, hour) {
      canvas.sky(hour, 900)
      if (hour === 'golden') canvas.glow(random.int(160, 800), 360, 300, '#fff0c8', 0.9)
      let x = -40
      while (x < WIDTH) {
        const w = random.int(90, 170)
        canvas.tower(random, x, 920, w, random.int(120, 520), mix(hour === 'dusk' ? '#7a7090' : '#c3c2b6', '#ffffff', random.between(0, 0.2)), hour === 'dusk' ? '#ffdf9e' : undefined)
        x += w + random.int(6, 40)
      }
      for (let i = 0; i < 5; i++) canvas.crown(random, i * 240 - 20, 930, 110, hour === 'dusk' ? '#5b6b66' : '#8bab78')
      canvas.rect(0, 900, WIDTH, 380, canvas.linear([[0, '#e8dcc8'], [1, '#b59f86']]))
      canvas.rect(-10, 880, WIDTH + 20, 24, '#6d5a4c')
      for (let bar = 10; bar < WIDTH; bar += 54) canvas.rect(bar, 900, 8, 380, '#7d6a5a')
      for (let i = 0; i < 5; i++) pot(canvas, random, 60 + i * 210 + random.int(-30, 30), 884, random.int(90, 140))
      if (random.chance(0.5)) {
        canvas.stroke(`M-10 150Q480 190 ${WIDTH + 10} 140`, '#8a7a6c', 4)
        for (const at of [120, 300, 700, 830]) canvas.path(`M${at} 164l74 4l8 170q-44 14 -88 0z`, random.pick(['#f3ebdd', '#c7d5d6', '#e6c1a6', '#b9c3a4']), { opacity: 0.95 })
      } else {
        for (let i = 0; i < 6; i++) canvas.frond(random.between(0, WIDTH), -30, random.between(160, 300), 180 + random.between(-24, 24), random.pick(['#6f9a66', '#5b8a5e', '#8fae6e']), 7)
      }
    },
    front(canvas, random) {
      pot(canvas, random, random.int(20, 140), HEIGHT + 30, random.int(190, 260))
      pot(canvas, random, random.int(820, 940), HEIGHT + 40, random.int(190, 260))
    },
  },

  studio: {
    hours: ['lamp'],
    weather: 'mild',
    isInside: true,
    shots: ['near', 'half', 'near'],
    back(canvas, random) {
      const wall = random.pick(['#d9c3a8', '#b8c4b4', '#c9aaa0', '#a9b7c0', '#c4b2c4', '#e0c48f', '#8c9a96'])
      canvas.all([[0, mix(wall, '#fff8ec', 0.4)], [0.6, wall], [1, mix(wall, '#3a2a20', 0.28)]], [0, 0], [WIDTH, HEIGHT])
      const kind = random.pick(['window', 'arch', 'round', 'leaves', 'frames'])
      if (kind === 'window') for (let row = 0; row < 3; row++) for (let column = 0; column < 3; column++) canvas.path(`M${150 + column * 190 + row * 60} ${120 + row * 230 - column * 30}l168 -28l50 204l-168 28z`, '#fff6dd', { opacity: 0.42 })
      if (kind === 'arch') {
        canvas.path('M140 1290V520a340 340 0 0 1 680 0V1290z', mix(wall, '#3a2a20', 0.16))
        canvas.path('M200 1290V540a280 280 0 0 1 560 0V1290z', mix(wall, '#fff8ec', 0.2))
      }
      if (kind === 'round') canvas.oval(480, 520, 390, 390, canvas.linear([[0, mix(wall, '#fffaf0', 0.6)], [1, mix(wall, '#b5573a', 0.2)]]))
      if (kind === 'leaves') for (let i = 0; i < 7; i++) canvas.frond(random.pick([random.between(-30, 200), random.between(760, 990)]), random.between(240, 1100), random.between(240, 420), random.between(-60, 60), mix(wall, '#4a5a44', 0.4), 8)
      if (kind === 'frames') {
        for (const [x, y, w, h] of [[70, 110, 210, 270], [690, 90, 200, 200], [700, 340, 180, 240], [90, 430, 180, 180]] as const) {
          canvas.rect(x, y, w, h, '#5d4636', { r: 4 })
          canvas.rect(x + 14, y + 14, w - 28, h - 28, '#f6efe0')
          canvas.path(`M${x + 14} ${y + h - 14}v${-h * 0.3}q${w * 0.2} ${-h * 0.2} ${w * 0.42} 0t${w - 28 - w * 0.42} ${-h * 0.06}v${h * 0.36}z`, random.pick(SPINES), { opacity: 0.8 })
        }
      }
    },
  },

  kitchen: {
    hours: ['lamp', 'lamp'],
    weather: 'mild',
    isInside: true,
    shots: ['half', 'near'],
    back(canvas, random) {
      const tile = random.pick(['#dfe6df', '#ecdcc6', '#a9c4c0', '#dcb09a', '#9db39a', '#e3c88f', '#a9b4c8'])
      canvas.all([[0, mix(tile, '#ffffff', 0.3)], [1, mix(tile, '#6a5040', 0.2)]])
      let lines = ''
      for (let y = 0; y < 900; y += 90) lines += `M0 ${y}H${WIDTH}`
      for (let y = 0; y < 10; y++) for (let x = y % 2 ? 0 : 80; x < WIDTH; x += 160) lines += `M${x} ${y * 90}v90`
      canvas.stroke(lines, mix(tile, '#8a7464', 0.4), 3, { opacity: 0.5 })
      canvas.rect(-10, 330, WIDTH + 20, 22, '#8f6444')
      for (let i = 0; i < 8; i++) {
        const x = 60 + i * 120 + random.int(-14, 14)
        const glass = random.pick(['#c9694a', '#d5a046', '#6d7f5f', '#e9dcc4', '#8fa6b5', '#7a4e34'])
        const h = random.int(80, 150)
        canvas.rect(x - 32, 330 - h, 64, h, glass, { r: 14 })
        canvas.rect(x - 24, 330 - h - 16, 48, 18, '#5d4636', { r: 4 })
      }
      canvas.rect(-10, 860, WIDTH + 20, 430, canvas.linear([[0, '#a87b55'], [1, '#6d4a34']]))
      for (let i = 0; i < 5; i++) canvas.stroke(`M${130 + i * 170} 360v${random.int(60, 110)}`, '#5d4636', 8)
      canvas.glow(480, 120, 620, '#ffe6b4', 0.45)
      pot(canvas, random, random.pick([110, 850]), 862, 130)
    },
    front(canvas, random) {
      table(canvas, 1110, '#b98a5e')
      const x = random.pick([230, 720])
      canvas.path(`M${x - 130} 1120h260q0 120 -70 140h-120q-70 -20 -70 -140z`, canvas.across([[0, '#f6efe2'], [1, '#c9bda8']]))
      canvas.oval(x, 1120, 130, 34, '#efe4d0')
      canvas.oval(x, 1120, 112, 26, random.pick(['#d98a4a', '#c4563a', '#8aa86a']))
      canvas.stroke(`M${x - 40} 1070q-20 -40 0 -74t0 -60M${x + 40} 1070q-20 -40 0 -74t0 -60`, '#ffffff', 8, { opacity: 0.4 })
      for (const dx of [0, 70, 130]) canvas.oval(WIDTH - x + dx - 70, 1190, 48, 46, canvas.radial([[0, '#f0a06a'], [1, '#c4563a']]))
    },
  },
} satisfies Record<string, Scene>
