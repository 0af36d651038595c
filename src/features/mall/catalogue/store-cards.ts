import type { ProductCard } from './contract.ts'
import { sql } from 'kysely'
import { toPicture } from '../../../core/media/index.ts'
import '../tables.ts'

export interface CardRow {
  id: number
  title: string
  subtitle: string
  priceMin: number
  priceMax: number
  marketPrice: number | null
  inStock: boolean
  sales: number
  scoreTenths: number
  reviewCount: number
  brandId: number | null
  brandName: string | null
  pictureId: string | null
  pictureWidth: number
  pictureHeight: number
  pictureColor: string
}

/** Columns of a card of product `p` with CARD_JOINS. */
export const CARD_COLUMNS = sql.raw(`p.id, p.title, p.subtitle, p.price_min as "priceMin", p.price_max as "priceMax", p.market_price as "marketPrice", p.in_stock as "inStock",
  p.sales, p.score_tenths as "scoreTenths", p.review_count as "reviewCount", b.id as "brandId", b.name as "brandName",
  c.id as "pictureId", c.width as "pictureWidth", c.height as "pictureHeight", c.color as "pictureColor"`)

export const CARD_JOINS = sql.raw('left join brand b on b.id = p.brand_id left join picture c on c.id = p.cover_id')

export const scoreOf = ({ scoreTenths, reviewCount }: Pick<CardRow, 'scoreTenths' | 'reviewCount'>): number | null => reviewCount === 0 ? null : scoreTenths / 10

export function toCard(row: CardRow): ProductCard {
  const { id, title, subtitle, priceMin, priceMax, marketPrice, inStock, sales, reviewCount, brandId, brandName } = row
  return {
    id,
    title,
    subtitle,
    picture: row.pictureId === null ? null : toPicture({ id: row.pictureId, width: row.pictureWidth, height: row.pictureHeight, color: row.pictureColor }),
    priceMin,
    priceMax,
    marketPrice: marketPrice !== null && marketPrice > priceMin ? marketPrice : null,
    inStock,
    sales,
    score: scoreOf(row),
    reviewCount,
    brand: brandId === null ? null : { id: brandId, name: brandName! },
  }
}
