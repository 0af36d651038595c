/** The usual ones, offered while somebody types; buyers read the name as it was typed. */
export const CARRIERS = ['顺丰速运', '中通快递', '圆通速递', '申通快递', '韵达快递', '极兔速递', '京东物流', 'EMS', '中国邮政', '德邦快递'] as const

const KEY = 'linli.console.carrier'

/** The carrier of the last parcel: the next one mostly goes with it too. */
export const lastCarrier = (): string => localStorage.getItem(KEY) ?? ''
export const rememberCarrier = (carrier: string): void => localStorage.setItem(KEY, carrier)

/** A number as it was typed, pasted or scanned, without the blanks in it. */
export const tidyNumber = (text: string): string => text.replace(/\s/g, '')
