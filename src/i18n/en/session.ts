import type { Translated } from '../translated'
import type { session as source } from '../zh-CN/session'

export const session: Translated<typeof source> = {
  title: 'Sign in',
  welcome: 'Linli',
  slogan: 'A good place to live, made together',
  intro: 'Read notices, talk with neighbours, lend a hand, and settle things in your building together.',
  wechat: 'Sign in with WeChat',
  alipay: 'Sign in with Alipay',
  otherWay: 'Use a phone number',
  phone: 'Phone number',
  phonePlaceholder: '11 digits',
  phoneWrong: 'A phone number has 11 digits. Please check it',
  sendCode: 'Send the code',
  sendAgain: 'You can send it again in {{count}} seconds',
  sendAgain_one: 'You can send it again in {{count}} second',
  codeSent: 'The code was sent to {{phone}}',
  code: 'Code',
  codePlaceholder: 'The 6 digits in the message',
  signIn: 'Sign in',
  promise: 'Signing in only tells us who you are. Neighbours never see your number, and it is used for nothing else.',
  platformFailed: 'The sign-in service did not answer. Try again, or use a phone number',
  demoTitle: 'Demo: look around as one of them',
  demoNote: 'All names and stories here are made up. Feel free to try anything.',
  welcomeBack: 'Welcome back, {{name}}',
  welcomeNew: 'Welcome, {{name}}',
  language: '中文',
}
