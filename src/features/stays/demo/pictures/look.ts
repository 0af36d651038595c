import type { Random, Rgb } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'

export type Kind = 'apartment' | 'lane' | 'villa' | 'farmhouse' | 'loft'
export type Time = 'morning' | 'day' | 'golden' | 'evening' | 'rain'
export type View = 'skyline' | 'lake' | 'mountain' | 'roofs' | 'garden'
export type Floor = 'planks' | 'wide planks' | 'herringbone' | 'tiles' | 'terrazzo' | 'terracotta' | 'concrete'
export type Style = 'calm' | 'modern' | 'chinese' | 'vintage' | 'rustic' | 'industrial'
export type WindowStyle = 'slim' | 'casement' | 'lattice' | 'steel' | 'sash' | 'moon'

/** What all pictures of one home have in common. */
export interface Look {
  kind: Kind
  style: Style
  wall: string
  /** One wall, sometimes, and cabinets. */
  feature: string
  /** Sofas, beds, curtains: the large soft things and their darker companions. */
  fabric: string
  fabric2: string
  /** The one strong colour of the home, and a quiet second one. */
  accent: string
  accent2: string
  wood: string
  floor: Floor
  floorColour: string
  metal: string
  frame: string
  leaf: string
  windows: WindowStyle
  view: View
  time: Time
  /** What the trees around the home look like. */
  season: 'spring' | 'summer' | 'autumn'
  /** A number from 0 to 1 that decides small things once for the home. */
  whim: number
}

const palettes = [
  { wall: '#efe4d6', feature: '#d8b694', fabric: '#e6d9c5', fabric2: '#b9a184', accent: '#cc5a35', accent2: '#7f8c6a' },
  { wall: '#e8e4d7', feature: '#8d9b84', fabric: '#ded6c4', fabric2: '#a39c83', accent: '#41614c', accent2: '#c5965a' },
  { wall: '#ebe5dc', feature: '#8c9dac', fabric: '#e1dace', fabric2: '#8f9ba6', accent: '#36527a', accent2: '#c88b5c' },
  { wall: '#f0e7d8', feature: '#d6b673', fabric: '#e7dbc6', fabric2: '#bda57a', accent: '#c78d28', accent2: '#6d7d73' },
  { wall: '#eee3db', feature: '#b1979f', fabric: '#e4d7cf', fabric2: '#b39c98', accent: '#80485f', accent2: '#a69d77' },
  { wall: '#e9e6dc', feature: '#84a19e', fabric: '#dfdacd', fabric2: '#9aa8a2', accent: '#2d6a6e', accent2: '#cf8a60' },
  { wall: '#efe2d4', feature: '#c48c6d', fabric: '#e9d9c5', fabric2: '#bfa187', accent: '#a94c33', accent2: '#5f7467' },
  { wall: '#e9e7da', feature: '#a8b194', fabric: '#e3dcc9', fabric2: '#aeab8e', accent: '#738355', accent2: '#c17c5a' },
  { wall: '#f1e5dd', feature: '#d2a89d', fabric: '#eadbd1', fabric2: '#c3a69a', accent: '#b8625a', accent2: '#7b8a80' },
  { wall: '#e6e1d8', feature: '#6d757e', fabric: '#dad3c8', fabric2: '#8a8985', accent: '#2e3b47', accent2: '#b8733e' },
  { wall: '#ece6d7', feature: '#a19e74', fabric: '#e1d8c2', fabric2: '#a79d78', accent: '#6b6b37', accent2: '#b55739' },
  { wall: '#eceae3', feature: '#a7bac2', fabric: '#e4dfd5', fabric2: '#a3b0b2', accent: '#54809b', accent2: '#d49e57' },
] as const

const woods = { light: '#d6b78c', oak: '#bd935f', teak: '#9c6b43', walnut: '#7b5438', rose: '#6d3d2b', ebony: '#4a382d' } as const
type Wood = keyof typeof woods

interface Manner { styles: Style[], woods: Wood[], floors: Floor[], windows: WindowStyle[], views: View[] }

const manners: Record<Kind, Manner> = {
  apartment: { styles: ['calm', 'modern', 'vintage', 'chinese'], woods: ['light', 'oak', 'walnut', 'teak'], floors: ['planks', 'wide planks', 'herringbone', 'terrazzo', 'tiles'], windows: ['slim', 'slim', 'casement'], views: ['skyline', 'skyline', 'lake', 'garden'] },
  lane: { styles: ['chinese', 'vintage', 'calm'], woods: ['teak', 'walnut', 'rose', 'oak'], floors: ['herringbone', 'planks', 'terracotta', 'tiles'], windows: ['lattice', 'casement', 'sash'], views: ['roofs', 'roofs', 'garden'] },
  villa: { styles: ['modern', 'calm', 'chinese', 'vintage'], woods: ['light', 'oak', 'walnut'], floors: ['wide planks', 'herringbone', 'terrazzo', 'tiles'], windows: ['slim', 'sash', 'casement'], views: ['lake', 'garden', 'mountain'] },
  farmhouse: { styles: ['rustic', 'rustic', 'calm', 'chinese'], woods: ['oak', 'teak', 'light', 'ebony'], floors: ['wide planks', 'terracotta', 'concrete'], windows: ['casement', 'lattice', 'sash'], views: ['mountain', 'mountain', 'garden', 'lake'] },
  loft: { styles: ['industrial', 'modern', 'vintage'], woods: ['walnut', 'oak', 'ebony'], floors: ['concrete', 'wide planks', 'herringbone'], windows: ['steel', 'steel', 'slim'], views: ['skyline', 'roofs', 'garden'] },
}

