import type { FacilityIcon } from '../homes/home.ts'
import type { Scene } from '../rooms.ts'

/** What of a home a text speaks of: a flat in town, roofs of the town or water outside its window, a house in a lane or in the country, a farm. */
export type Topic = 'city' | 'skyline' | 'lake' | 'lane' | 'country' | 'farm'

/** What a guest wrote, and sometimes what the host answered. Each is used once at most. */
export interface DemoReview {
  rating: 1 | 2 | 3 | 4 | 5
  text: string
  answer?: string
  /** It fits homes of this sort only, with this facility, with this on their pictures. */
  about?: Topic
  has?: FacilityIcon
  shows?: Scene
  /** So many were there. */
  people?: number
}

const city: readonly DemoReview[] = [
  { rating: 5, text: '位置没话说，下楼就是吃的，地铁也近，一次车都没打。', answer: '住得方便最要紧，下次来合肥还给您留门。' },
  { rating: 5, text: '出差住过好几次酒店，这次换民宿，比标间舒服太多。桌子大，网也快，晚上还能自己热点牛奶。', people: 1 },
  { rating: 5, text: '密码锁很方便，凌晨一点到的，一个人也不慌，屋里灯都提前打开了，心里一暖。', answer: '知道您到得晚，远程把灯和空调先开了，平安到就好。', has: 'door', people: 1 },
  { rating: 4, text: '屋子干净，床舒服。就是早高峰电梯要等一会儿，赶车的朋友留点余量。', answer: '谢谢提醒，我在入住须知里补上了这一条。', has: 'lift' },
  { rating: 5, text: '和图片一样，没有照骗。窗帘很遮光，一觉睡到十点。' },
  { rating: 4, text: '性价比挺高，该有的都有。卫生间稍微小了点，一个人住足够。', people: 1 },
  { rating: 5, text: '陪爸妈来看病，离公交站近，房东还帮忙查了医院的路线，感谢。', people: 3, answer: '祝叔叔阿姨早日康复，小事别客气。' },
  { rating: 3, text: '房间本身没问题，楼上那家半夜挪桌子，第二天跟房东说了，也没什么办法。', answer: '抱歉让您没睡好，已经和楼上邻居沟通过，他们换了软脚垫。' },
  { rating: 5, text: '闺蜜两个人住，拍照很出片，傍晚的光从窗户斜着进来特别好看。', people: 2 },
  { rating: 4, text: '周边吃的太多了，反而在屋里待的时间少。拖鞋要是再厚一点就更好。' },
  { rating: 5, text: '看演唱会住的，散场走路就回来了，第二天睡到自然醒再退房，完美。' },
  { rating: 5, text: '第二次住了，床品还是香香的，路边那家馄饨也还在。', answer: '老朋友又来了！馄饨店老板也问起您。' },
  { rating: 4, text: '隔音比想象的好，临街那面关上窗就听不见。网速测了一下有两百兆。' },
  { rating: 5, text: '带着电脑来赶稿子，书桌正对窗户，效率都高了。', shows: 'study' },
  { rating: 2, text: '到的时候上一位客人的垃圾还没收，打了电话半小时后才有人来打扫。房间是好房间，管理要跟上。', answer: '非常抱歉，那天保洁排错了班，是我们的责任。现在每次客人到之前，我都自己去看一遍。' },
  { rating: 4, text: '价格公道，地段好。热水来得有点慢，放半分钟就好了。' },
  { rating: 5, text: '考研复试住的，楼道很安静，附近打印店一块钱三张。上岸了，回来补个好评！', answer: '恭喜恭喜！以后就是合肥人了，常来坐坐。', shows: 'study', people: 1 },
  { rating: 5, text: '视野真好，晚上关了灯坐在窗边发呆，能看很久。', about: 'skyline' },
  { rating: 3, text: '整体还行，空调外机声音偏大，开一会儿就得停，睡眠浅的要注意。' },
  { rating: 4, text: '厨房东西全，自己煮了两顿饭，省了不少。菜刀有点钝，哈哈。', answer: '刀已经磨好了，谢谢您还帮我把台面擦得那么干净。', has: 'kitchen' },
  { rating: 5, text: '房东发来的吃喝地图比攻略靠谱，照着吃了一路没踩雷。' },
  { rating: 5, text: '干净，干净，干净。头发丝都没看到一根。' },
  { rating: 4, text: '停车位好找，就是地库出口有点绕，第一次差点走错。', has: 'car' },
  { rating: 5, text: '临时多住了一晚，房东很爽快地答应了，价格也没有加。' },
  { rating: 4, text: '小是小，五脏俱全。转高铁住一晚刚刚好。', people: 1 },
  { rating: 5, text: '早上下楼一碗牛肉汤配锅贴，十五块钱吃到撑，合肥太好了。' },
  { rating: 4, text: '对面在装修，白天有点吵，房东提前说了，还主动减了二十块钱。', answer: '装修是楼上邻居家的，对不住您，好在下周就完工了。' },
  { rating: 5, text: '交通太方便了，去高铁站、机场大巴、地铁都近，行李多也不怕。' },
  { rating: 5, text: '喜欢阳台上那把椅子，傍晚回来坐一会儿再做饭，像真的住在这里一样。', has: 'kitchen', shows: 'balcony' },
]

