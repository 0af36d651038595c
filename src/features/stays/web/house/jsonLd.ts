import type { House } from '../../contract.ts'
import { yuanText } from '../../../../kit/money.ts'

/** A home for search engines (schema.org): what it is, what a night costs, what guests say. */
export function houseJsonLd(house: House, url: string): Record<string, unknown> {
  const price = yuanText(house.price)
  return {
    '@type': 'LodgingBusiness',
    '@id': url,
    url,
    'name': house.title,
    'description': house.description || undefined,
    'image': house.images.map(image => image.picture.urls[1280]),
    'address': { '@type': 'PostalAddress', 'addressLocality': house.area.name, 'addressCountry': 'CN' },
    'numberOfRooms': house.roomCount,
    'priceRange': `¥${price}`,
    'checkinTime': hour(house.checkInHour),
    'checkoutTime': hour(house.checkOutHour),
    'makesOffer': {
      '@type': 'Offer',
      url,
      'price': price,
      'priceCurrency': 'CNY',
      'availability': 'https://schema.org/InStock',
      'priceSpecification': { '@type': 'UnitPriceSpecification', price, 'priceCurrency': 'CNY', 'unitCode': 'DAY' },
    },
    ...house.rating === null
      ? {}
      : { aggregateRating: { '@type': 'AggregateRating', 'ratingValue': house.rating, 'reviewCount': house.reviewCount, 'bestRating': 5, 'worstRating': 1 } },
  }
}

const hour = (n: number) => `${String(n).padStart(2, '0')}:00`
