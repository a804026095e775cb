import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { SubscriptionTemplate } from '@/contract'
import { requestMessages } from '@/platform/subscribe'
import { useStores } from '@/stores'
import { Button } from '@/ui'

const alipayOrNone = process.env.TARO_ENV === 'alipay' ? 'alipay' : null
const channel = process.env.TARO_ENV === 'weapp' ? 'wechat' : alipayOrNone

interface TellMeProps {
  template: SubscriptionTemplate
  wechatText: string
  alipayText: string
  /** Said when leave was given. */
  doneText: string
}

/** Leave to tell what comes next through the platform. Not there in a browser, nor where the installation has no template. */
export const TellMe = observer(function TellMe({ template, wechatText, alipayText, doneText }: TellMeProps) {
  const { inbox, ui } = useStores()
  const [isDone, setDone] = useState(false)
  const templates = inbox.platformTemplates([template])

  useEffect(() => {
    if (channel) void inbox.prepareMessages(channel)
  }, [inbox])

  if (!channel || templates.length === 0 || isDone) return null
  const handlePress = async () => {
    const granted = await requestMessages(templates)
    if (granted.length === 0) return
    setDone(true)
    await inbox.grantMessages(channel, granted)
    ui.say(doneText)
  }
  return (
    <Button
      block
      kind='secondary'
      icon='bell'
      text={channel === 'wechat' ? wechatText : alipayText}
      onPress={() => void handlePress()}
    />
  )
})
