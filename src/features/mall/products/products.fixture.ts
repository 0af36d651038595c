import type { TestApp } from '../../../../test/app.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import type { ConsoleProduct, ProductFields, ProductSave, SkuFields } from './contract.ts'
import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import { aCategoryPath } from '../mall.fixture.ts'

export const PRODUCTS = 'console/mall/products'

type SkuWish = Partial<SkuFields> & { options: number[] }

export const skuOf = (wish: SkuWish): SkuFields => ({ code: '', price: 10_000, marketPrice: null, cost: null, weight: null, pictureId: null, perPerson: null, status: 'on', ...wish })

/** A product as staff write it; specifications as { 颜色: ['黑', '白'] }, with a SKU of each combination. */
export async function fieldsOf(test: TestApp, { specs = {}, skus, ...wish }: Partial<Omit<ProductFields, 'specs' | 'skus'>> & { specs?: Record<string, string[]>, skus?: SkuWish[] } = {}): Promise<ProductFields> {
  const lists = Object.values(specs)
  const places = lists.reduce<number[][]>((made, options) => made.flatMap(place => options.map((_, i) => [...place, i])), [[]])
  return {
    title: '新商品',
    subtitle: '',
    categoryId: wish.categoryId ?? (await aCategoryPath(test))[2],
    brandId: null,
    freightTemplateId: null,
    detailHtml: '',
    packingHtml: '',
    serviceHtml: '',
    pictureIds: [],
    attributes: [],
    specs: Object.entries(specs).map(([name, values]) => ({ name, options: values.map(value => ({ value, swatch: null })) })),
    skus: (skus ?? places.map(options => ({ options }))).map(skuOf),
    ...wish,
  }
}

/** What the editor would send back of a product, unchanged. */
export function savedAs(product: ConsoleProduct): ProductSave {
  const places = product.specs.map(({ options }) => new Map(options.map(({ id }, i) => [id, i])))
  return {
    version: product.version,
    title: product.title,
    subtitle: product.subtitle,
    categoryId: product.categoryId,
    brandId: product.brandId,
    freightTemplateId: product.freightTemplateId,
    detailHtml: product.detailHtml,
    packingHtml: product.packingHtml,
    serviceHtml: product.serviceHtml,
    pictureIds: product.pictures.map(({ id }) => id),
    attributes: product.attributes.flatMap(({ id, value }) => value === null ? [] : [{ attributeId: id, value }]),
    specs: product.specs,
    skus: product.skus.map(({ id, code, optionIds, price, marketPrice, cost, weight, picture, perPerson, status }) => ({ id, options: optionIds.map((option, s) => places[s]!.get(option)!), code, price, marketPrice, cost, weight, pictureId: picture?.id ?? null, perPerson, status })),
  }
}

export const create = async (test: TestApp, staff: TestStaff, fields: ProductFields) => test.call('POST', PRODUCTS, { as: staff, body: fields })
export const save = (test: TestApp, staff: TestStaff, id: number, body: ProductSave) => test.call('PUT', `${PRODUCTS}/${id}`, { as: staff, body })
export const productOf = async (test: TestApp, staff: TestStaff, id: number): Promise<ConsoleProduct> => (await test.call('GET', `${PRODUCTS}/${id}`, { as: staff })).data

let shade = 0
/** A form with a picture that nobody has sent before, or these bytes. */
export async function pictureForm(bytes?: Buffer): Promise<{ payload: Buffer, headers: Record<string, string> }> {
  const image = bytes ?? await sharp({ create: { width: 40, height: 30, channels: 3, background: { r: ++shade % 256, g: shade >> 8, b: 90 } } }).png().toBuffer()
  return fileForm('image', 'p.png', 'image/png', image)
}

export function fileForm(name: string, filename: string, type: string, bytes: Buffer): { payload: Buffer, headers: Record<string, string> } {
  const payload = Buffer.concat([Buffer.from(`--xx\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\ncontent-type: ${type}\r\n\r\n`), bytes, Buffer.from('\r\n--xx--\r\n')])
  return { payload, headers: { 'content-type': 'multipart/form-data; boundary=xx' } }
}

export async function upload(test: TestApp, staff: TestStaff): Promise<{ id: string, urls: Record<string, string> }> {
  return (await test.call('POST', `${PRODUCTS}/pictures`, { as: staff, ...await pictureForm() })).data
}
