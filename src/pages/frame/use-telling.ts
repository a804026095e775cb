import { useEffect } from 'react'
import type { SubscriptionTemplate } from '@/contract'
import { requestMessages } from '@/platform/subscribe'
import { useStores } from '@/stores'

const alipayOrNone = process.env.TARO_ENV === 'alipay' ? 'alipay' : null
/** The platform that sends messages to this phone; a browser has none. */
export const channel = process.env.TARO_ENV === 'weapp' ? 'wechat' : alipayOrNone

/**
 * Leave to tell of such news through the platform. `canAsk` is false in a browser, and where the installation has no template. `ask` belongs at
 * the beginning of a tap, before anything is waited for, or the platform refuses; it answers whether leave was given.
 */
export function useTelling(wanted: readonly SubscriptionTemplate[]): { canAsk: boolean; ask: () => Promise<boolean> } {
  const { inbox, session } = useStores()
  const { isSignedIn } = session

  useEffect(() => {
    if (channel && isSignedIn) void inbox.prepareMessages(channel)
  }, [inbox, isSignedIn])

  const ask = async () => {
    const templates = inbox.platformTemplates(wanted)
    if (!channel || templates.length === 0) return false
    const granted = await requestMessages(templates)
    await inbox.grantMessages(channel, granted)
    return granted.length > 0
  }
  return { canAsk: channel !== null && inbox.platformTemplates(wanted).length > 0, ask }
}
