import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Type } from 'typebox'
import { Bestseller, CategoryViews, LowStock, PeriodQuery, SalesStatistics } from './console-contract.ts'
import { bestsellers, categoryViews, lowStock, salesStatistics } from './statistics.ts'

const base = '/api/v1/console/mall/statistics'
const config = { who: { staff: 'mall.statistics' } }

export function addStatisticsRoutes(app: App, parts: Parts) {
  app.get(base, { config, schema: { summary: 'Sales of a period, day by day, and of as many days before', querystring: PeriodQuery, response: { 200: SalesStatistics } } }, request => salesStatistics(parts, request.query))
  app.get(`${base}/bestsellers`, { config, schema: { summary: 'Products sold most in a period', querystring: PeriodQuery, response: { 200: Type.Array(Bestseller) } } }, request => bestsellers(parts, request.query))
  app.get(`${base}/category-views`, { config, schema: { summary: 'How often goods were looked at, by category', response: { 200: Type.Array(CategoryViews) } } }, () => categoryViews(parts))
  app.get(`${base}/low-stock`, { config, schema: { summary: 'What is nearly sold out', response: { 200: LowStock } } }, () => lowStock(parts))
}
