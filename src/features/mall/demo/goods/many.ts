import type { Random } from '../../../../kit/draw.ts'
import { seeded } from '../../../../kit/draw.ts'

/** What products of one kind are called: the title is brand + model + some of the qualities + name + some options. */
interface Kind {
  /** From the first level down. */
  path: [string, string, string]
  brands: string[]
  /** By brand. */
  models?: Record<string, string[]>
  qualities: string[]
  names: string[]
  options: Record<string, string[]>
  subtitle: string
}

const COLOURS = ['远峰蓝', '曜石黑', '雪域白', '樱花粉', '暗夜紫', '香槟金', '雾霾灰', '薄荷绿']
const SIZES = ['S', 'M', 'L', 'XL', '2XL']

const KINDS: Kind[] = [
  { path: ['手机数码', '手机通讯', '手机'], brands: ['华为', '小米', '荣耀', 'OPPO', 'vivo', 'Apple', '三星'], models: { 华为: ['Mate 60 Pro', 'mate60', 'P70', 'nova 12'], 小米: ['Redmi K70', '14 Ultra'], 荣耀: ['Magic6'], OPPO: ['Find X7'], Apple: ['iPhone 15 Pro Max', 'iPhone15'], 三星: ['S24 Ultra'] }, qualities: ['5G全网通', '旗舰', '快充', '曲面屏', '拍照', '双卡双待', '骁龙'], names: ['智能手机', '手机', '游戏手机'], options: { 颜色: COLOURS, 版本: ['8GB+256GB', '12GB+256GB', '12GB+512GB', '16GB+1TB'] }, subtitle: '顺丰包邮 晒单有礼' },
  { path: ['手机数码', '手机配件', '手机壳'], brands: ['图拉斯', '华为', '倍思', '绿联'], models: { 图拉斯: ['Mate60', 'iPhone 15'], 华为: ['Mate60', 'P70'], 倍思: ['K70', 'iPhone 15'], 绿联: ['P70'] }, qualities: ['大容量', '透明', '防摔', '磁吸', '超薄', '液态硅胶', '卡包'], names: ['手机壳', '手机保护套'], options: { 颜色: COLOURS }, subtitle: '镜头全包 送贴膜' },
  { path: ['手机数码', '手机配件', '移动电源'], brands: ['小米', '罗马仕', '倍思', '安克'], qualities: ['20000毫安', '10000毫安', '22.5W快充', 'Type-C', '小巧便携', '自带线'], names: ['充电宝', '移动电源'], options: { 颜色: COLOURS }, subtitle: '可上飞机' },
  { path: ['手机数码', '影音娱乐', '蓝牙耳机'], brands: ['华为', '索尼', '漫步者', 'JBL', '小米'], models: { 华为: ['FreeBuds 6i'], 索尼: ['WH-1000XM5', 'WF-C700N'], 漫步者: ['LolliPods'] }, qualities: ['主动降噪', '无线', '真无线', '运动', '入耳式', '超长续航'], names: ['蓝牙耳机', '耳机'], options: { 颜色: COLOURS }, subtitle: '音质出众' },
  { path: ['电脑办公', '电脑整机', '笔记本电脑'], brands: ['联想', '华为', '戴尔', '惠普', '华硕', 'Apple'], models: { 联想: ['小新Pro16'], 华为: ['MateBook 14'], 戴尔: ['XPS13'], 华硕: ['ROG 枪神8'], Apple: ['MacBook Air'] }, qualities: ['轻薄', '高性能', '2.8K高刷', '学生', '商务办公', 'i7-13700H', 'RTX4060'], names: ['笔记本电脑', '笔记本', '游戏本'], options: { 内存: ['16GB+512GB', '16GB+1TB', '32GB+1TB'] }, subtitle: '全国联保' },
  { path: ['电脑办公', '外设产品', '键盘'], brands: ['罗技', '雷蛇', '达尔优', '樱桃'], models: { 罗技: ['K380', 'G610'], 达尔优: ['A87'], 樱桃: ['MX3.0S'] }, qualities: ['机械', '无线', '青轴', '茶轴', 'RGB背光', '87键', '蓝牙双模'], names: ['机械键盘', '键盘'], options: { 轴体: ['青轴', '红轴', '茶轴'] }, subtitle: '电竞办公两用' },
  { path: ['家用电器', '大家电', '冰箱'], brands: ['海尔', '美的', '容声', '西门子'], qualities: ['十字对开门', '风冷无霜', '变频', '一级能效', '517升', '超薄嵌入式'], names: ['冰箱', '电冰箱'], options: { 颜色: ['雾霾灰', '曜石黑'] }, subtitle: '送货入户' },
  { path: ['家用电器', '厨房小电', '电饭煲'], brands: ['苏泊尔', '美的', '九阳', '小米'], qualities: ['4L', '5L', 'IH加热', '智能预约', '不粘内胆', '多功能', '低糖'], names: ['电饭煲', '电饭锅'], options: { 容量: ['3L', '4L', '5L'] }, subtitle: '柴火饭' },
  { path: ['家用电器', '厨房小电', '空气炸锅'], brands: ['苏泊尔', '美的', '山本', '九阳'], qualities: ['可视', '大容量', '5.5L', '不用翻面', '无油'], names: ['空气炸锅'], options: { 颜色: COLOURS }, subtitle: '少油更健康' },
  { path: ['服饰鞋包', '女装', '连衣裙'], brands: ['太平鸟', 'ZARA', '优衣库', '茵曼'], qualities: ['夏季', '碎花', '法式', '收腰显瘦', '雪纺', '长袖', '小个子'], names: ['连衣裙', '长裙'], options: { 颜色: ['白色', '黑色', '雾霾蓝'], 尺码: SIZES }, subtitle: '新款上市' },
  { path: ['服饰鞋包', '运动鞋', '跑步鞋'], brands: ['耐克', '阿迪达斯', '李宁', '安踏', '特步'], models: { 耐克: ['Air Zoom'], 阿迪达斯: ['Ultraboost'], 李宁: ['赤兔7'], 安踏: ['C202'] }, qualities: ['男士', '女士', '透气', '缓震', '轻便', '碳板', '白色'], names: ['跑步鞋', '运动鞋', '跑鞋'], options: { 尺码: ['39', '40', '41', '42', '43'] }, subtitle: '专业跑鞋' },
  { path: ['服饰鞋包', '女鞋', '板鞋'], brands: ['回力', '百丽', '匡威'], qualities: ['白色', '厚底', '百搭', '小白', '帆布', '夏季'], names: ['女鞋', '板鞋', '帆布鞋'], options: { 尺码: ['35', '36', '37', '38'] }, subtitle: '百搭舒适' },
  { path: ['食品生鲜', '水果', '苹果'], brands: ['农夫山泉', '佳沃', '百果园'], qualities: ['新鲜', '当季', '脆甜', '5斤装', '产地直发', '大果'], names: ['红富士苹果', '阿克苏苹果', '冰糖心苹果'], options: { 重量: ['2.5kg', '5kg'] }, subtitle: '坏果包赔' },
  { path: ['食品生鲜', '蔬菜', '根茎类'], brands: ['百果园', '绿鲜知'], qualities: ['新鲜', '黄心', '5斤装', '农家'], names: ['土豆', '马铃薯', '红薯', '胡萝卜'], options: { 重量: ['2.5kg', '5kg'] }, subtitle: '现挖现发' },
  { path: ['母婴玩具', '童车童床', '婴儿推车'], brands: ['好孩子', '宝宝好'], qualities: ['可坐可躺', '轻便', '一键折叠', '高景观'], names: ['婴儿推车', '婴儿车'], options: { 颜色: COLOURS }, subtitle: '可登机' },
  { path: ['母婴玩具', '益智玩具', '积木'], brands: ['乐高', '布鲁可'], qualities: ['儿童', '大颗粒', '益智', '拼装', '3-6岁', '男孩'], names: ['积木玩具', '玩具'], options: { 规格: ['100颗', '300颗'] }, subtitle: '生日礼物' },
]

