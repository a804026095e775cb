import type { AlipayClient } from './alipay-client'
import { type PlatformMessenger, PlatformRefusal } from './ports'

/** Older apps know people by the sixteen digits of a user id, newer ones by an open id. */
const USER_ID = /^2088\d{12}$/
const VALUE_LENGTH_MAX = 50

/**
 * `alipay.open.app.mini.templatemessage.send`, which also sends what `my.requestSubscribeMessage` was granted for. Values of more than 50
 * characters are refused (USER_KEYWORD_LENGTH_ERROR), so they are cut.
 */
export function alipayMessenger(client: AlipayClient): PlatformMessenger {
  return {
    send: async ({ subject, platformTemplate, page, data }) => {
      const values = Object.entries(data).map(([name, value]) => [
        name,
        { value: [...value].slice(0, VALUE_LENGTH_MAX).join('') },
      ])
      const content = {
        ...(USER_ID.test(subject) ? { to_user_id: subject } : { to_open_id: subject }),
        user_template_id: platformTemplate,
        page,
        data: JSON.stringify(Object.fromEntries(values)),
      }
      try {
        await client.call('alipay.open.app.mini.templatemessage.send', { content })
        return 'sent'
      } catch (error) {
        if (error instanceof PlatformRefusal && /SUBSCRI/i.test(error.platformCode)) return 'not_granted'
        throw error
      }
    },
  }
}
