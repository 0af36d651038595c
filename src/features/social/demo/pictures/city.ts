import type { Scene } from './scene.ts'
import type { Canvas } from './brush.ts'
import type { Random } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'
import { HEIGHT, WIDTH } from './brush.ts'

const LAMPS = ['#ffd58a', '#ffb870', '#f7e3b0', '#f08a6a'] as const

function lantern(canvas: Canvas, x: number, y: number, size: number, colour: string): void {
  canvas.glow(x, y, size * 2.6, '#ffb35c', 0.5)
  canvas.stroke(`M${x} ${y - size * 2}V${y - size}`, '#4a3630', 3)
  canvas.oval(x, y, size, size * 0.86, canvas.radial([[0, '#ffd08a'], [0.7, colour], [1, mix(colour, '#4a1410', 0.3)]]))
  canvas.rect(x - size * 0.4, y - size, size * 0.8, size * 0.2, '#d9a24a')
  canvas.rect(x - size * 0.4, y + size * 0.78, size * 0.8, size * 0.2, '#d9a24a')
  canvas.stroke(`M${x} ${y + size}v${size * 0.8}`, '#d9a24a', 4)
}

/** A string of small lamps that hangs through. */
function lampString(canvas: Canvas, random: Random, y: number, sag: number): void {
  canvas.stroke(`M-10 ${y}Q${WIDTH / 2} ${y + sag * 2} ${WIDTH + 10} ${y + random.int(-60, 60)}`, '#2b2530', 3)
  for (let i = 0; i <= 9; i++) {
    const t = i / 9
    const [x, at] = [t * WIDTH, y + sag * 4 * t * (1 - t) + 12]
    canvas.glow(x, at, 46, '#ffcf80', 0.6)
    canvas.oval(x, at, 9, 11, '#fff0cd')
  }
}

/** A white wall as they stand in old Anhui towns, its top stepped and tiled. */
function horseHead(canvas: Canvas, x: number, y: number, w: number, wall: string): void {
  const step = w / 5
  canvas.path(`M${x} ${HEIGHT}V${y + 80}h${step}v-44h${step}v-40h${step}v40h${step}v44h${step}V${HEIGHT}z`, wall)
  for (const [dx, dy, n] of [[0, 80, 1], [step, 36, 1], [step * 2, -4, 1], [step * 3, 36, 1], [step * 4, 80, 1]] as const) {
    canvas.path(`M${x + dx - 14} ${y + dy}q-14 -6 -16 -20h${step * n + 60}q-2 14 -16 20z`, '#4b4a4c')
    canvas.stroke(`M${x + dx - 24} ${y + dy - 20}q-12 -2 -14 -16M${x + dx + step + 24} ${y + dy - 20}q12 -2 14 -16`, '#4b4a4c', 7)
  }
}

