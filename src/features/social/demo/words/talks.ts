/** What two neighbours have written to each other, turn by turn, the first by who began. */
export const TALKS: readonly (readonly string[])[] = [
  ['你好呀，看到你也常去大蜀山？', '对，一般周六早上七点，人少。', '那下次山顶见。', '好，我带两瓶水。'],
  ['你的猫叫什么名字？', '叫年糕，今年四岁。', '比我家的豆包大一岁。', '有空让它们视频一下。', '哈哈，可以，它可能会直接走开。'],
  ['周末有什么安排？', '准备去省图还书，你呢？', '在家大扫除，希望是。'],
  ['那家面馆是在三孝口吗？照片里那碗。', '是的，女人街后面那条巷子。', '我下班路过，今晚就去。', '记得加一份卤蛋。', '吃到了，真的好吃！'],
  ['嗨，我们好像住得不远。', '你也在政务区？', '嗯，天鹅湖北边。', '那应该经常在一家超市排队。'],
  ['你弹吉他多久了？', '断断续续八年，水平停在第二年。', '比我强，我只会换弦。'],
  ['请问第三张照片是巢湖吗？', '是中庙，傍晚六点多。', '光线真好。', '那天运气好，等了一个小时。', '下次我也去试试。', '可以一起，我知道停车的地方。'],
  ['早。', '早，今天降温了，多穿一件。', '收到，谢谢提醒。'],
  ['羽毛球你们一般在哪里打？', '奥体边上的馆，周三晚上。', '缺人吗？水平一般。', '缺，水平一般正好。'],
  ['最近在看什么书？', '《受戒》，第三遍。', '我喜欢里面写吃的那些段落。', '同感，看完就想吃咸鸭蛋。'],
  ['你的阳台也太好看了。', '谢谢，刚换了一批土。', '我的绿萝快不行了，有救吗？', '先别浇水，把黄叶剪掉，放到不晒的地方。', '好的，园艺老师。'],
  ['看你资料里写会做徽菜？', '会一点，毛豆腐煎得最好。', '厉害，我只会煎鸡蛋。', '鸡蛋煎得好也不容易。'],
]

/** What the guest and the first of her matches have written; `me` is the guest, `picture` stands for the picture of a noodle soup. */
export const GUEST_TALK: readonly { by: 'me' | 'them', text: string | 'picture', minutes: number }[] = [
  { by: 'them', text: '你好，小满！我也很喜欢植物园的梅花。', minutes: 0 },
  { by: 'me', text: '你好呀～今年去了吗？', minutes: 14 },
  { by: 'them', text: '去了两次，第一次还没开，第二次差点开过了。', minutes: 17 },
  { by: 'me', text: '哈哈哈，运气刚好错开。', minutes: 21 },
  { by: 'them', text: '你照片里那家咖啡馆是在罍街附近吗？', minutes: 26 },
  { by: 'me', text: '对，二楼靠窗的位置，下午三点以后阳光最好。', minutes: 33 },
  { by: 'them', text: '记下了。你平时周末都做什么？', minutes: 35 },
  { by: 'me', text: '骑车，或者在家煮面。上周试了一个新的浇头。', minutes: 47 },
  { by: 'me', text: 'picture', minutes: 48 },
  { by: 'them', text: '看起来很专业！我只会泡面加蛋。', minutes: 55 },
  { by: 'me', text: '泡面加蛋也是一门手艺。', minutes: 58 },
  { by: 'them', text: '这周六天气不错，要不要去环湖骑一段？从渡江战役纪念馆出发，慢慢骑。', minutes: 70 },
  { by: 'me', text: '可以呀，下午两点以后都有空。', minutes: 83 },
  { by: 'them', text: '那就两点半，纪念馆门口见。我带补胎工具。', minutes: 86 },
]

export const UNREAD_TALK = ['嗨，看到你也会弹一点吉他？', '会一点点，你呢？', '我弹贝斯，找了半年都没找到会弹吉他的邻居。周日下午我们在社区活动室排练，想来听听吗？'] as const

/** What people have said when they reported somebody, and what became of it. */
export const REPORTS = {
  open: [
    { reason: 'money', text: '聊了两天就说有个理财群，收益很高，让我加别的软件。' },
    { reason: 'fake', text: '照片像是网上找的，问他在合肥哪里上班也说不清楚。' },
    { reason: 'harassment', text: '我说不合适以后还一直发消息，话越来越难听。' },
    { reason: 'spam', text: '每句话后面都跟着一家店的优惠码。' },
  ],
  dismissed: { reason: 'other', text: '他三天没有回我消息。', decision: '对方没有违反社区规范，不回复消息不属于违规。' },
  warned: { reason: 'photos', text: '第二张照片里有别人的孩子，没有打码。', decision: '请勿在相册中使用他人未成年子女的照片。' },
  banned: { reason: 'money', text: '说家里急用钱，让我转两千，转头就问别人要。', decision: '向多位用户索要钱款，违反社区规范。' },
} as const

export const APPEAL = '我确实找人借过钱，是家里老人住院，当时太着急了。借的两笔都已经还清，可以提供转账记录。以后不会再在这里谈钱，希望能再给一次机会。'