export interface GeneratedProduct { title: string, subtitle: string, brand: string, path: [string, string, string], options: Record<string, string[]>, sales: number, price: number, isOn: boolean, inStock: boolean }

const some = (random: Random, list: string[], most: number) => random.shuffle(list).slice(0, random.int(1, most))

/** So many products as shops name them; the same for the same seed. One in twenty is off the shelf. */
export function generateProducts(count: number, seed = 'search'): GeneratedProduct[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, i): GeneratedProduct => {
    const kind = KINDS[i % KINDS.length]!
    const brand = random.pick(kind.brands)
    const options = Object.fromEntries(Object.entries(kind.options).map(([name, values]) => [name, some(random, values, 3)]))
    const models = kind.models?.[brand]
    const title = [brand, ...models && random.chance(0.8) ? [` ${random.pick(models)} `] : [], ...some(random, kind.qualities, 3), random.pick(kind.names), ...random.chance(0.4) ? [` ${Object.values(options)[0]![0]}`] : []]
    return {
      title: title.reduce((said, part) => said + (/\w$/.test(said) && /^\w/.test(part) ? ' ' : '') + part).replace(/\s+/g, ' ').trim(),
      subtitle: random.chance(0.5) ? kind.subtitle : '',
      brand,
      path: kind.path,
      options,
      sales: Math.floor(10 ** random.between(0, 4.5)) - 1,
      price: random.int(20, 9999) * 100,
      isOn: !random.chance(0.05),
      inStock: random.chance(0.9),
    }
  })
}
