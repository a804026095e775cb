import { Image, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Agenda } from '@/contract'
import { t } from '@/i18n'
import { copyText } from '@/platform/clipboard'
import { useStore, useStores } from '@/stores'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, Section, spoken } from '@/ui'
import { Stack } from '../../frame/Stack'
import { Words } from '../../frame/Words'
import { Timer } from './timer'
import './host.scss'

const SECOND_MS = 1_000

/** What is shown in the room, as large as it goes; a new one by itself when the half minute is over. */
const CodeCard = observer(function CodeCard() {
  const store = useStore(topicStore)
  const [isShown, setShown] = useState(false)
  const { code } = store
  useEffect(() => {
    if (!isShown) return
    void store.showCode()
    const timer = setInterval(() => {
      if (store.code === null || new Date(store.code.changesAt) <= new Date()) void store.showCode()
    }, SECOND_MS)
    return () => clearInterval(timer)
  }, [isShown, store])
  return (
    <Card title={t('deliberation.host.code')}>
      <Stack>
        {isShown && code ? <View className='meeting-code'>{code.code}</View> : null}
        <Words tone='second' text={t('deliberation.host.codeNote')} />
        <Button
          block
          kind='secondary'
          text={t(isShown ? 'deliberation.host.hideCode' : 'deliberation.host.showCode')}
          onPress={() => setShown(!isShown)}
        />
      </Stack>
    </Card>
  )
})

/** For those who do not look into their inbox: words for a short message, and a QR for the notice board. */
const InvitationCard = observer(function InvitationCard() {
  const { ui } = useStores()
  const store = useStore(topicStore)
  const invitation = store.invitation?.value ?? null
  const handleCopy = async () => {
    if (invitation && (await copyText(invitation.text))) ui.say(t('deliberation.host.copied'))
  }
  if (invitation === null)
    return (
      <Button
        block
        kind='secondary'
        icon='qrcode'
        text={t('deliberation.host.invite')}
        loading={store.invitation?.state === 'loading'}
        onPress={() => void store.openInvitation()}
      />
    )
  return (
    <Card title={t('deliberation.host.invite')}>
      <Stack>
        <Words text={invitation.text} />
        <View className='meeting-qr' {...spoken({ role: 'img', label: t('deliberation.host.qr') })}>
          <Image className='meeting-qr__image' src={invitation.qr} />
        </View>
        <Button
          block
          kind='secondary'
          icon='copy'
          text={t('deliberation.host.copy')}
          onPress={() => void handleCopy()}
        />
      </Stack>
    </Card>
  )
})

/** What whoever runs the meeting has at hand. */
export function Host({ agenda }: { agenda: Agenda | null }) {
  return (
    <Section title={t('deliberation.host.title')}>
      <CodeCard />
      {agenda ? <Timer agenda={agenda} /> : null}
      <InvitationCard />
    </Section>
  )
}
