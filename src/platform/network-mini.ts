import Taro from '@tarojs/taro'
import type * as Common from './network'

/* Both mini programs, by Taro's names. */

export const isOnline: typeof Common.isOnline = async () => {
  try {
    const { networkType } = await Taro.getNetworkType()
    return String(networkType).toLowerCase() !== 'none' && String(networkType) !== 'NOTREACHABLE'
  } catch {
    // Unable to say is not the same as offline: let the request find out.
    return true
  }
}

export const onNetworkChange: typeof Common.onNetworkChange = (listener) => {
  const handleChange = ({ isConnected }: { isConnected: boolean }) => listener(isConnected)
  Taro.onNetworkStatusChange(handleChange)
  return () => Taro.offNetworkStatusChange(handleChange)
}
