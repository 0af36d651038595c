import type { Family } from './family.ts'

const SIZES = ['S', 'M', 'L', 'XL'] as const

export const wear: readonly Family[] = [
  { leaf: 'T恤', thing: 'tShirt', noun: '短袖T恤', brands: ['素履', '木言', '跃野'], names: ['重磅纯棉', '速干运动', '宽松印花', '圆领基础', '海魂条纹'], points: ['洗多少次领口也不松', '透气不贴身'], price: [39, 159], colours: ['月光白', '曜石黑', '远峰蓝', '姜黄'], option: { name: '尺码', values: SIZES, step: 0 }, attributes: { 面料: ['棉', '聚酯纤维'], 适用季节: ['夏'] } },
  { leaf: '衬衫', thing: 'shirt', noun: '衬衫', brands: ['素履', '宽河'], names: ['免烫商务', '亚麻休闲', '牛津纺', '法兰绒格子'], points: ['免烫，出差带着省心', '亲肤不闷'], price: [99, 399], colours: ['月光白', '天青', '藏青'], option: { name: '尺码', values: SIZES, step: 0 }, attributes: { 面料: ['棉', '亚麻'], 适用季节: ['春', '秋'] } },
  { leaf: '外套', thing: 'jacket', noun: '外套', brands: ['跃野', '素履'], names: ['三合一冲锋衣', '轻羽绒', '工装夹克', '防风软壳', '羊毛大衣'], points: ['风雨都挡得住', '轻得能塞进包'], price: [199, 1299], colours: ['曜石黑', '青山绿', '落日橙', '藏青'], option: { name: '尺码', values: SIZES, step: 0 }, attributes: { 面料: ['尼龙', '聚酯纤维', '羽绒'], 适用季节: ['秋', '冬'] } },
  { leaf: '长裤', thing: 'trousers', noun: '长裤', brands: ['素履', '宽河', '跃野'], names: ['直筒牛仔', '弹力休闲', '束脚运动', '抓绒加厚'], points: ['弹力足，蹲下不勒', '版型利落显腿长'], price: [79, 399], colours: ['藏青', '曜石黑', '奶咖'], option: { name: '尺码', values: ['28', '30', '32', '34'], step: 0 }, attributes: { 面料: ['棉', '牛仔布'], 适用季节: ['四季'] } },
  { leaf: '连衣裙', thing: 'dress', noun: '连衣裙', brands: ['白露', '素履'], names: ['法式碎花', '棉麻长裙', '针织收腰', '小黑裙', '衬衫裙', '背带裙'], points: ['垂感好，走路有风', '不用熨也平整'], price: [129, 599], colours: ['樱花粉', '酒红', '青山绿', '曜石黑'], option: { name: '尺码', values: ['S', 'M', 'L'], step: 0 }, attributes: { 面料: ['棉', '真丝', '针织'], 适用季节: ['春', '夏'] } },
  { leaf: '运动鞋', thing: 'shoe', noun: '运动鞋', brands: ['跃野', '素履', '宽河'], names: ['轻跑 3', '缓震 7', '复古板鞋', '徒步防滑', '网面透气', '加绒保暖'], points: ['脚感软弹，久走不累', '湿地也抓得住'], price: [129, 699], colours: ['月光白', '曜石黑', '远峰蓝', '落日橙'], option: { name: '鞋码', values: ['38', '39', '40', '41', '42', '43'], step: 0 }, attributes: { 材质: ['网布', '牛皮', '合成革'] } },
  { leaf: '双肩包', thing: 'backpack', noun: '双肩包', brands: ['跃野', '北窗'], names: ['通勤 20L', '徒步 35L', '学生护脊', '电脑 15.6 英寸'], points: ['肩带减负', '防泼水，分区清楚'], price: [89, 499], colours: ['曜石黑', '青山绿', '姜黄'], attributes: { 材质: ['尼龙', '帆布'] } },
  { leaf: '手提包', thing: 'handbag', noun: '手提包', brands: ['白露', '素履'], names: ['托特大包', '小方包', '编织夏日', '通勤腋下包'], points: ['装得下一天的东西', '头层牛皮，越用越润'], price: [129, 899], colours: ['奶咖', '酒红', '米杏', '曜石黑'], attributes: { 材质: ['牛皮', '帆布', '编织'] } },
  { leaf: '拉杆箱', thing: 'suitcase', noun: '拉杆箱', brands: ['宽河', '跃野'], names: ['静音万向轮', '前开盖', '铝框商务', '轻量青春'], points: ['轮子顺滑，推着走', '海关密码锁'], price: [199, 999], colours: ['雾霭灰', '薄荷绿', '酒红'], option: { name: '尺寸', values: ['20 英寸', '24 英寸', '28 英寸'], step: 16 }, attributes: { 材质: ['聚碳酸酯', '铝镁合金'] } },
  { leaf: '帽子', thing: 'cap', noun: '棒球帽', brands: ['素履', '跃野'], names: ['纯棉水洗', '速干防晒', '灯芯绒'], points: ['可调节，头大也合适', '遮阳不压发'], price: [29, 129], colours: ['砖红', '藏青', '米杏'], attributes: { 材质: ['棉', '灯芯绒'] } },
  { leaf: '围巾', thing: 'scarf', noun: '围巾', brands: ['白露', '暖川'], names: ['羊毛格纹', '羊绒素色', '针织加厚'], points: ['柔软不扎脖', '一条过冬'], price: [49, 399], colours: ['酒红', '奶咖', '雾霭灰'], attributes: { 材质: ['羊毛', '羊绒'] } },
]
