import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { replace } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { callUpStore } from '@/stores/call-up-store'
import { Button, Choice, Confirm, EmptyState, FilterChips, Section, TextArea } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { callableSkills } from '../skills'

const radii = ['grid', 'community'] as const
/** No skill is called so. */
const ANYBODY = ''

const Skills = observer(function Skills() {
  const store = useStore(callUpStore)
  const counted = store.readiness?.value?.skills ?? []
  const items = [{ key: ANYBODY, text: t('volunteering.anybody') }, ...callableSkills(counted)]
  return (
    <Section title={t('volunteering.whichSkill')}>
      <FilterChips
        label={t('volunteering.whichSkill')}
        items={items}
        value={store.draft.skill ?? ANYBODY}
        onChange={(key) => store.change({ skill: key === ANYBODY ? null : key })}
      />
    </Section>
  )
})

/** The officer's: what is needed, whom to ask, and how many that are before anybody is disturbed. */
const CallOutScreen = observer(function CallOutScreen() {
  const { session, ui } = useStores()
  const store = useStore(callUpStore)
  const [isAsking, setAsking] = useState(false)
  const placeId = session.gridsInCharge.find(({ id }) => id === session.grid?.id)?.id ?? session.gridsInCharge[0]?.id
  const { radius, skill, text } = store.draft
  useEffect(() => {
    if (placeId !== undefined) void store.countReady(placeId)
  }, [store, placeId, radius, skill])
  const ready = store.readiness?.value?.ready ?? 0

  const handleCall = async () => {
    setAsking(false)
    const id = placeId === undefined ? null : await store.call(placeId)
    if (id !== null) await replace('volunteering/call', { id })
  }
  if (placeId === undefined)
    return (
      <Screen title={t('volunteering.callOut')}>
        <EmptyState icon='lock' title={t('volunteering.mayNot')} text={t('volunteering.mayNotText')} />
      </Screen>
    )
  return (
    <Screen
      key={ui.language}
      title={t('volunteering.callOut')}
      footer={
        <Button
          block
          kind='danger'
          text={t('volunteering.callPeople', { count: ready })}
          loading={store.isBusy}
          disabled={text.trim() === '' || ready === 0}
          onPress={() => setAsking(true)}
        />
      }
    >
      <TextArea
        label={t('volunteering.whatHappened')}
        placeholder={t('volunteering.whatHappenedPlaceholder')}
        value={text}
        maxLength={LIMITS.callUpText}
        onChange={(words) => store.change({ text: words })}
      />
      <Section title={t('volunteering.howFar')}>
        <Choice
          label={t('volunteering.howFar')}
          value={radius === 'community' ? 'community' : 'grid'}
          options={radii.map((key) => ({ key, text: t(`volunteering.radii.${key}`) }))}
          onChange={(key) => store.change({ radius: key })}
        />
      </Section>
      <Skills />
      {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
      <Words tone='second' text={t('volunteering.callNote')} />
      <Confirm
        open={isAsking}
        danger
        title={t('volunteering.callConfirm', { count: ready })}
        text={text.trim()}
        confirmText={t('volunteering.callPeople', { count: ready })}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleCall()}
        onCancel={() => setAsking(false)}
      />
    </Screen>
  )
})

export default CallOutScreen