/** The look of a home, from a random that depends on its seed only. */
export function lookOf(kind: Kind, random: Random): Look {
  const manner = manners[kind]
  const palette = random.pick(palettes)
  const wood = random.pick(manner.woods)
  const floor = random.pick(manner.floors)
  const windows = random.pick(manner.windows)
  const frames: Record<WindowStyle, string[]> = { moon: [woods[wood]], slim: ['#3b3732', '#f1ece2'], casement: ['#f1ece2', woods[wood]], lattice: [woods.rose, woods.walnut], steel: ['#34332f'], sash: ['#f4efe6'] }
  return {
    ...palette,
    kind,
    style: random.pick(manner.styles),
    wood: woods[wood],
    floor,
    floorColour: floorColour(floor, random),
    metal: random.pick(['#b8924f', '#3a3632', '#3a3632', '#c2ab84']),
    frame: random.pick(frames[windows]),
    leaf: random.pick(['#5f7f52', '#6c8a58', '#56755a', '#768c56']),
    windows,
    view: random.pick(manner.views),
    time: random.pick(['morning', 'morning', 'day', 'day', 'golden', 'golden', 'evening', 'rain']),
    season: random.pick(['spring', 'summer', 'summer', 'autumn']),
    whim: random.next(),
  }
}

function floorColour(floor: Floor, random: Random): string {
  switch (floor) {
    case 'tiles': return random.pick(['#d8cfc1', '#cfc8bd', '#b9b1a5'])
    case 'terrazzo': return random.pick(['#ded5c8', '#d5d0c6'])
    case 'terracotta': return random.pick(['#c08059', '#b3734f', '#c79069'])
    case 'concrete': return random.pick(['#b5afa6', '#a8a29a'])
    default: return random.pick(['#d2ad7c', '#c39a68', '#b98a59', '#a4754a', '#8a5f3e', '#d9bd94'])
  }
}

/** Light and sky of an hour. Strengths are those of light.ts. */
export interface Hour {
  ambient: Rgb
  window: Rgb
  sun: Rgb | undefined
  lamp: Rgb
  /** From the zenith to the horizon. */
  sky: readonly [string, string, string]
  /** What far things fade into, and how dark near things are. */
  air: string
  shade: number
  bloom: number
  shafts: number
}

export const hours: Record<Time, Hour> = {
  morning: { ambient: [0.57, 0.535, 0.5], window: [2.7, 2.5, 2.25], sun: [1.6, 1.25, 0.8], lamp: [0, 0, 0], sky: ['#a9c9da', '#d5e3e1', '#f8e8d0'], air: '#e6e6dc', shade: 0, bloom: 0.42, shafts: 0.32 },
  day: { ambient: [0.64, 0.615, 0.58], window: [2.8, 2.7, 2.55], sun: [1.5, 1.3, 0.98], lamp: [0, 0, 0], sky: ['#86b6d6', '#b6d5e2', '#e6efea'], air: '#dbe6e6', shade: 0, bloom: 0.36, shafts: 0.16 },
  golden: { ambient: [0.5, 0.43, 0.385], window: [2.5, 1.95, 1.4], sun: [1.9, 1.1, 0.45], lamp: [0.35, 0.23, 0.12], sky: ['#7f9dbd', '#e3bf9b', '#f6b676'], air: '#eac39b', shade: 0.12, bloom: 0.5, shafts: 0.5 },
  rain: { ambient: [0.51, 0.51, 0.51], window: [1.9, 2.05, 2.15], sun: undefined, lamp: [0.75, 0.5, 0.27], sky: ['#9aa7af', '#b9c3c6', '#cfd5d3'], air: '#c3cbcc', shade: 0.18, bloom: 0.22, shafts: 0 },
  evening: { ambient: [0.315, 0.26, 0.235], window: [0.22, 0.3, 0.48], sun: undefined, lamp: [1.25, 0.82, 0.46], sky: ['#1b2848', '#454e72', '#b67a66'], air: '#56526e', shade: 0.62, bloom: 0.1, shafts: 0 },
}

/** The hour of one scene: mostly that of the home, now and then another that suits it. */
export function timeOf(look: Look, scene: string, random: Random): Time {
  if (random.chance(0.62)) return look.time
  const other: Partial<Record<string, Time[]>> = {
    bedroom: ['evening', 'morning', 'golden'],
    balcony: ['golden', 'evening', 'morning'],
    exterior: ['day', 'golden', 'evening'],
    courtyard: ['day', 'morning', 'golden'],
  }
  return random.pick(other[scene] ?? ['morning', 'day', 'golden'])
}

/** A colour as it looks out there at this hour, faded by distance (0 near, 1 lost in the air). */
export function outside(colour: string, hour: Hour, far: number): string {
  const dusk = mix(colour, '#1d2238', hour.shade)
  return mix(dusk, hour.air, far)
}
