import type { Scene } from './scene.ts'
import type { Canvas } from './brush.ts'
import type { Random } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'
import { HEIGHT, WIDTH } from './brush.ts'

const sun = (canvas: Canvas, x: number, y: number, r: number, colour: string) => {
  canvas.glow(x, y, r * 4.2, colour, 0.5)
  canvas.oval(x, y, r, r, mix(colour, '#ffffff', 0.5), 0.9)
}

/** Whether something that falls would lie on a face. */
const isOnFace = (x: number, y: number) => Math.abs(x - WIDTH / 2) < 240 && y > 220 && y < 840

/** A field of water from the horizon down, with the sky in it. */
function water(canvas: Canvas, random: Random, horizon: number, top: string, low: string, gleam: string): void {
  canvas.rect(0, horizon, WIDTH, HEIGHT - horizon, canvas.linear([[0, top], [1, low]], [0, horizon], [0, HEIGHT]))
  canvas.ripples(random, 46, [horizon + 8, HEIGHT], gleam, 0.34)
}

function railing(canvas: Canvas, y: number, colour: string): void {
  canvas.rect(-10, y, WIDTH + 20, 18, colour, { r: 8 })
  canvas.rect(-10, y + 74, WIDTH + 20, 9, colour)
  for (let x = 40; x < WIDTH; x += 176) canvas.rect(x, y, 20, HEIGHT - y, mix(colour, '#1c1410', 0.15))
}

/** Flowers of a plum tree along its branches. */
function blossom(canvas: Canvas, random: Random, branches: readonly (readonly [number, number, number, number])[], pink: string): void {
  for (const [x, y, dx, dy] of branches) {
    canvas.stroke(`M${x} ${y}q${dx * 0.5} ${dy * 0.2} ${dx} ${dy}`, '#5b4640', 11)
    canvas.stroke(`M${x + dx * 0.4} ${y + dy * 0.3}q${dx * 0.1} ${-90} ${dx * 0.3} ${-120}`, '#5b4640', 6)
    for (let i = 0; i < 26; i++) {
      const at = random.next()
      const [fx, fy, r] = [x + dx * at + random.between(-46, 46), y + dy * at * (0.4 + 0.6 * at) + random.between(-58, 40), random.between(9, 17)]
      const petals = [0, 1, 2, 3, 4].map(k => `M${(fx + Math.cos(k * 1.257) * r * 0.7).toFixed(0)} ${(fy + Math.sin(k * 1.257) * r * 0.7).toFixed(0)}h.1`).join('')
      canvas.stroke(petals, mix(pink, '#ffffff', random.between(0, 0.5)), r)
      canvas.oval(fx, fy, r * 0.2, r * 0.2, '#b4475a')
    }
  }
}

