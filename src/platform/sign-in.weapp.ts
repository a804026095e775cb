import Taro from '@tarojs/taro'
import type * as Common from './sign-in'

export const requestSignInCode: typeof Common.requestSignInCode = async () => {
  const { code } = await Taro.login()
  return { provider: 'wechat', code }
}
