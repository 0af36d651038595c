export default {
  title: '消息',
  conversations: '聊天',
  notices: '通知',
  unread: '未读',
  readAll: '全部已读',
  allRead: '通知已全部标为已读',
  nobody: { title: '登录后查看消息', text: '订单进展、房东和邻居的消息都在这里。', action: '登录' },
  none: { title: '还没有消息', text: '预订、购物有了进展，都会在这里告诉你。', action: '去逛逛' },
  settings: {
    title: '消息通知',
    device: '在这台设备上通知我',
    hint: '网页关闭时，有新消息也会提醒',
    unsupported: '此浏览器不支持通知。iPhone 上请先将本站添加到主屏幕，再从主屏幕打开。',
    blocked: '浏览器已禁止本站发送通知，请在浏览器的网站设置中允许。',
    failed: '浏览器暂时无法开启通知，请稍后再试',
    neutral: '通知只说有新消息，不显示内容，锁屏上的人看不到你的事。退出登录后，这台设备不再收到通知。',
  },
}