/** Places under the sky around Hefei. */
export const outdoors = {
  swanLake: {
    hours: ['dusk', 'golden', 'night'],
    weather: 'mild',
    shots: ['near', 'half', 'half', 'whole'],
    ground: 1222,
    back(canvas, random, hour) {
      const horizon = 700
      canvas.sky(hour, horizon)
      if (hour === 'golden') sun(canvas, random.int(160, 800), 560, 40, '#ffd699')
      const lamp = hour === 'golden' ? undefined : '#ffdf9e'
      const far = hour === 'night' ? '#2a3459' : hour === 'dusk' ? '#7c7394' : '#b1ab9f'
      let x = -20
      while (x < WIDTH) {
        const w = random.int(44, 96)
        canvas.tower(random, x, horizon, w, random.int(90, 380), mix(far, '#ffffff', random.between(0, 0.14)), lamp)
        x += w + random.int(-6, 16)
      }
      // The round shells of the grand theatre on the other side.
      const at = random.int(60, 480)
      for (const [dx, w, h] of [[0, 210, 92], [120, 240, 118], [270, 180, 78]] as const) canvas.path(`M${at + dx} ${horizon}C${at + dx + w * 0.2} ${horizon - h * 1.2} ${at + dx + w * 0.75} ${horizon - h * 1.1} ${at + dx + w} ${horizon}z`, mix(far, lamp ?? '#fff3da', lamp ? 0.42 : 0.4))
      const [top, low] = hour === 'night' ? ['#39406a', '#1a2340'] : hour === 'dusk' ? ['#c08f95', '#4d5a82'] : ['#e6cfa4', '#8ea7ab']
      water(canvas, random, horizon, top, low, hour === 'golden' ? '#fff2cf' : '#ffd9a0')
      for (let i = 0; i < 12; i++) canvas.rect(random.between(0, WIDTH), horizon + 4, random.between(8, 22), random.between(80, 260), lamp ?? '#fff3da', { r: 8, opacity: 0.14 })
    },
    front(canvas, _, hour, shot) {
      if (shot === 'half') railing(canvas, 1080, hour === 'night' ? '#39405c' : '#8b7d78')
      if (shot === 'whole') return
      canvas.path(`M0 ${HEIGHT}v-90q120 -40 220 90z`, mix('#2d4436', '#1a2340', hour === 'night' ? 0.6 : 0.1), { opacity: 0.9 })
    },
    floor: (canvas, hour) => canvas.path(`M-10 1090H${WIDTH + 10}V${HEIGHT}H-10z`, canvas.linear([[0, hour === 'night' ? '#454a63' : '#b9a695'], [1, hour === 'night' ? '#2c3048' : '#8b7b6e']])),
  },

  chaohu: {
    hours: ['day', 'golden'],
    weather: 'warm',
    shots: ['half', 'near', 'whole'],
    ground: 1226,
    back(canvas, random, hour) {
      const horizon = 640
      const day = hour === 'day'
      canvas.sky(hour, horizon)
      if (day) for (const [x, y, w] of [[120, 190, 300], [520, 300, 380], [-60, 400, 260]] as const) canvas.path(`M${x} ${y}q${w * 0.12} -60 ${w * 0.3} -40q${w * 0.14} -62 ${w * 0.34} -14q${w * 0.24} -24 ${w * 0.36} 54z`, '#fffaf0', { opacity: 0.75 })
      else sun(canvas, random.int(180, 780), 500, 52, '#ffc98a')
      canvas.hills(random, horizon - 20, 110, day ? '#9fb9bd' : '#b99f8f', { low: horizon })
      // The island with its pagoda.
      const at = random.int(120, 700)
      canvas.path(`M${at - 150} ${horizon}Q${at - 60} ${horizon - 120} ${at} ${horizon - 118}Q${at + 110} ${horizon - 92} ${at + 200} ${horizon}z`, day ? '#6f958a' : '#8f7d70')
      for (let i = 0; i < 6; i++) canvas.path(`M${at - 26 + i * 2.6} ${horizon - 112 - i * 24}h${52 - i * 5.2}l-6 -18h-${40 - i * 5.2}z`, day ? '#7a6a5c' : '#6d564a')
      water(canvas, random, horizon, day ? '#a7cbd1' : '#edc799', day ? '#4f8693' : '#7b7c86', day ? '#f2fbf6' : '#ffedc8')
      const boat = random.int(120, 720)
      canvas.path(`M${boat} ${horizon + 84}q50 26 110 0z`, '#6a4a38')
      canvas.path(`M${boat + 52} ${horizon + 78}v-96q44 50 40 92z`, '#f4e9d4')
      canvas.path(`M-20 ${HEIGHT}V1120Q300 1040 560 1110T${WIDTH + 20} 1080V${HEIGHT}z`, day ? '#e2cfa6' : '#c7a47f')
    },
    front(canvas, random, hour, shot) {
      const reed = hour === 'day' ? '#7f9455' : '#7a6445'
      const side = random.pick([0, WIDTH])
      for (let i = 0; i < (shot === 'whole' ? 12 : 22); i++) {
        const x = Math.abs(side - random.between(-30, 250) ** 1)
        const h = random.between(260, 520)
        canvas.stroke(`M${x.toFixed(0)} ${HEIGHT}q${random.between(-20, 20).toFixed(0)} ${(-h * 0.6).toFixed(0)} ${random.between(-70, 70).toFixed(0)} ${(-h).toFixed(0)}`, mix(reed, '#f4e4b4', random.between(0, 0.4)), 6)
        canvas.oval(x + random.between(-50, 50), HEIGHT - h, 9, 38, mix('#b9925c', '#fff3da', random.between(0, 0.4)), 0.85)
      }
    },
  },

  dashu: {
    hours: ['day', 'golden'],
    weather: 'warm',
    shots: ['half', 'whole', 'near', 'whole'],
    ground: 1214,
    back(canvas, random, hour) {
      const autumn = hour === 'golden'
      canvas.sky(hour, 760)
      const tones = autumn ? ['#c9b48a', '#b38a4e', '#9a6a3a', '#7c6a3e'] : ['#b3ccb0', '#86ac84', '#5f8f67', '#446f4f']
      canvas.hills(random, 470, 120, tones[0]!, { low: 900 })
      const top = random.int(220, 740)
      canvas.path(`M${top - 460} 760Q${top - 130} 420 ${top} 360Q${top + 150} 430 ${top + 500} 760z`, tones[1]!)
      canvas.stroke(`M${top} 366v-190`, '#e9e3d6', 8)
      canvas.path(`M${top - 20} 290h40l-6 -26h-28z`, '#cf7a5a')
      canvas.hills(random, 700, 90, tones[2]!, { low: 1280, steps: 9 })
      for (const [x, y, size] of [[60, 640, 170], [910, 600, 200], [-10, 900, 220], [WIDTH, 900, 230]] as const) {
        canvas.stroke(`M${x} ${y + size * 0.4}V${y + size * 2.2}`, '#5a4636', size * 0.14)
        canvas.crown(random, x, y, size, random.pick(autumn ? ['#c98a3f', '#b7652f', '#d5a94f'] : ['#5f9463', '#4b8058', '#79a565']))
      }
      canvas.path(`M330 ${HEIGHT}C420 1040 620 940 500 800C480 770 500 760 520 750C600 800 740 960 690 ${HEIGHT}z`, autumn ? '#d8bd92' : '#d9cfae')
      for (let i = 0; i < 6; i++) canvas.stroke(`M${[370, 420, 470, 510, 520, 508][i]} ${1210 - i * 76}Q${520 + i * 6} ${1196 - i * 76} ${[690, 690, 676, 650, 612, 574][i]} ${1210 - i * 76}`, '#a48f68', 10 - i, { opacity: 0.6 })
    },
    front(canvas, random, hour, shot) {
      const leaf = hour === 'golden' ? '#b7722f' : '#3f6c48'
      const count = shot === 'whole' ? 3 : 5
      for (let i = 0; i < count; i++) canvas.frond(random.pick([random.between(-40, 140), random.between(WIDTH - 140, WIDTH + 40)]), HEIGHT + 30, random.between(180, 330), random.between(-34, 34), mix(leaf, '#d8c46a', random.between(0, 0.3)))
    },
  },

  lawn: {
    hours: ['day', 'golden'],
    weather: 'warm',
    shots: ['half', 'near', 'whole'],
    ground: 1200,
    back(canvas, random, hour) {
      canvas.sky(hour, 700)
      const brick = random.pick(['#b9715a', '#c7a07f', '#a98a78'])
      const x = random.int(-60, 320)
      canvas.rect(x, 330, 620, 440, canvas.linear([[0, mix(brick, '#fff0d8', 0.18)], [1, brick]]))
      canvas.path(`M${x - 24} 336h668l-60 -62h-548z`, mix(brick, '#3a2a26', 0.4))
      for (let row = 0; row < 3; row++) for (let column = 0; column < 7; column++) canvas.rect(x + 36 + column * 82, 372 + row * 128, 48, 84, hour === 'golden' ? '#f6dca8' : '#d9e6e4', { r: 22, opacity: 0.9 })
      canvas.rect(x + 268, 640, 84, 130, '#5b4a42', { r: 40 })
      for (const [tx, size] of [[70, 190], [880, 220], [random.int(500, 760), 130]] as const) {
        canvas.stroke(`M${tx} 560V840`, '#6a5240', size * 0.13)
        canvas.crown(random, tx, 520, size, random.pick(hour === 'golden' ? ['#8f9a4e', '#a8954a'] : ['#6a9a62', '#7fae6c']))
      }
      canvas.rect(0, 760, WIDTH, HEIGHT - 760, canvas.linear([[0, hour === 'golden' ? '#c3b765' : '#9fc07a'], [1, hour === 'golden' ? '#86833f' : '#5e8f52']], [0, 760], [0, HEIGHT]))
      canvas.path(`M-10 ${HEIGHT}Q200 900 980 830V862Q420 940 260 ${HEIGHT}z`, '#e4d6b6', { opacity: 0.75 })
      let blades = ''
      for (let i = 0; i < 120; i++) blades += `M${random.int(0, WIDTH)} ${random.int(800, HEIGHT)}q4 -14 ${random.int(-6, 10)} -${random.int(14, 30)}`
      canvas.stroke(blades, '#f0efb0', 3, { opacity: 0.4 })
    },
    front(canvas, random, _, shot) {
      if (shot === 'whole') return
      for (let i = 0; i < 9; i++) {
        const [x, y] = [random.between(0, WIDTH), random.between(1190, HEIGHT)]
        for (let k = 0; k < 6; k++) canvas.oval(x + Math.cos(k * 1.05) * 13, y + Math.sin(k * 1.05) * 13, 8, 8, '#fdf8ec', 0.95)
        canvas.oval(x, y, 8, 8, '#e7b64a')
      }
    },
  },

  snow: {
    hours: ['snow'],
    weather: 'cold',
    shots: ['near', 'half', 'whole'],
    ground: 1216,
    back(canvas, random) {
      canvas.sky('snow', 760)
      canvas.hills(random, 620, 120, '#cbd6de', { low: 900 })
      const at = random.int(60, 560)
      canvas.path(`M${at - 40} 560Q${at + 150} 500 ${at + 170} 420Q${at + 190} 500 ${at + 380} 560q-190 -24 -420 0z`, '#7d6a66')
      canvas.path(`M${at - 52} 552Q${at + 140} 486 ${at + 170} 408Q${at + 200} 486 ${at + 392} 552Q${at + 170} 516 ${at - 52} 552z`, '#fbfcfb')
      for (const dx of [10, 100, 230, 320]) canvas.rect(at + dx, 552, 14, 220, '#96564a')
      for (const [x, size] of [[20, 190], [930, 220], [random.int(640, 860), 120]] as const) {
        canvas.stroke(`M${x} 500V880`, '#5d534f', size * 0.1)
        canvas.stroke(`M${x} 640l-${size * 0.5} -${size * 0.6}M${x} 600l${size * 0.46} -${size * 0.7}M${x} 700l${size * 0.4} -${size * 0.3}`, '#5d534f', size * 0.05)
        canvas.crown(random, x, 440, size, '#dfe8ee')
      }
      canvas.path(`M-10 ${HEIGHT}V800Q240 740 480 790T${WIDTH + 10} 770V${HEIGHT}z`, canvas.linear([[0, '#f8fafa'], [1, '#c9d6e0']], [0, 760], [0, HEIGHT]))
      canvas.path(`M420 ${HEIGHT}Q520 1000 470 800Q560 960 700 ${HEIGHT}z`, '#b9c8d4', { opacity: 0.5 })
    },
    front(canvas, random) {
      for (let i = 0; i < 90; i++) {
        const [x, y, r] = [random.between(0, WIDTH), random.between(0, HEIGHT), random.between(2, 11)]
        if (!isOnFace(x, y)) canvas.oval(x, y, r, r, '#ffffff', random.between(0.5, 0.95))
      }
    },
  },

  ginkgo: {
    hours: ['golden', 'day'],
    weather: 'mild',
    shots: ['half', 'whole', 'near'],
    ground: 1210,
    back(canvas, random, hour) {
      canvas.all([[0, hour === 'day' ? '#e9e4cc' : '#f2d9a4'], [0.5, '#f5e6bd'], [1, '#d9a944']])
      canvas.glow(480, 620, 420, '#fffbe8', 0.9)
      for (let row = 0; row < 4; row++) {
        const [near, y] = [row / 3, 560 + row * 40]
        for (const side of [-1, 1]) {
          const x = 480 + side * (110 + near * 380 + random.between(-14, 14))
          canvas.stroke(`M${x.toFixed(0)} ${y - 100}V${(y + 190 + near * 170).toFixed(0)}`, mix('#b59a74', '#5a4432', near), 14 + near * 34)
          canvas.crown(random, x - side * 20, y - 170 - near * 130, 90 + near * 170, mix('#f0d68a', random.pick(['#e0a52c', '#d8972a', '#e7b645']), 0.4 + near * 0.6))
        }
      }
      canvas.path(`M-10 ${HEIGHT}V960Q300 780 480 770Q660 780 ${WIDTH + 10} 960V${HEIGHT}z`, canvas.linear([[0, '#ecd08a'], [1, '#b9832f']], [0, 770], [0, HEIGHT]))
      canvas.path(`M250 ${HEIGHT}Q420 900 470 772h20Q560 900 760 ${HEIGHT}z`, '#cdb793', { opacity: 0.8 })
    },
    front(canvas, random) {
      for (let i = 0; i < 34; i++) {
        const [x, y, s] = [random.between(0, WIDTH), random.next() ** 0.6 * HEIGHT, random.between(8, 22)]
        if (isOnFace(x, y)) continue
        canvas.group(`translate(${x.toFixed(0)} ${y.toFixed(0)})rotate(${random.int(0, 360)})scale(${(s / 10).toFixed(2)})`, () => canvas.path('M0 7L-1 0C-9 -3 -15 -8 -16 -13Q-9 -17 -2 -16L0 -12L2 -16Q9 -17 16 -13C15 -8 9 -3 1 0z', random.pick(['#f0bf3e', '#e5a92c', '#f6d36a'])))
      }
    },
  },

  plum: {
    hours: ['day', 'golden'],
    weather: 'mild',
    shots: ['near', 'half'],
    ground: 1210,
    back(canvas, random, hour) {
      const pink = random.pick(['#e79aa6', '#f0b3b5', '#d9788a', '#f4e3e0'])
      canvas.all(hour === 'day' ? [[0, '#cfdfe2'], [0.6, '#ece7dd'], [1, '#b9c79e']] : [[0, '#f0d9bd'], [0.6, '#f7e6cf'], [1, '#c4b684']])
      canvas.hills(random, 860, 80, '#b7c6a2', { steps: 5 })
      canvas.hills(random, 980, 60, '#98ad82', { steps: 4 })
      for (const [x, y, size] of [[120, 560, 150], [820, 500, 190], [500, 420, 120]] as const) {
        canvas.stroke(`M${x} ${y}V${y + size * 2.6}`, '#7a645a', size * 0.1)
        canvas.crown(random, x, y, size, mix(pink, '#f5efe6', 0.4))
      }
      blossom(canvas, random, [[-20, 150, 460, -60], [WIDTH + 20, 330, -360, 40]], pink)
    },
    front(canvas, random) {
      blossom(canvas, random, [random.pick([[WIDTH + 20, 1210, -330, -60], [-20, 1190, 340, -30]] as const)], '#e9a2ab')
    },
  },
} satisfies Record<string, Scene>
