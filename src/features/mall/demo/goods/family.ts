import type { Thing } from '../pictures/scene.ts'

/** Colours by the names shops give them. */
export const COLOURS = {
  曜石黑: '#2b2d33', 月光白: '#f0ede6', 远峰蓝: '#4f7ea8', 青山绿: '#6d8f72', 落日橙: '#d9713c', 樱花粉: '#dba6ae', 香槟金: '#cbb182', 雾霭灰: '#9a9c9f',
  藏青: '#33456b', 酒红: '#7d3240', 米杏: '#dcc7a4', 姜黄: '#d8a24a', 奶咖: '#b89b80', 薄荷绿: '#a9cdb8', 雾紫: '#9a8fb5', 原木: '#b98f63', 砖红: '#b0553a', 天青: '#8fb7c4',
} as const
export type Colour = keyof typeof COLOURS

/** Products of one kind: each name becomes one. */
export interface Family {
  /** The third-level category they hang on. */
  leaf: string
  thing: Thing
  /** What they are, in the title: 智能手机. */
  noun: string
  brands: readonly string[]
  names: readonly string[]
  /** One of these stands under the title. */
  points: readonly string[]
  /** Yuan, of the cheapest and the dearest product in its smallest size. */
  price: readonly [number, number]
  /** Choices of colour; the picture follows. Empty: there is nothing to choose, and `paint` says how it looks. */
  colours?: readonly Colour[]
  paint?: Colour
  /** Another thing to choose, and how much each further step costs more (percent). */
  option?: { name: string, values: readonly string[], step: number }
  /** What can be filtered by; one of the values each. */
  attributes?: Record<string, readonly (string | number)[]>
  /** What lies in the box. */
  packing?: string
  perPerson?: number
}