const lane: readonly DemoReview[] = [
  { rating: 5, text: '推开那扇木门就觉得来对了。晚上坐在院里喝茶，巷子里偶尔有人骑车过去，铃铛响一下，特别安静。', answer: '您带的茶叶很香，院子随时欢迎。', shows: 'courtyard' },
  { rating: 5, text: '老房子的味道保存得真好，梁上的雕花看了半天。卫生间是新的，不用担心不习惯。' },
  { rating: 4, text: '氛围满分，隔音一般，毕竟是老房子。早上六点多就有人在巷口说话，正好起来吃早饭。', answer: '老房子确实藏不住声音，谢谢您的理解，耳塞下次给您备上。' },
  { rating: 5, text: '下了一整天雨，哪儿也没去，就在屋檐下看书听雨，反而成了这趟最喜欢的一天。', shows: 'courtyard' },
  { rating: 4, text: '巷子进去有点难找，房东在路口等我们，还帮着拎了箱子。屋里有淡淡的木头味。', people: 2 },
  { rating: 5, text: '给外国朋友订的，他说这是他在中国住过最像“家”的地方。', answer: '请替我问候那位朋友，他画的那张速写我裱起来挂在堂屋了。', people: 2 },
  { rating: 5, text: '木窗一推开全是瓦顶，手机随便拍都好看。' },
  { rating: 3, text: '地方很有味道，但是湿气重，被子摸起来有点潮，除湿机开了一夜才好。', answer: '那几天一直下雨，是我没提前除湿，实在抱歉。现在每间都装了自动除湿。' },
  { rating: 5, text: '爸妈说像回到了小时候的家，晚上两个人在院子里聊到很晚才睡。', shows: 'courtyard', people: 3 },
  { rating: 4, text: '楼梯有点陡，带老人的朋友留心脚下。其他都好，早饭推荐的那家真不错。' },
  { rating: 5, text: '到的第二天，整条街的人都认识我们了，人情味十足。', answer: '街坊们都说你们有礼貌，让我一定请你们再来。' },
  { rating: 4, text: '屋里的老家具是真的老家具，抽屉里还垫着几十年前的报纸，看得津津有味。' },
  { rating: 5, text: '夜里下雨，听着雨打在瓦上的声音睡着的，多少年没有过了。' },
]

