import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useShareAppMessage } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Notice } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { open, openTab, routeParams } from '@/platform/navigate'
import { type ShareCard, shareCard, shareInBrowser } from '@/platform/share'
import { useStores } from '@/stores'
import { Button, Card, Cell, EmptyState, Icon, Skeleton } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayOutcome, sayTrouble, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { useTelling } from '../../frame/use-telling'
import { Words } from '../../frame/Words'
import { NoticeBody } from '../notice-body'
import './index.scss'

/** The card leads to the notice; the grid's short code goes with it, for a neighbour who has not joined yet. */
function cardOf({ id, title, level }: Notice, code: string | null): ShareCard {
  const shown = t('notices.shareTitle', { level: t(`notices.levels.${level}`), title: typeset(title) })
  return shareCard(shown, 'notices/detail', { id, code: code ?? undefined })
}

/** "我已知晓", and what became of it. */
const Confirmation = observer(function Confirmation({ notice }: { notice: Notice }) {
  const { notice: store, ui } = useStores()
  // Whoever confirms one notice wants to hear of the next: one leave is one message.
  const { ask } = useTelling(['notice'])
  const handleConfirm = async () => {
    void ask()
    const said = sayOutcome(await store.confirm(), t('notices.confirmedTold'), ui.isOnline)
    if (said !== null) ui.say(said)
  }
  if (notice.confirmed || store.isConfirmationWaiting)
    return (
      <View className='notice-confirmed'>
        <Icon name='check-circle' />
        <View>{t(notice.confirmed ? 'notices.confirmed' : 'notices.confirmWaiting')}</View>
      </View>
    )
  return <Button block text={t('notices.confirm')} loading={store.isConfirming} onPress={() => void handleConfirm()} />
})

/** Passing it on: WeChat's own sheet there, the browser's here; Alipay has it in its menu. */
const Share = observer(function Share({ notice }: { notice: Notice }) {
  const { session, ui } = useStores()
  const handleShare = async () => {
    if (process.env.TARO_ENV !== 'h5') return
    const result = await shareInBrowser(cardOf(notice, session.place.value?.code ?? null))
    if (result === 'copied') ui.say(t('notices.copied'))
    if (result === 'unsupported') ui.say(t('notices.shareFailed'))
  }
  if (process.env.TARO_ENV === 'alipay') return null
  return (
    <Button kind='text' icon='share' text={t('notices.share')} openType='share' onPress={() => void handleShare()} />
  )
})

/** In place of a notice that is not here. A neighbour who came by a shared card is shown the way in. */
const Missing = observer(function Missing({ code }: { code: string | undefined }) {
  const { notice: store, session } = useStores()
  const trouble = store.notice?.trouble ?? null
  const backHome = { text: t('notices.backHome'), onPress: () => void openTab('home/home') }
  if (!session.isSignedIn)
    return (
      <EmptyState
        icon='bell'
        title={t('notices.signInTitle')}
        text={t('notices.signInText')}
        action={{ text: t('notices.signIn'), onPress: () => void open('session/sign-in') }}
      />
    )
  if (!store.notice?.isBroken) return <Skeleton kind='card' label={t('common.loading')} />
  if (trouble?.code !== 'not_found') return <TroubleState trouble={trouble} onRetry={() => void store.notice?.load()} />
  const join = { text: t('notices.join'), onPress: () => void open('membership/join', { code }) }
  const canJoin = code !== undefined && session.standing !== 'member'
  return (
    <EmptyState
      icon='info'
      title={t('notices.goneTitle')}
      text={t('notices.goneText')}
      action={canJoin ? join : backHome}
    />
  )
})

/** Opened with `id`, and from a shared card also with the `code` of the grid. */
const NoticeScreen = observer(function NoticeScreen() {
  const { notice: store, session, ui } = useStores()
  const [{ id = '', code }] = useState(routeParams)
  const { isSignedIn } = session
  useEffect(() => void (isSignedIn && store.open(id)), [store, id, isSignedIn])
  useShownAgain(() => void (isSignedIn && store.open(id)))
  usePullDownRefresh(async () => {
    await store.open(id)
    Taro.stopPullDownRefresh()
  })
  const notice = store.noticeId === id ? (store.notice?.value ?? null) : null
  useShareAppMessage(() =>
    notice ? cardOf(notice, session.place.value?.code ?? null) : shareCard(t('notices.title'), 'home/home'),
  )
  const asks = notice !== null && (notice.can.confirm || notice.confirmed)
  return (
    <Screen
      key={ui.language}
      title={t('notices.detailTitle')}
      footer={asks ? <Confirmation notice={notice} /> : undefined}
    >
      {notice ? (
        <>
          <NoticeBody
            notice={notice}
            publisher={notice.publisher.name}
            placeNames={notice.places.map(({ name }) => name)}
          />
          {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
          {notice.can.seeReceipts && notice.needsReceipt ? (
            <Card flush>
              <Cell
                title={t('notices.seeReceipts')}
                note={t('notices.seeReceiptsNote')}
                onPress={() => void open('notices/receipts', { id })}
              />
            </Card>
          ) : null}
          <Share notice={notice} />
        </>
      ) : (
        <Missing code={code} />
      )}
    </Screen>
  )
})

export default NoticeScreen
