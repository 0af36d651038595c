export default {
  title: '支付结果',
  back: '查看订单',
  leave: '回到我的',
  again: '再查一次',
  waiting: { title: '正在确认支付', text: '通常只需几秒。若已付款，请不要重复支付。' },
  paid: { title: '支付已完成', text: '订单已更新，接下来的安排都写在订单里。' },
  closed: { title: '支付未完成', text: '这笔支付已关闭，没有扣款；订单还在时限内的话可以重新支付。' },
  surplus: { title: '款项将原路退回', text: '付款到达时订单已失效，你支付的金额会全部退回。' },
  unknown: { title: '没有找到这笔支付', text: '请到订单里查看支付状态。' },
}
