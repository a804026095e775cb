import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { SubscriptionTemplate } from '@/contract'
import { useStores } from '@/stores'
import { Button } from '@/ui'
import { channel, useTelling } from './use-telling'

interface TellMeProps {
  templates: readonly SubscriptionTemplate[]
  wechatText: string
  alipayText: string
  /** Said when leave was given. */
  doneText: string
}

/** Leave to tell what comes next through the platform. Not there in a browser, nor where the installation has no template. */
export const TellMe = observer(function TellMe({ templates, wechatText, alipayText, doneText }: TellMeProps) {
  const { ui } = useStores()
  const [isDone, setDone] = useState(false)
  const { canAsk, ask } = useTelling(templates)

  if (!canAsk || isDone) return null
  const handlePress = async () => {
    if (!(await ask())) return
    setDone(true)
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