const country: readonly DemoReview[] = [
  { rating: 5, text: '孩子追了一下午鸡，晚上倒头就睡，我们终于能安静喝杯酒。', answer: '鸡说它也累坏了，哈哈，下次来教小朋友捡鸡蛋。', about: 'farm', people: 4 },
  { rating: 5, text: '城里看不到的星星这里都有。灯一关，真的能看见银河。' },
  { rating: 5, text: '地里现摘的菜，炒出来有小时候的味道。走的时候还塞给我们一袋南瓜。', answer: '自家种的不值钱，路上当心，吃完再来拿。', about: 'farm' },
  { rating: 4, text: '风景一流，蚊子也一流。蚊香、纱窗都有，就是晚上别开灯敞着门。' },
  { rating: 4, text: '最后一公里路窄，会车要小心，到了之后觉得值。被子厚实，夜里一点不冷。' },
  { rating: 5, text: '公司八个人来的，烧烤架、长桌、音响什么都有，连木炭都备好了，第二天走的时候房东说院子他来收拾。', answer: '看你们玩得开心我也高兴，烤架洗得比来之前还亮，谢谢。', has: 'party', people: 8 },
  { rating: 5, text: '带着狗来的，院子够大，它比我还开心。房东家的狗也很友好，两只玩疯了。', has: 'paw', shows: 'courtyard' },
  { rating: 3, text: '景色没得挑，热水器容量小，四个人轮流洗要等。', answer: '已经换成了八十升的，下回四个人连着洗也够。', people: 4 },
  { rating: 5, text: '早上被鸟叫醒，推门出去全是露水。住惯了高楼，这种早晨太奢侈了。' },
  { rating: 4, text: '手机信号时有时无，一开始着急，后来觉得挺好。晚饭很实在，一大桌子菜。', about: 'farm' },
  { rating: 5, text: '院子收拾得真用心，角角落落都是花。拍了两百多张照片。', answer: '花有人看就没白种，谢谢您的照片，发给我的那几张我存下来了。', shows: 'courtyard' },
  { rating: 2, text: '离景区比写的要远，晚上没路灯，开车绕了两圈才找到。房子还可以，指路说明要改一改。', answer: '您说得对，导航的定位点偏了六百米，我已经更正，门口也装了灯牌。给您添麻烦了。' },
  { rating: 5, text: '外面刮了一天风，屋里暖得穿单衣，和朋友打了一天牌，谁也不想出门。', has: 'heat', people: 4 },
  { rating: 4, text: '适合什么都不干。带了一本书，看完才舍得走。' },
  { rating: 5, text: '柴火灶煮的锅巴饭太香了，我一个减肥的人吃了三碗。', has: 'kitchen', answer: '锅巴给您留了一袋，减肥的事回城里再说。', about: 'farm' },
  { rating: 4, text: '路上一直担心乡下条件差，到了发现马桶、花洒都是新的，是我想多了。' },
  { rating: 5, text: '村里的老人教我妈认了一下午野菜，我妈说比旅游团有意思一百倍。', about: 'farm', people: 2 },
]

const lake: readonly DemoReview[] = [
  { rating: 5, text: '定了五点的闹钟看日出，湖面一点点变成金色，值了。', answer: '能赶上那天的朝霞是运气好，照片拍得真美。' },
  { rating: 5, text: '阳台坐一下午，看着水上的光慢慢变，什么烦心事都忘了。', shows: 'balcony' },
  { rating: 4, text: '湖景是真湖景，没有遮挡。风大的晚上窗户有点响，关紧就好。' },
  { rating: 5, text: '傍晚沿湖骑车，回来正好看落日，晚上阳台喝啤酒，完美的一天。', shows: 'balcony' },
  { rating: 5, text: '老人家腿脚不好，坐在窗前就能看湖，高兴得给亲戚打了一圈视频电话。', answer: '看到这条评价我眼睛都湿了，祝老人家身体健康。', people: 3 },
  { rating: 4, text: '景色和房间都很满意，湖边小飞虫多，建议天黑以后拉上纱窗。', answer: '是的，水边这个季节小虫多，我已经加了一层细纱。' },
  { rating: 5, text: '求婚成功！房东偷偷帮忙在阳台挂了灯串，谢谢你们。', answer: '恭喜恭喜！以后每年纪念日来，灯串一直给你们留着。', shows: 'balcony', people: 2 },
  { rating: 5, text: '早上拉开窗帘，整面窗都是水，先生在床上愣了半天。', people: 2 },
  { rating: 4, text: '第一次知道合肥还能这样看水，出租车司机都说这地方选得好。' },
  { rating: 3, text: '去的时候雾太大，湖没看到。房间正常水平，价格对我来说略高。' },
]

