/** 把一份文件交给本人：存下来、发到聊天，或告诉在哪里取。 */
export const files = {
  ready: '文件好了',
  readyText: '发给自己或别人，就能打开、打印。',
  send: '发到聊天',
  taken: '已经给您了',
  elsewhere: '请在浏览器里取',
  elsewhereText: '支付宝里不能存文件。用手机浏览器打开邻里的网址，登录后在同一页就能取。',
  copyAddress: '复制网址',
  addressCopied: '网址已复制',
}
