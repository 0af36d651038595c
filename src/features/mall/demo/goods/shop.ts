// What the demo shop is made of besides its goods. All names of brands are invented.

/** First level → second level → third level, grouped as in the menu of the home page. */
export const DEPARTMENTS: readonly { group: string, name: string, children: Record<string, readonly string[]> }[] = [
  { group: '数码', name: '手机通讯', children: { 手机: ['智能手机', '老人机'], 手机配件: ['手机壳', '充电器', '移动电源'] } },
  { group: '数码', name: '电脑办公', children: { 电脑: ['笔记本', '平板电脑', '显示器'], 外设: ['键盘', '鼠标', '路由器'], 文具: ['笔类', '本册'] } },
  { group: '数码', name: '影音数码', children: { 影音: ['耳机', '音箱', '投影仪'], 数码: ['相机', '智能手表'] } },
  { group: '家电', name: '大家电', children: { 电视冰洗: ['电视', '冰箱', '洗衣机', '空调'] } },
  { group: '家电', name: '小家电', children: { 厨房电器: ['电饭煲', '电水壶'], 生活电器: ['吸尘器', '电风扇', '台灯'], 个护电器: ['吹风机'] } },
  { group: '家居', name: '厨具餐具', children: { 锅具: ['炒锅', '汤锅'], 刀具: ['刀具套装'], 餐具: ['碗碟', '水杯', '保温杯'] } },
  { group: '家居', name: '家纺家居', children: { 床品: ['四件套'], 布艺: ['毛巾'], 收纳: ['收纳箱'], 家具: ['办公椅'], 绿植: ['盆栽'], 雨具: ['雨伞'] } },
  { group: '服饰', name: '男女服装', children: { 上装: ['T恤', '衬衫', '外套'], 下装: ['长裤'], 裙装: ['连衣裙'] } },
  { group: '服饰', name: '鞋靴箱包', children: { 鞋靴: ['运动鞋'], 箱包: ['双肩包', '手提包', '拉杆箱'], 配饰: ['帽子', '围巾'] } },
  { group: '食品', name: '食品饮料', children: { 茶饮: ['茶叶'], 粮油: ['大米', '食用油'], 零食: ['坚果', '蜂蜜'], 乳品: ['牛奶'], 生鲜: ['水果'], 礼盒: ['节日礼盒'] } },
  { group: '日用', name: '个护清洁', children: { 洗护: ['洗发水', '牙膏', '香皂'], 纸品: ['抽纸'], 美妆: ['口红'] } },
  { group: '母婴', name: '母婴玩具', children: { 婴童: ['纸尿裤'], 玩具: ['积木', '毛绒玩具'], 图书: ['童书'] } },
  { group: '运动', name: '运动户外', children: { 健身: ['瑜伽垫', '哑铃'], 球类: ['篮球'], 户外: ['帐篷'] } },
]

export const BRANDS: Record<string, string> = {
  远山: 'Y', 青禾: 'Q', 星渡: 'X', 澄光: 'C', 万象格: 'W', 巢湖匠: 'C', 木言: 'M', 素履: 'S', 栖云: 'Q', 暖川: 'N', 拾麦: 'S', 茗溪: 'M', 谷雨仓: 'G', 小满家: 'X', 白露: 'B', 跃野: 'Y', 知更: 'Z', 团子熊: 'T', 北窗: 'B', 宽河: 'K',
}

