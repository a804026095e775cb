import { type PlatformMessenger, PlatformRefusal } from './ports'
import type { WechatClient } from './wechat-client'

const NOT_GRANTED = '43101'
const SWITCHED_OFF = '20004'

/** `subscribeMessage.send`. 40003 (no such person) and 47003 (a value does not fit the template) are thrown as refusals. */
export function wechatMessenger(client: WechatClient): PlatformMessenger {
  return {
    send: async ({ subject, platformTemplate, page, data }) => {
      const values = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value }]))
      try {
        await client.post('/cgi-bin/message/subscribe/send', {
          touser: subject,
          template_id: platformTemplate,
          page,
          data: values,
        })
        return 'sent'
      } catch (error) {
        if (error instanceof PlatformRefusal && error.platformCode === NOT_GRANTED) return 'not_granted'
        if (error instanceof PlatformRefusal && error.platformCode === SWITCHED_OFF) return 'switched_off'
        throw error
      }
    },
  }
}
