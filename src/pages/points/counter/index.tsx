import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Redemption } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { canScan, scanCode } from '@/platform/scan'
import { useStore, useStores } from '@/stores'
import { rewardsStore } from '@/stores/rewards-store'
import { Avatar, Button, Card, Cell, Confirm, Tag, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { toneOf } from '../redemption-line'

const CODE_DIGITS = 8

/** The digits of what was typed or scanned, however they were grouped. */
const digitsOf = (text: string): string => text.replace(/[^0-9]/g, '').slice(0, CODE_DIGITS)

interface FoundProps {
  redemption: Redemption
  code: string
  onNext: () => void
}

/** What the code stands for, and handing it out, asked once. */
const Found = observer(function Found({ redemption, code, onNext }: FoundProps) {
  const { ui } = useStores()
  const rewards = useStore(rewardsStore)
  const [isAsking, setAsking] = useState(false)
  const { title, person, state, can } = redemption
  const name = person?.displayName ?? ''
  const handleGive = async () => {
    const ended = await rewards.collect(redemption, code)
    setAsking(false)
    if (ended) ui.say(t('points.counter.given', { name }))
  }
  return (
    <>
      <Card flush>
        <Cell
          leading={<Avatar name={name} src={person?.avatarUrl ?? null} />}
          title={typeset(title)}
          note={name}
          trailing={<Tag tone={toneOf(state)} text={t(`points.states.${state}`)} />}
        />
      </Card>
      {can.collect ? (
        <Button block text={t('points.counter.give', { title })} onPress={() => setAsking(true)} />
      ) : (
        <Button block kind='secondary' text={t('points.counter.next')} onPress={onNext} />
      )}
      <Confirm
        open={isAsking}
        busy={rewards.isBusy}
        title={t('points.counter.giveAsk', { title, name })}
        text={t('points.counter.giveText')}
        confirmText={t('points.counter.give', { title })}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleGive()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

/** Where rewards are handed out against their codes (staff). */
function Counter() {
  const { session, ui } = useStores()
  const rewards = useStore(rewardsStore)
  const [code, setCode] = useState('')
  const [isMissing, setMissing] = useState(false)
  const placeId = session.grid?.id ?? null
  useEffect(() => rewards.clearDesk(), [rewards])

  const handleFind = async (text: string) => {
    const digits = digitsOf(text)
    setCode(digits)
    if (placeId === null || digits.length !== CODE_DIGITS) return
    const found = await rewards.find(placeId, digits)
    setMissing(found === null && rewards.trouble === null)
  }
  const handleChange = (text: string) => {
    setCode(digitsOf(text))
    setMissing(false)
    rewards.clearDesk()
  }
  const handleScan = async () => {
    const scanned = await scanCode()
    if (scanned !== null) await handleFind(scanned)
  }

  return (
    <Screen key={ui.language} title={t('points.counter.title')}>
      {placeId === null || !session.isStaff ? (
        <NotYet />
      ) : (
        <>
          <TextField
            label={t('points.counter.code')}
            kind='number'
            value={code}
            maxLength={CODE_DIGITS}
            error={isMissing ? t('points.counter.none') : null}
            onChange={handleChange}
            onSubmit={(text) => void handleFind(text)}
          />
          {canScan ? (
            <Button
              block
              kind='secondary'
              icon='scan'
              text={t('points.counter.scan')}
              onPress={() => void handleScan()}
            />
          ) : null}
          {rewards.trouble ? <Words tone='alert' text={sayTrouble(rewards.trouble)} /> : null}
          {rewards.found ? (
            <Found redemption={rewards.found} code={code} onNext={() => handleChange('')} />
          ) : (
            <Button
              block
              text={t('points.counter.find')}
              disabled={code.length !== CODE_DIGITS}
              loading={rewards.isBusy}
              onPress={() => void handleFind(code)}
            />
          )}
        </>
      )}
    </Screen>
  )
}

export default observer(Counter)
