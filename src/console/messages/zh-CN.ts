export default {
  name: '邻里控制台',
  menu: '菜单',
  main: '主菜单',
  skip: '跳到正文',
  signOut: '退出登录',
  site: '打开网站',
  notFound: '没有这一页，或者没有权限查看',
  nothingAllowed: '还没有为这个账号开通任何权限，请联系管理员',
  toStart: '回到开始',
  table: { empty: '没有符合条件的记录', total: '共 {n} 条', more: '共 200 条以上', previous: '上一页', next: '下一页', page: '第 {n} 页', refresh: '刷新', clear: '清除筛选' },
  reason: { label: '原因', hint: '会记入操作日志', placeholder: '请写明原因', required: '请填写原因' },
}
