import type { Product, Sku } from '../../catalogue/contract.ts'
import { expect, test } from 'vitest'
import { productJsonLd } from './jsonLd.ts'

const URL = 'https://linli.example/mall/products/7'
const aSku = (id: number, more: Partial<Sku> = {}): Sku => ({ id, code: `C${id}`, optionIds: [id], specText: String(id), price: 19_900, marketPrice: null, picture: null, available: 5, state: 'on', perPerson: null, ...more })
const aProduct = (more: Partial<Product>): Product => ({
  id: 7, title: '保温杯', subtitle: '', status: 'on', breadcrumb: [{ id: 1, name: '家居' }, { id: 2, name: '杯壶' }], brand: { id: 3, name: '远山', firstLetter: 'Y', logo: null }, pictures: [],
  detailHtml: '', packingHtml: '', serviceHtml: '', attributes: [], specs: [], skus: [aSku(1)], priceMin: 19_900, priceMax: 19_900, inStock: true, sales: 0, score: null, reviewCount: 0, histogram: [0, 0, 0, 0, 0, 0], ...more,
} as Product)

test('a product with one variant is offered at its price in yuan, with brand and code', () => {
  expect(productJsonLd(aProduct({}), URL)).toEqual({
    '@type': 'Product', '@id': URL, 'url': URL, 'name': '保温杯', 'description': '保温杯', 'image': [], 'category': '家居 > 杯壶', 'sku': 'C1',
    'brand': { '@type': 'Brand', 'name': '远山' },
    'offers': { '@type': 'Offer', 'sku': 'C1', 'url': `${URL}?sku=1`, 'price': '199.00', 'priceCurrency': 'CNY', 'availability': 'https://schema.org/InStock' },
  })
})

test('one with several has their range, which of them are sold out, and not a thousand offers', () => {
  const skus = [aSku(1), aSku(2, { price: 9990, state: 'sold_out' }), ...Array.from({ length: 30 }, (_, i) => aSku(i + 3))]
  const data = productJsonLd(aProduct({ skus, priceMin: 9990, inStock: false }), URL)
  expect(data).toMatchObject({ offers: { '@type': 'AggregateOffer', 'lowPrice': '99.90', 'highPrice': '199.00', 'offerCount': 32, 'availability': 'https://schema.org/OutOfStock' } })
  const { offers } = data.offers as { offers: { availability: string }[] }
  expect([offers.length, offers[1]!.availability]).toEqual([20, 'https://schema.org/OutOfStock'])
  expect(data).not.toHaveProperty('sku')
})

test('stars are told where there are reviews, on the scale they are given on', () => {
  expect(productJsonLd(aProduct({ score: 4.6, reviewCount: 12 }), URL)).toMatchObject({ aggregateRating: { ratingValue: 4.6, reviewCount: 12, bestRating: 5, worstRating: 0 } })
  expect(productJsonLd(aProduct({ brand: null }), URL)).not.toHaveProperty('aggregateRating')
})