/** Parameters of goods by the category they belong to. */
export const ATTRIBUTES: Record<string, readonly { name: string, kind: 'text' | 'number' | 'bool', unit?: string, filterable: boolean }[]> = {
  手机通讯: [{ name: '上市年份', kind: 'text', filterable: true }],
  手机: [{ name: '屏幕尺寸', kind: 'number', unit: '英寸', filterable: true }, { name: '电池容量', kind: 'number', unit: 'mAh', filterable: true }],
  电脑: [{ name: '屏幕尺寸', kind: 'number', unit: '英寸', filterable: true }, { name: '重量', kind: 'number', unit: 'kg', filterable: false }],
  影音: [{ name: '连接方式', kind: 'text', filterable: true }, { name: '续航', kind: 'number', unit: '小时', filterable: true }],
  大家电: [{ name: '能效等级', kind: 'text', filterable: true }, { name: '安装服务', kind: 'bool', filterable: true }],
  小家电: [{ name: '额定功率', kind: 'number', unit: 'W', filterable: true }],
  厨具餐具: [{ name: '材质', kind: 'text', filterable: true }],
  家纺家居: [{ name: '材质', kind: 'text', filterable: true }],
  男女服装: [{ name: '面料', kind: 'text', filterable: true }, { name: '适用季节', kind: 'text', filterable: true }],
  鞋靴箱包: [{ name: '材质', kind: 'text', filterable: true }],
  食品饮料: [{ name: '产地', kind: 'text', filterable: true }, { name: '保质期', kind: 'number', unit: '天', filterable: false }],
  个护清洁: [{ name: '净含量', kind: 'text', filterable: false }, { name: '适用人群', kind: 'text', filterable: true }],
  母婴玩具: [{ name: '适用年龄', kind: 'text', filterable: true }],
  运动户外: [{ name: '适用场景', kind: 'text', filterable: true }],
}

/** Yuan. Remote provinces pay more; above a sum carriage is free. */
export const FREIGHT = [
  { name: '普通快递', fee: 10, freeOver: 99, rules: [{ regions: ['650000', '540000', '630000'], fee: 25, freeOver: 299 }], isDefault: true },
  { name: '大件物流', fee: 60, freeOver: 3000, rules: [{ regions: ['340100'], fee: 0, freeOver: null }], isDefault: false },
  { name: '冷链配送', fee: 18, freeOver: 159, rules: [], isDefault: false },
] as const

/** Categories whose goods are too large or too fresh for a parcel. */
export const FREIGHT_OF: Record<string, string> = { 大家电: '大件物流', 家具: '大件物流', 乳品: '冷链配送', 生鲜: '冷链配送' }

/** Yuan off from a sum on, or percent. */
export const COUPONS = [
  { name: '新人满 99 减 15', amount: 15, threshold: 99, perPerson: 1, total: null, days: 30 },
  { name: '满 500 减 50', amount: 50, threshold: 500, perPerson: 2, total: 500, days: 15 },
  { name: '数码周满 2000 减 200', amount: 200, threshold: 2000, category: '手机通讯', perPerson: 1, total: 200, days: 10 },
  { name: '家居九折', percent: 10, most: 80, threshold: 100, category: '家纺家居', perPerson: 1, total: null, days: 20 },
  { name: '食品饮料八五折', percent: 15, most: 60, threshold: 59, category: '食品饮料', perPerson: 2, total: 300, days: 14 },
  { name: '无门槛 5 元', amount: 5, threshold: 0, perPerson: 1, total: 1000, days: 7 },
] as const

/** What is advertised: a category, and three things to draw. */
export const ADS = [
  { slot: 'home-hero', title: '秋季数码上新', category: '手机通讯', things: ['headphones', 'phone', 'watch'], paper: '#d5dfe6' },
  { slot: 'home-hero', title: '把家收拾成喜欢的样子', category: '家纺家居', things: ['lamp', 'bedding', 'plant'], paper: '#ecd9c4' },
  { slot: 'home-hero', title: '一日三餐，好好吃饭', category: '厨具餐具', things: ['bowls', 'pot', 'kettle'], paper: '#d8e2d0' },
  { slot: 'home-hero', title: '周末去露营', category: '运动户外', things: ['backpack', 'tent', 'thermos'], paper: '#d4ddc9' },
  { slot: 'home-wide', title: '时令鲜果与早餐', category: '食品饮料', things: ['milk', 'fruitBox', 'jar'], paper: '#f0dcb9' },
  { slot: 'home-wide', title: '孩子的第一套积木', category: '母婴玩具', things: ['teddy', 'blocks', 'book'], paper: '#e6dcea' },
] as const