/** Places between houses. */
export const city = {
  skyline: {
    hours: ['night', 'dusk'],
    weather: 'mild',
    shots: ['near', 'half', 'near'],
    back(canvas, random, hour) {
      canvas.sky(hour, 1000)
      canvas.oval(random.int(120, 840), random.int(120, 260), 34, 34, '#fdf3d8', 0.85)
      for (const [base, tone, tall] of [[960, '#4a4f7a', 420], [1060, '#363c64', 560], [1180, '#252b4d', 420]] as const) {
        let x = -30
        while (x < WIDTH) {
          const w = random.int(70, 150)
          const fill = hour === 'night' ? tone : mix(tone, '#c58f93', 0.35)
          canvas.tower(random, x, base, w, random.int(tall * 0.4, tall), fill, random.pick(LAMPS))
          x += w + random.int(2, 30)
        }
        canvas.rect(0, base, WIDTH, HEIGHT - base, hour === 'night' ? tone : mix(tone, '#c58f93', 0.3))
      }
      canvas.bokeh(random, 26, LAMPS, [760, HEIGHT], [12, 46])
      lampString(canvas, random, random.int(90, 200), 60)
    },
    front(canvas) {
      canvas.rect(-10, 1178, WIDTH + 20, 16, '#8d8aa5', { opacity: 0.5 })
      canvas.rect(-10, 1194, WIDTH + 20, 100, '#aeb4cf', { opacity: 0.13 })
    },
  },

  market: {
    hours: ['night'],
    weather: 'mild',
    shots: ['half', 'near', 'half'],
    back(canvas, random) {
      canvas.all([[0, '#2a2438'], [0.5, '#54384a'], [1, '#7a4a3e']])
      canvas.glow(480, 620, 520, '#ffb45e', 0.55)
      for (const side of [-1, 1]) {
        for (let row = 0; row < 3; row++) {
          const near = row / 2
          const [w, h] = [130 + near * 240, 160 + near * 260]
          const x = 480 + side * (110 + near * 250) - (side < 0 ? w : 0)
          const y = 560 - near * 120
          const awning = random.pick(['#b5483c', '#c97f3a', '#3f6d6a', '#8a4a5c', '#d9a24a'])
          canvas.rect(x, y + h * 0.28, w, h, canvas.linear([[0, '#ffcf87'], [1, '#8a5236']]))
          for (let k = 0; k < 3; k++) canvas.rect(x + w * (0.1 + k * 0.3), y + h * 0.72, w * 0.22, h * 0.2, random.pick(['#7b3f30', '#5d6b4a', '#e7c583']), { r: 8 })
          const stripes = 6
          for (let k = 0; k < stripes; k++) canvas.path(`M${x + k * w / stripes} ${y}h${w / stripes}l${side * 4} ${h * 0.3}q${-w / stripes / 2} ${h * 0.08} ${-w / stripes} 0z`, k % 2 ? '#f6e7cb' : awning)
        }
      }
      canvas.path(`M-10 ${HEIGHT}L380 800H580L${WIDTH + 10} ${HEIGHT}z`, '#6b4640')
      for (let i = 0; i < 5; i++) lantern(canvas, 90 + i * 195 + random.int(-30, 30), 210 + (i % 2) * 90, 38 + random.int(0, 14), random.pick(['#d9432f', '#e2683a']))
      canvas.bokeh(random, 30, LAMPS, [300, 1100])
    },
    front(canvas, random) {
      for (let i = 0; i < 4; i++) canvas.oval(random.between(0, WIDTH), random.between(980, HEIGHT), random.between(90, 190), random.between(60, 120), canvas.radial([[0, '#fff1df', 0.3], [1, '#fff1df', 0]]))
      canvas.bokeh(random, 8, LAMPS, [1020, HEIGHT], [30, 70])
    },
  },

  lane: {
    hours: ['day', 'golden', 'dusk'],
    weather: 'mild',
    shots: ['half', 'whole', 'near'],
    ground: 1218,
    back(canvas, random, hour) {
      canvas.sky(hour, 900)
      const wall = hour === 'dusk' ? '#d3c3c4' : hour === 'golden' ? '#f2e2c6' : '#f1ede4'
      canvas.hills(random, 420, 130, hour === 'dusk' ? '#8d86a0' : '#b8c6bd', { low: 900 })
      horseHead(canvas, random.int(250, 340), 380, 400, mix(wall, '#8d8a88', 0.12))
      horseHead(canvas, -180, 210, 420, wall)
      horseHead(canvas, 740, 250, 420, mix(wall, '#8d8a88', 0.06))
      for (const [x, y] of [[70, 620], [800, 660]] as const) {
        canvas.rect(x, y, 110, 150, '#5a4a42', { r: 6 })
        canvas.stroke(`M${x + 55} ${y + 8}v134M${x + 8} ${y + 50}h94M${x + 8} ${y + 100}h94`, '#a58a70', 6)
        canvas.path(`M${x - 16} ${y - 6}h142l-14 -22h-114z`, '#4b4a4c')
      }
      canvas.path(`M-10 ${HEIGHT}V1060L330 860H640L${WIDTH + 10} 1060V${HEIGHT}z`, canvas.linear([[0, '#b9ac9c'], [1, '#7f766d']], [0, 860], [0, HEIGHT]))
      for (let row = 0; row < 6; row++) canvas.stroke(`M-10 ${900 + row * row * 13}Q480 ${886 + row * row * 13} ${WIDTH + 10} ${900 + row * row * 13}`, '#5f574f', 3, { opacity: 0.35 })
      if (hour !== 'day') [190, 770].forEach(x => lantern(canvas, x, 520, 44, '#d9432f'))
      else canvas.frond(random.pick([60, 900]), 900, 260, random.int(-14, 14), '#6f9a66', 8)
    },
    front(canvas, random, _, shot) {
      if (shot === 'whole') return
      const x = random.pick([70, 870])
      canvas.path(`M${x - 120} ${HEIGHT}q-20 -110 20 -140h200q40 30 20 140z`, '#6d6258')
      for (let i = 0; i < 4; i++) canvas.oval(x + random.between(-110, 110), 1130 + random.between(-50, 20), 76, 30, mix('#5d8a62', '#dfe3a8', random.between(0, 0.3)))
      canvas.path(`M${x} 1090q-44 -50 0 -96q44 46 0 96zM${x} 1090q-70 -20 -66 -66q46 6 66 66zM${x} 1090q70 -20 66 -66q-46 6 -66 66z`, '#e9a8ab')
    },
  },

  bridge: {
    hours: ['golden', 'dusk', 'day'],
    weather: 'warm',
    shots: ['half', 'whole', 'near'],
    ground: 1214,
    back(canvas, random, hour) {
      canvas.sky(hour, 860)
      if (hour !== 'day') canvas.glow(random.int(200, 760), 640, 330, '#ffdca6', 0.8)
      canvas.hills(random, 800, 60, hour === 'day' ? '#a9c0b4' : '#a58f92', { low: 880 })
      const steel = hour === 'day' ? '#d8dcd8' : '#8f7d80'
      const mast = random.int(180, 420)
      canvas.path(`M${mast} 140l22 0l34 780h-90z`, steel)
      let cables = ''
      for (let i = 1; i < 11; i++) cables += `M${mast + 11} ${150 + i * 26}L${mast + 70 + i * 84} 880M${mast + 11} ${150 + i * 26}L${mast - 40 - i * 60} 880`
      canvas.stroke(cables, steel, 4, { opacity: 0.8 })
      canvas.path(`M-10 870H${WIDTH + 10}v40H-10z`, mix(steel, '#3a3230', 0.3))
      canvas.rect(0, 910, WIDTH, HEIGHT, canvas.linear([[0, hour === 'day' ? '#c9c1b2' : '#c29a84'], [1, hour === 'day' ? '#9d958a' : '#7f6a68']], [0, 910], [0, HEIGHT]))
      canvas.stroke(`M480 ${HEIGHT}L500 920M120 ${HEIGHT}L420 920`, '#f5efe2', 8, { opacity: 0.5 })
    },
    front(canvas, _, hour, shot) {
      if (shot !== 'half') return
      canvas.rect(-10, 1120, WIDTH + 20, 22, hour === 'day' ? '#f0ede4' : '#b29a92', { r: 8 })
      for (let x = -20; x < WIDTH; x += 64) canvas.rect(x, 1130, 10, 160, hour === 'day' ? '#dcd8cd' : '#9b8580')
    },
  },
} satisfies Record<string, Scene>
