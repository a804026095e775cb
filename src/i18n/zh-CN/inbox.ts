export const inbox = {
  title: '消息',
  empty: '还没有消息',
  emptyText: '邻居回复您、社区发公告、申请有进展时，会在这里告诉您。',
  toHome: '去网格看看',
  markAll: '全部标为已读',
  marked: '已全部标为已读',
  unread: '未读',
  gone: '这条内容已经删除',
  goneNow: '这条内容已经删除，看不到了',
}
