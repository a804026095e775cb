/** Words that every area uses. */
export const common = {
  appName: '邻里',
  back: '返回',
  cancel: '取消',
  retry: '再试一次',
  undo: '撤销',
  loading: '正在读取',
  failedTitle: '没有读到内容',
  picture: '图片 {{position}}，共 {{count}} 张',
  removePicture: '移除第 {{position}} 张图片',
  tabs: { home: '网格', services: '办事', takePart: '参与', me: '我的', desk: '工作台' },
}
