import type { Product, Sku } from '../../catalogue/contract.ts'
import { yuanText } from '../../../../kit/money.ts'

/** A product for search engines (schema.org): what it is, what it costs, what buyers say. */
export function productJsonLd(product: Product, url: string): Record<string, unknown> {
  const { skus, score } = product
  return {
    '@type': 'Product',
    '@id': url,
    url,
    'name': product.title,
    'description': product.subtitle || product.title,
    'image': product.pictures.map(picture => picture.urls[1280]),
    'category': product.breadcrumb.map(category => category.name).join(' > '),
    ...product.brand ? { brand: { '@type': 'Brand', 'name': product.brand.name } } : {},
    ...skus.length === 1 ? { sku: skus[0]!.code } : {},
    'offers': skus.length === 1
      ? offer(skus[0]!, url)
      : {
          '@type': 'AggregateOffer',
          'lowPrice': yuanText(product.priceMin),
          'highPrice': yuanText(product.priceMax),
          'priceCurrency': 'CNY',
          'offerCount': skus.length,
          'availability': availability(product.inStock),
          'offers': skus.slice(0, MOST_OFFERS).map(sku => offer(sku, url)),
        },
    ...score === null || product.reviewCount === 0
      ? {}
      : { aggregateRating: { '@type': 'AggregateRating', 'ratingValue': score, 'reviewCount': product.reviewCount, 'bestRating': 5, 'worstRating': 0 } },
  }
}

/** A thousand of them would be most of the page. */
const MOST_OFFERS = 20

const offer = (sku: Sku, url: string) => ({
  '@type': 'Offer',
  'sku': sku.code,
  'url': `${url}?sku=${sku.id}`,
  'price': yuanText(sku.price),
  'priceCurrency': 'CNY',
  'availability': availability(sku.state === 'on'),
})

const availability = (inStock: boolean) => `https://schema.org/${inStock ? 'InStock' : 'OutOfStock'}`
