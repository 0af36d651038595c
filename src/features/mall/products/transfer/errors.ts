import { defineErrors } from '../../../../kit/errors.ts'

/** What can be wrong with a table of products: with all of it, or, as sentences of the report, with a line. */
export const SheetErrors = defineErrors('mall', {
  file_needed: { status: 400, errno: 4002, zh: '未传文件', en: 'No file was sent.' },
  /** line: where it breaks off; 0: not known. */
  bad_sheet: { status: 422, zh: '文件无法读取，请上传 CSV（UTF-8）或 XLSX 表格', en: 'This can’t be read. Please send a table as CSV (UTF-8) or XLSX.' },
  sheet_too_large: { status: 422, zh: '表格最多 {most} 行', en: 'A table has at most {most} lines.' },
  sheet_empty: { status: 422, zh: '表格里没有数据行', en: 'There are no lines in it.' },
  unknown_column: { status: 422, zh: '不认识的列：{name}', en: 'Unknown column: {name}' },
  column_twice: { status: 422, zh: '列「{name}」出现了两次', en: 'The column “{name}” stands there twice.' },
  column_needed: { status: 422, zh: '缺少列：商品编号、标题或 SKU 编码至少要有一列', en: 'One of these columns has to be there: product ID, title, SKU code.' },
  /** cells: the first of them. */
  sheet_has_formulas: { status: 422, zh: '表格里有公式（{cells}），请粘贴为数值后再上传', en: 'There are formulas in it ({cells}). Please paste them as values.' },
  too_many_for_xlsx: { status: 422, zh: '超过 {most} 行，请改用 CSV 或缩小筛选范围', en: 'That is more than {most} lines: please take CSV, or narrow it down.' },

  // — of lines —
  formula: { status: 422, zh: '不接受公式', en: 'Formulas are not taken.' },
  cell_too_long: { status: 422, zh: '最多 {most} 个字符', en: 'At most {most} characters.' },
  bad_id: { status: 422, zh: '不是商品编号', en: 'This is no product ID.' },
  bad_amount: { status: 422, zh: '请填写金额，如 19.90', en: 'Please state an amount, e.g. 19.90.' },
  bad_whole: { status: 422, zh: '请填写 {least} 到 {most} 的整数', en: 'A whole number from {least} to {most}, please.' },
  bad_word: { status: 422, zh: '只能填写：{words}', en: 'One of: {words}' },
  cannot_be_empty: { status: 422, zh: '不能清空', en: 'This can’t be emptied.' },
  unknown_product: { status: 422, zh: '没有这件商品', en: 'There is no such product.' },
  code_elsewhere: { status: 422, zh: '这个编码属于商品 {productId}', en: 'This code belongs to product {productId}.' },
  code_repeated: { status: 422, zh: '编码与第 {line} 行重复', en: 'Line {line} has the same code.' },
  title_missing: { status: 422, zh: '新商品须填写标题', en: 'A new product needs a title.' },
  title_known: { status: 422, zh: '已有同名商品（编号 {productId}），修改它请填写商品编号', en: 'There is a product with this title ({productId}). To change it, state its ID.' },
  lines_differ: { status: 422, zh: '与第 {line} 行不一致，同一商品须相同', en: 'Line {line} says something else of the same product.' },
  category_missing: { status: 422, zh: '新商品须填写分类，如「手机通讯 > 手机 > 智能手机」', en: 'A new product needs a category, e.g. “Phones > Mobile phones > Smartphones”.' },
  category_unknown: { status: 422, zh: '没有这个第三级分类，请写全三级，如「手机通讯 > 手机 > 智能手机」', en: 'There is no such category of the third level. Please write all three levels, with “>” between.' },
  brand_unknown: { status: 422, zh: '没有这个品牌', en: 'There is no such brand.' },
  freight_unknown: { status: 422, zh: '没有这个运费模板', en: 'There are no such freight terms.' },
  attribute_unknown: { status: 422, zh: '该分类没有参数「{name}」', en: 'Its category has no parameter “{name}”.' },
  attributes_unreadable: { status: 422, zh: '请写成「名称=值; 名称=值」', en: 'Please write “name=value; name=value”.' },
  spec_incomplete: { status: 422, zh: '规格名和选项须成对填写', en: 'A specification needs both its name and its option.' },
  specs_unlike: { status: 422, zh: '规格须为：{names}', en: 'The specifications have to be: {names}' },
  sku_unnamed: { status: 422, zh: '请填写 SKU 编码，或每种规格的选项', en: 'Please state the SKU’s code, or an option of each specification.' },
  sku_options_fixed: { status: 422, zh: '这个 SKU 的规格是「{name}」，不能在这里更改', en: 'This SKU is “{name}”: that can’t be changed here.' },
  sku_repeated: { status: 422, zh: '与第 {line} 行是同一个 SKU', en: 'Line {line} is about the same SKU.' },
  price_missing: { status: 422, zh: '新 SKU 须填写售价', en: 'A new SKU needs a price.' },
  too_many_options: { status: 422, zh: '一种规格最多 {most} 个选项', en: 'A specification has at most {most} options.' },
  too_many_skus: { status: 422, zh: '一件商品最多 {most} 个 SKU', en: 'A product has at most {most} SKUs.' },
  other_lines: { status: 422, zh: '同一商品的其他行有问题', en: 'Something is wrong with another line of this product.' },
})
