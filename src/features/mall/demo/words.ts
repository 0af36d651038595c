import type { Random } from '../../../kit/draw.ts'
import type { DemoReview } from './orders.ts'
import type { MadeSku } from './store.ts'

const GOOD = ['做工比想象的好，包装也仔细。', '用了一周来评价，很满意，会回购。', '颜色和图片一样，家里人都说好看。', '发货很快，第二天就到了，好评。', '性价比很高，朋友看了也下单了。', '细节处理得不错，没有异味。', '第二次买了，还是一样好。', '送给爸妈的，他们很喜欢，用着顺手。'] as const
const FINE = ['整体还可以，就是物流慢了一天。', '东西不错，说明书写得太简单。', '符合预期，价格再低一点就更好了。', '颜色比图片深一点，但能接受。'] as const
const POOR = ['有一点小瑕疵，客服给补了差价。', '和描述有点出入，用着勉强。', '包装压坏了，东西倒是没事。'] as const
const ANSWERS = ['谢谢您的认可，我们会继续用心做好每一件。', '给您添麻烦了，已私信您处理，感谢反馈。', '收到您的建议，我们会改进说明书。', '谢谢支持，期待下次再见。'] as const

/** What somebody says of what they bought. Nearly always good, as in life. */
export function reviewOf(random: Random, sku: MadeSku, at: Date): DemoReview | null {
  if (random.chance(0.12)) return null
  const score = random.chance(0.72) ? 5 : random.chance(0.6) ? 4 : random.int(1, 3)
  const text = score === 5 ? random.pick(GOOD) : score === 4 ? random.pick(FINE) : random.pick(POOR)
  return { score, text: random.chance(0.4) ? `${sku.place.product.family.noun}${text}` : text, anonymous: random.chance(0.25), answer: score < 4 || random.chance(0.2) ? random.pick(ANSWERS) : null, at }
}
