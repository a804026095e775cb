import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { requestMessages } from '@/platform/subscribe'
import { useStores } from '@/stores'
import { Button } from '@/ui'

const channels = { weapp: 'wechat', alipay: 'alipay', h5: null } as const

/** Leave to tell the answer through the platform. Not there in a browser, nor where the installation has no template. */
export const TellMe = observer(function TellMe() {
  const { inbox, ui } = useStores()
  const [isDone, setDone] = useState(false)
  const channel = channels[process.env.TARO_ENV]
  const templates = inbox.platformTemplates(['membership'])

  useEffect(() => {
    if (channel) void inbox.prepareMessages(channel)
  }, [channel, inbox])

  if (!channel || templates.length === 0 || isDone) return null
  const handlePress = async () => {
    const granted = await requestMessages(templates)
    if (granted.length === 0) return
    setDone(true)
    await inbox.grantMessages(channel, granted)
    ui.say(t('membership.willTell'))
  }
  return (
    <Button
      block
      kind='secondary'
      icon='bell'
      text={t(channel === 'wechat' ? 'membership.tellMe' : 'membership.tellMeAlipay')}
      onPress={() => void handlePress()}
    />
  )
})
