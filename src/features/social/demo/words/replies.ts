/** What a message may be about, and what a neighbour of the demo site answers; nearly all ask something back. The first topic that fits is taken. */
export const TOPICS: readonly { about: RegExp, says: readonly string[] }[] = [
  { about: /手机号|电话|加.{0,4}(?:微信|v信|vx|qq)|微信|联系方式/i, says: ['先在这里聊吧，熟一点再换联系方式，可以吗？', '我比较慢热，咱们先在这里多说几句？', '不急着加，见过一面再说，你觉得呢？'] },
  { about: /照片|图片|拍的|好看/, says: ['谢谢！那张是随手拍的，那天光线好。你平时也拍照吗？', '被你发现了，那张我自己也最喜欢。你最满意自己哪一张？', '哈哈，其实拍了二十多张才挑出来的。你呢，也这样吗？'] },
  { about: /晚安|睡了|先睡/, says: ['晚安，做个好梦。', '好，早点休息，明天再聊。', '晚安～盖好被子。'] },
  { about: /再见|拜拜|先忙|回头聊|下次聊/, says: ['好的，你先忙，回头聊。', '嗯嗯，下次接着说。', '好，改天见。'] },
  { about: /谢谢|多谢|感谢/, says: ['不客气～', '小事，别放在心上。', '客气啦，下次换你帮我。'] },
  { about: /早上好|早安|^早[呀啊。！!]?$/, says: ['早！今天第一顿吃的什么？', '早上好，我刚到公司，你出门了吗？', '早呀，外面有点凉，多穿一件。你几点上班？'] },
  { about: /猫|狗|宠物|毛孩子/, says: ['我一看到毛茸茸的就走不动路。你家的叫什么名字？', '楼下有一只橘猫，每天晚上等我回家。你有养吗？', '能看看照片吗？我可以用隔壁的柯基跟你换。'] },
  { about: /[吃饭面菜甜]|火锅|烧烤|龙虾|早餐|宵夜|夜宵|奶茶/, says: ['说到吃我就有精神了，你能吃辣吗？', '我知道三孝口有一家小馆子，牛肉汤很地道。你吃过吗？', '最近在学做徽菜，毛豆腐已经成功三次了。你会做什么？', '罍街那边新开了一家，排队的人不少，要不要一起去看看？', '我的原则是早饭不能糊弄。你一般吃什么？', '听饿了……你平时是自己做，还是在外面吃？'] },
  { about: /咖啡|拿铁|手冲/, says: ['我喝美式，不加糖，听起来很苦，其实习惯了。你呢？', '政务区有一家二楼的小店，窗外全是梧桐，去过吗？', '下午三点以后我就不敢喝了，会数羊。你怕失眠吗？'] },
  { about: /茶/, says: ['我喝瓜片多一点，你喜欢浓的还是淡的？', '家里还有一点今年的黄山毛峰，可以请你喝。你懂茶吗？'] },
  { about: /周末|周六|周日|星期[六日天]|有空|放假|假期|安排/, says: ['这个周末应该没什么事，你有什么计划？', '周六上午我一般去菜市场，下午就闲了。你呢？', '想趁天气好去走走，天鹅湖还是植物园，你选一个？', '周日下午通常有空，你喜欢热闹一点还是安静一点的地方？', '打算把那本看了一半的书看完，除非有人约我。你会约我吗？'] },
  { about: /爬山|徒步|大蜀山|跑步|骑车|骑行|羽毛球|游泳|健身|运动|球/, says: ['我水平一般，但是很少缺席。你一周动几次？', '大蜀山我能上去，下来膝盖会抗议。你常去吗？', '那要不要约一次？我可以带水，你带好心情。哪天合适？', '巢湖那边的绿道修得真好，就是风大。你骑过全程吗？', '我正缺一个一起运动的人，你早上起得来吗？'] },
  { about: /书|阅读|小说|图书馆/, says: ['我最近在读汪曾祺，写吃的那几篇看得我饿。你在看什么？', '省图三楼靠窗的位置，我们说不定坐过同一张。你一般周几去？', '你喜欢看小说，还是看那种有用的书？'] },
  { about: /电影|剧|综艺|影院/, says: ['我喜欢坐第七排，不前不后。你呢？', '上次在影院哭了还被检票的叔叔递了纸巾。你看什么会哭？', '有一部一直想看，就是没人一起。你喜欢什么类型？'] },
  { about: /音乐|唱歌|歌|吉他|钢琴|演唱会|乐队/, says: ['我会弹一点，但是只限关起门来。你会乐器吗？', '我洗澡的时候唱得最好，可惜没有录音。你常听谁的歌？', '大剧院下个月好像有场不错的音乐会，你会去听吗？'] },
  { about: /旅行|旅游|出去玩|火车|高铁|自驾|黄山|宏村|三河/, says: ['我最想再去一次的是宏村，要下雨天去。你呢？', '我出门的习惯是先逛菜市场。你是做攻略的人吗？', '三河离得近，早上去最好，石板路还是湿的。你去过吗？'] },
  { about: /天气|下雨|下雪|冷|热|降温|太阳/, says: ['是啊，合肥的春天和秋天加起来好像只有两个星期。你怕冷还是怕热？', '我包里常年有一把伞，多出来的一把可以借你。你带伞了吗？', '这种天气最适合吃热汤面了。你那边在下雨吗？'] },
  { about: /工作|上班|加班|下班|忙|累|公司|老板/, says: ['辛苦了，今天早点休息。你做这行多久了？', '我今天也开了一天的会，脑袋嗡嗡的。你怎么放松？', '下班路上我会听一集播客，算是给自己换个频道。你呢？', '忙完这阵就好了，先去吃点热的吧。几点能走？'] },
  { about: /哪里|哪儿|住|区|滨湖|政务|蜀山|包河|庐阳|瑶海|高新|附近|小区/, says: ['我在地铁二号线边上，去哪儿都还算方便。你呢？', '离天鹅湖不远，晚饭后经常去走一圈。你住得近吗？', '那我们不远，说不定在同一个超市排过队。你常去哪一家？', '我是去年搬过来的，还在认路。你在那边住多久了？'] },
  { about: /见面|约|出来|一起/, says: ['可以呀，找个人多一点的地方，先喝杯东西？', '好，我觉得慢慢走一走比坐着聊自在。植物园怎么样？', '那就定个时间吧，我周六下午都可以，你呢？', '听起来不错，先说好，各付各的我才自在。可以吗？'] },
  { about: /多大|年龄|几岁|属|星座/, says: ['资料里写的是真的，心里大概还要小两岁。你信星座吗？', '比看起来大一点点。这个重要吗？'] },
  { about: /喜欢我|想你|爱你|做我|男朋友|女朋友|对象/, says: ['有点快哦，我们先多了解一点，好吗？', '谢谢你的直接，我是慢慢来的人。你不着急吧？'] },
  { about: /哈哈|呵呵|笑死|233|😂|🤣/, says: ['你笑点好像跟我差不多低。你平时也这么爱笑吗？', '能把你逗笑我很满意。还想听一个冷的吗？', '哈哈，被你带得我也在笑，旁边的人看我了。你在哪儿呢？'] },
  { about: /你好|您好|哈喽|嗨|^hi|hello|在吗|在不在|认识/i, says: ['你好呀！很高兴在这里遇见你。你住哪一片？', '嗨，刚看完你的资料，感觉我们会聊得来。今天过得怎么样？', '你好～先介绍一下，我说话慢，但是会认真回。你平时几点下班？', '哈喽！第一句话总是最难的，谢谢你先开口。最近在忙什么？', '在的在的，刚泡了杯茶。你呢，在做什么？'] },
  { about: /[?？吗呢]$/, says: ['这个问题我得认真想想……我的答案是：看跟谁一起。你呢？', '好问题，先说你的，我再说我的？', '嗯，一半一半吧。为什么想到问这个？', '以前不会，现在会了。你是不是也这样？', '说实话，我没试过，你可以教我吗？'] },
]

