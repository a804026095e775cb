import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { posterCode } from '@/platform/deep-link'
import { open, replace, routeParams } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayOutcome } from '../../frame/trouble'
import { AlreadyHere } from './AlreadyHere'
import { ByCode } from './ByCode'
import { Door } from './Door'
import { Tree } from './Tree'

/** By a poster's code or down the tree, to one's door; then the relation, and the request is made. */
function Join() {
  const { join, session, ui } = useStores()
  const [isWalking, setWalking] = useState(false)
  const [openedWith] = useState(() => posterCode(routeParams()))

  // Also when one comes back from signing in, with the code still at hand and the doors now to be seen.
  useDidShow(() => {
    const code = openedWith ?? join.rememberedCode
    const isOpen = join.path.length > 0
    if (!isOpen && code !== null) void join.openByCode(code)
    else if (join.building && session.isSignedIn && join.households === null) void join.retry()
  })

  const handleWalk = () => {
    setWalking(true)
    void join.openTree()
  }

  const handleStartOver = () => {
    setWalking(false)
    join.startOver()
  }

  const handleSubmit = async () => {
    const outcome = await join.submit()
    const said = sayOutcome(outcome, t('membership.sent'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    await replace('membership/waiting')
  }

  const isChoosing = isWalking || join.path.length > 0
  const isAtDoor = join.building !== null
  return (
    <Screen title={t('membership.joinTitle')} footer={footer()}>
      <AlreadyHere />
      {isChoosing ? <Tree onStartOver={handleStartOver} /> : <ByCode onWalk={handleWalk} />}
      {isAtDoor ? <Door /> : null}
    </Screen>
  )

  function footer() {
    if (!isAtDoor) return undefined
    if (!session.isSignedIn)
      return <Button block text={t('frame.signIn')} onPress={() => void open('session/sign-in')} />
    return (
      <Button
        block
        text={t('membership.submit')}
        disabled={!join.canSend}
        loading={join.isSending}
        onPress={() => void handleSubmit()}
      />
    )
  }
}

export default observer(Join)