const families: readonly DemoReview[] = [
  { rating: 5, text: '一家三代六口人，房间分得开，老人不嫌吵，孩子跑得开，晚上还能围在一起吃饭。', answer: '热热闹闹的才像家，小朋友落下的画我收好了，回头寄给您。', people: 6 },
  { rating: 5, text: '带了两个娃来，餐椅、小板凳都给准备好了，当妈的看了放心。', people: 4 },
  { rating: 4, text: '房间够大，就是卫生间早上要排队，人多的话建议错开。', people: 5 },
  { rating: 5, text: '大学室友聚会，聊到半夜也没打扰到谁，客厅的大沙发睡了两个人，哈哈。', people: 5 },
  { rating: 4, text: '厨房锅够大，煮了一锅面六个人分。希望再多几双筷子。', has: 'kitchen', answer: '筷子和碗都按十个人的量补齐了，下次来煮火锅。', people: 6 },
  { rating: 5, text: '四个大人两个孩子，热水够用，空调每间都有，没有谁将就谁。', people: 6 },
  { rating: 4, text: '孩子最喜欢那间小屋，自己的枕头抱过来就不肯走了。要是多一个儿童马桶圈就完美。', answer: '马桶圈和小凳子第二天就买好了，欢迎小朋友再来。', people: 3 },
  { rating: 5, text: '给爸爸过七十大寿订的，房东提前贴了福字，还送了一盘寿桃，全家都很感动。', answer: '祝老爷子福如东海！寿桃是我妈做的，她听说了特别高兴。', people: 5 },
]