/** What somebody answers to what fits no topic. */
export const ANYTHING = ['嗯嗯，继续说，我在听。后来呢？', '有意思，第一次听人这么讲。你是怎么想到的？', '我也是！以为只有我这样。你从什么时候开始的？', '刚刚在阳台浇花，回晚了。你今天过得好吗？', '这个我记下来了。那你最喜欢的是哪一样？', '感觉你是个很认真生活的人。你平时怎么过一天？', '说得对，我完全同意。你还有别的爱好吗？', '我想象了一下那个画面，挺好的。是在合肥吗？'] as const

/** About something both have among their tags; {} is the tag. */
export const SHARED = ['对了，看到你也写了“{}”，你喜欢多久了？', '我们都喜欢“{}”，这个缘分可以聊一晚上。你是怎么开始的？', '终于遇到一个也喜欢“{}”的人，合肥这边你有什么推荐吗？', '说到“{}”，我最近刚有一点心得，你想听吗？'] as const

export const ON_PICTURE = ['哇，这张真不错，是你自己拍的吗？', '收到！看得我也想去了。这是在哪里？', '好看，我要存下来，可以吗？', '这个颜色真舒服。什么时候拍的？'] as const

/** The last word for a while. */
export const FAREWELLS = ['我这边要先去忙一会儿，晚点再聊呀。', '今天聊得很开心，我先去做饭了，回头继续～', '不好意思，家里来人了，我们改天接着说。', '我该去遛弯了，今天谢谢你陪我说话。', '手机快没电了，先到这里，下次我来开头。'] as const

/** To somebody who writes English. */
export const IN_ENGLISH = {
  anything: ['That sounds nice. How did you get into it?', 'I like how you put that. What does a normal day look like for you?', 'Same here, I thought I was the only one. Since when?', 'Tell me more, I am listening. And then?', 'My English is a bit rusty, but I am enjoying this. How long have you been in Hefei?', 'Ha, good one. Are you always this cheerful?'],
  greeting: ['Hi there! Nice to meet you. Which part of town do you live in?', 'Hello! Thanks for writing first. How is your day so far?', 'Hey, I have just read your profile. What are you up to?'],
  question: ['Good question. You first, then I will tell you mine?', 'Half and half, I would say. Why do you ask?', 'It depends on the company. And you?'],
  food: ['Now I am hungry. Can you eat spicy food?', 'There is a small noodle place near Sanxiaokou. Have you been?', 'I am learning to cook Anhui dishes. What do you cook best?'],
  weekend: ['No plans yet for the weekend. A walk around Swan Lake, maybe?', 'Saturday morning is for the market, the afternoon is free. What about you?'],
  farewell: ['I have to run now, talk to you later!', 'This was fun. I am off to cook dinner, see you.'],
} as const
