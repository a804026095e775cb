import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { CareCircle, CareCircleAction } from '@/contract'
import { t } from '@/i18n'
import { open, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { circleStore } from '@/stores/circle-store'
import { Button, Card, Cell, Icon, Section, Skeleton, Tag, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { AskOnce } from '../ask-once'
import '../mutual-aid.scss'

const NEIGHBOURS_MIN = 2
const CODE_DIGITS = 8

/** Says afterwards what was done; a refusal is shown on the page. */
function useAct(circle: CareCircle) {
  const { ui } = useStores()
  const store = useStore(circleStore)
  return async (action: CareCircleAction['action'], said: string) => {
    if (await store.act(circle, action)) ui.say(said)
  }
}

function stateWords({ state, today, asked, neighbours }: CareCircle): string {
  if (state === 'paused') return t('aid.circle.paused')
  if (state === 'gathering') return t('aid.circle.gathering', { count: NEIGHBOURS_MIN - neighbours.length })
  if (today === 'fine') return t('aid.circle.fineToday')
  return today === 'silent' ? t('aid.circle.silentToday', { count: asked }) : t('aid.circle.waitingToday')
}

const Members = ({ circle }: { circle: CareCircle }) => (
  <Card flush title={t('aid.circle.members')}>
    {circle.neighbours.map(({ id, displayName, wasAsked }) => (
      <Cell
        key={id}
        title={displayName}
        {...(wasAsked && circle.today === 'silent'
          ? { trailing: <Tag tone='wait' text={t('aid.circle.asked')} /> }
          : {})}
      />
    ))}
  </Card>
)

/** The elder's own: one large button a day, one tap to pause. */
const Mine = observer(function Mine({ circle }: { circle: CareCircle }) {
  const store = useStore(circleStore)
  const act = useAct(circle)
  const { can, code } = circle
  return (
    <>
      <Card>
        <Stack>
          <Words tone='lead' text={stateWords(circle)} />
          {can.fine ? (
            <Button
              block
              icon='check-circle'
              text={t('aid.circle.fine')}
              loading={store.sender.isBusy}
              onPress={() => void act('fine', t('aid.circle.fineDone'))}
            />
          ) : null}
          <View className='aid__acts'>
            {can.pause ? (
              <Button
                size='small'
                kind='secondary'
                text={t('aid.circle.pause')}
                onPress={() => void act('pause', t('aid.circle.changed'))}
              />
            ) : null}
            {can.resume ? (
              <Button
                size='small'
                text={t('aid.circle.resume')}
                onPress={() => void act('resume', t('aid.circle.changed'))}
              />
            ) : null}
          </View>
        </Stack>
      </Card>
      <Card title={t('aid.circle.code', { code: code ?? '' })}>
        <Words tone='second' text={t('aid.circle.codeText')} />
        <Words tone='second' text={t('aid.circle.door')} />
      </Card>
      {circle.neighbours.length > 0 ? <Members circle={circle} /> : null}
      <AskOnce
        text={t('aid.circle.end')}
        title={t('aid.circle.endAsk')}
        note={t('aid.circle.endText')}
        busy={store.sender.isBusy}
        onConfirm={() => act('end', t('aid.circle.changed'))}
      />
    </>
  )
})

const Begin = observer(function Begin({ placeId }: { placeId: string }) {
  const { ui } = useStores()
  const store = useStore(circleStore)
  const handleBegin = async () => {
    if (await store.begin(placeId)) ui.say(t('aid.circle.begun'))
  }
  return (
    <Card title={t('aid.circle.beginTitle')}>
      <Stack>
        <Words text={t('aid.circle.beginText')} />
        <Words tone='second' text={t('aid.circle.door')} />
        <Button block text={t('aid.circle.begin')} loading={store.sender.isBusy} onPress={() => void handleBegin()} />
      </Stack>
    </Card>
  )
})

/** Somebody I look after: where they live is shown once I am asked to go there. */
const Other = observer(function Other({ circle }: { circle: CareCircle }) {
  const store = useStore(circleStore)
  const act = useAct(circle)
  const { elder, address, can } = circle
  return (
    <Card title={elder.displayName} tone={can.seen ? 'own' : 'plain'}>
      <Stack>
        <Words text={stateWords(circle)} />
        {address === null ? null : <Words tone='second' text={address} />}
        {can.seen ? (
          <Button
            block
            text={t('aid.circle.seen')}
            loading={store.sender.isBusy}
            onPress={() => void act('seen', t('aid.circle.seenDone'))}
          />
        ) : null}
        {can.leave ? (
          <AskOnce
            size='small'
            text={t('aid.circle.leave')}
            title={t('aid.circle.leaveAsk', { name: elder.displayName })}
            note={t('aid.circle.leaveText')}
            busy={store.sender.isBusy}
            onConfirm={() => act('leave', t('aid.circle.changed'))}
          />
        ) : null}
      </Stack>
    </Card>
  )
})

const Join = observer(function Join() {
  const { ui } = useStores()
  const store = useStore(circleStore)
  const [text, setText] = useState('')
  const code = text.replace(/[^0-9]/g, '')
  const handleJoin = async () => {
    const joined = await store.join(code)
    if (joined === null) return
    setText('')
    ui.say(t('aid.circle.joined', { name: joined.elder.displayName }))
  }
  return (
    <Section title={t('aid.circle.join')}>
      <TextField
        label={t('aid.circle.joinCode')}
        kind='number'
        value={text}
        maxLength={CODE_DIGITS}
        onChange={setText}
      />
      <Button
        block
        kind='secondary'
        text={t('aid.circle.joinButton')}
        disabled={code.length !== CODE_DIGITS}
        onPress={() => void handleJoin()}
      />
    </Section>
  )
})

const Body = observer(function Body({ placeId }: { placeId: string }) {
  const { mine, others, sender } = useStore(circleStore)
  return (
    <>
      {sender.trouble ? <Words tone='alert' text={sayTrouble(sender.trouble)} /> : null}
      {others.length > 0 ? (
        <Section title={t('aid.circle.others')}>
          {others.map((circle) => (
            <Other key={circle.id} circle={circle} />
          ))}
        </Section>
      ) : null}
      <Button
        block
        kind='secondary'
        icon='call'
        text={t('voice.call.entry')}
        onPress={() => void open('mutual-aid/ask', { call: '1' })}
      />
      {mine ? <Mine circle={mine} /> : <Begin placeId={placeId} />}
      <Join />
      <Card flush>
        <Cell
          leading={<Icon name='home' />}
          title={t('aid.sensors.entry')}
          note={t('aid.sensors.entryNote')}
          onPress={() => void open('mutual-aid/sensors')}
        />
      </Card>
    </>
  )
})

/** Neighbours who look after one another. Opened with the `id` of one, from a message. */
function Circle() {
  const { session, ui } = useStores()
  const store = useStore(circleStore)
  const [{ id = null }] = useState<{ id?: string | null }>(routeParams)
  const placeId = session.grid?.id ?? null
  const load = () => void store.open(id)
  useEffect(load, [store, id])
  useDidShow(load)
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  const { circles } = store
  return (
    <Screen key={ui.language} title={t('aid.circle.title')}>
      {placeId === null ? (
        <NotYet />
      ) : circles.isFirstLoad ? (
        <Skeleton kind='card' count={2} label={t('common.loading')} />
      ) : circles.isBroken ? (
        <TroubleState trouble={circles.trouble} onRetry={load} />
      ) : (
        <Body placeId={placeId} />
      )}
    </Screen>
  )
}

export default observer(Circle)
