import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { SimilarAppeal } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { replace } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { appealStore } from '@/stores/appeal-store'
import { composeAppealStore } from '@/stores/compose-appeal-store'
import { Button, Card, Confirm, Section } from '@/ui'
import { sayOutcome, sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { nameOf } from '../words'

function noteOf({ metres, households, createdAt }: SimilarAppeal): string {
  const far = metres === null ? t('appeals.report.sameBuilding') : t('appeals.report.metres', { count: metres })
  return [far, t('appeals.similarIn', { count: households }), sayPast(createdAt)].join(' · ')
}

/** Open cases like the one being written: one tap counts the household in, and nobody reports a thing twice. */
export const Similar = observer(function Similar({ onJoined }: { onJoined: () => void }) {
  const { ui } = useStores()
  const composeAppeal = useStore(composeAppealStore)
  const store = useStore(appealStore)
  const [asked, setAsked] = useState<SimilarAppeal | null>(null)
  const { similarShown } = composeAppeal
  const handleJoin = async () => {
    if (!asked) return
    const { id } = asked
    const outcome = await store.join(id)
    setAsked(null)
    const said = sayOutcome(outcome, t('appeals.report.joined'), ui.isOnline)
    if (said === null) {
      if (store.trouble) ui.say(sayTrouble(store.trouble))
      return
    }
    onJoined()
    composeAppeal.discard()
    ui.say(said)
    await replace('appeals/detail', { id })
  }
  if (similarShown.length === 0) return null
  return (
    <Section title={t('appeals.report.similar')}>
      <Words tone='second' text={t('appeals.report.similarNote')} />
      {similarShown.map((similar) => (
        <Card key={similar.id}>
          <View className='report__similar'>{typeset(similar.text) || nameOf(similar)}</View>
          <Words tone='second' text={noteOf(similar)} />
          <View className='report__join'>
            <Button
              block
              kind='secondary'
              size='small'
              text={t('appeals.report.join')}
              onPress={() => setAsked(similar)}
            />
          </View>
        </Card>
      ))}
      <Confirm
        open={asked !== null}
        busy={store.isBusy}
        title={t('appeals.report.joinTitle', { text: asked ? nameOf(asked) : '' })}
        text={t('appeals.report.joinText')}
        confirmText={t('appeals.report.joinYes')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleJoin()}
        onCancel={() => setAsked(null)}
      />
    </Section>
  )
})