const anywhere: readonly DemoReview[] = [
  { rating: 5, text: '很满意的一次入住，会推荐给朋友。' },
  { rating: 5, text: '房东回消息很快，人也热情。', answer: '谢谢夸奖，一路平安。' },
  { rating: 5, text: '下次还来。' },
  { rating: 4, text: '不错，和描述一致。' },
  { rating: 5, text: '超出预期！照片没有拍出它一半的好。' },
  { rating: 4, text: '总体很好，枕头对我来说有点高，睡前跟房东要了个矮的，五分钟就送来了。', answer: '高矮枕头现在每间都各放一对了，谢谢您的建议。' },
  { rating: 5, text: '毛巾、牙刷都是独立包装，用着放心。', has: 'toothbrush' },
  { rating: 5, text: '泡了个澡，一天的疲惫都没了，浴缸刷得很干净。', has: 'bath', answer: '浴缸每次退房都消毒两遍，您放心泡。' },
  { rating: 4, text: '入住顺利，退房也简单，拍张照发过去就行。' },
  { rating: 5, text: '细节做得好：充电线、雨伞、针线包都有，雨伞真救了我们一次。', people: 2 },
  { rating: 4, text: '住着舒服。空调遥控器反应有点慢，换了电池就好了。' },
  { rating: 5, text: '结婚纪念日来的，桌上放了一束小花和手写的卡片，没想到。', answer: '祝二位年年有今日，花是早上去市场挑的。', people: 2 },
  { rating: 3, text: '中规中矩吧，没有特别的惊喜，也没有什么大毛病。' },
  { rating: 5, text: '临走把耳机忘在床头，房东第二天就寄回来了，邮费也不肯收。', answer: '举手之劳，耳机能派上用场就好。' },
  { rating: 4, text: '床垫软硬适中，睡眠质量不错。要是有吹风机的收纳架就更好了。' },
  { rating: 5, text: '从订房到退房都很顺，有问必答，指路图画得比导航清楚。' },
  { rating: 5, text: '本来只想将就一晚，结果一家人都不想走，又续了一天。', answer: '正好后面没人订，您不嫌弃就好，欢迎再来。', people: 3 },
  { rating: 3, text: '卫生合格，电视频道很少，投屏试了几次才成功。', has: 'tv', answer: '投屏的步骤我写成卡片放在电视柜上了，抱歉让您折腾。' },
  { rating: 5, text: '安静，安静，安静！重要的事说三遍。失眠的人在这里睡了九个小时。' },
  { rating: 4, text: '洗衣机可以用，晾衣架不够长，我们把衣服挂在椅背上了。', has: 'washer', answer: '阳台加了一根升降晾衣杆，下次就不用委屈椅子了。' },
  { rating: 5, text: '同价位里住过最好的，没有之一。' },
  { rating: 5, text: '提前两小时到，房东让我们先把行李放进去，还推荐了附近吃面的地方，好吃。', answer: '那家面馆我吃了二十年，您喜欢就对了。', people: 2 },
  { rating: 4, text: '冰箱里有饮料和水果，说是送的，小朋友很高兴。房间味道清爽，没有香精味。', has: 'fridge' },
  { rating: 5, text: '一个人旅行，最怕住得不踏实。门锁牢靠，邻居和气，晚上睡得很好。', people: 1 },
  { rating: 4, text: '图片偏亮一点，实际也不差。灯光很温馨，晚上比白天好看。' },
  { rating: 5, text: '房东说话慢慢的，给我们讲了很多这一带的老故事，比导游讲得好。', answer: '都是听街坊讲的，你们愿意听我才高兴呢。', people: 2 },
  { rating: 5, text: '怕冷的人有福了，暖气开得很足，脚底都是热的。', has: 'heat' },
  { rating: 3, text: '沟通有点慢，发消息隔了三个小时才回，好在提前给了门锁密码。', answer: '那天在医院陪家人，手机静音了，抱歉。之后我请妹妹一起帮忙看消息。' },
  { rating: 5, text: '出门在外遇到这样的房东是福气，感谢！' },
  { rating: 5, text: '床品是纯棉的，有太阳晒过的味道。', answer: '只要天好就晒，这是家里老规矩。' },
  { rating: 4, text: '中途还帮忙换了一次毛巾，服务到位。门口的灯有点暗。' },
  { rating: 5, text: '朋友推荐来的，果然没让人失望，已经又推荐给下一个朋友了。' },
  { rating: 5, text: '临时改了入住人数，房东不但没抱怨，还多加了一床被子。', answer: '出门在外谁没点变化呢，被子管够。', people: 3 },
  { rating: 4, text: '房间不大但布置得很巧，每样东西都有地方放，看得出主人会过日子。' },
  { rating: 5, text: '水压大，热水快，洗澡很痛快，别笑，这真的很重要。' },
  { rating: 4, text: '押金退得很快，当天就到账了。地漏排水慢了一点，说了以后马上来通了。', answer: '谢谢您告诉我，地漏已经换新的了。' },
  { rating: 5, text: '一进门就有股家的味道，桌上还温着一壶茶。' },
  { rating: 5, text: '细心到冰箱里贴了纸条，写着哪几样可以随便吃，哈哈哈。', has: 'fridge', answer: '贴纸条是怕客人不好意思，您吃得开心就好。' },
  { rating: 3, text: '图片是广角拍的，实际小一圈。胜在干净，位置也还行。', answer: '谢谢您的实话，我补了两张手机直接拍的照片，免得别的客人误会。' },
  { rating: 4, text: '夜里稍微能听到马路的声音，戴上耳塞就好了。其他没毛病。' },
  { rating: 5, text: '加班到很晚，回来看到灯亮着，突然有点想家。谢谢照顾。', answer: '累了就回来歇歇，灯一直给您留着。', about: 'city', people: 1 },
  { rating: 5, text: '这个价格能住到这样的房子，我愿意给六星。' },
  { rating: 4, text: '停好车走两分钟就到，箱子轮子在石板上响，记得拎起来走。', has: 'car' },
]

/** Everything the guests of the demo site have to say. */
export const reviews: readonly DemoReview[] = [
  ...city.map(review => ({ about: 'city' as const, ...review })),
  ...lane.map(review => ({ about: 'lane' as const, ...review })),
  ...country.map(review => ({ about: 'country' as const, ...review })),
  ...lake.map(review => ({ about: 'lake' as const, ...review })),
  ...families,
  ...anywhere,
]
