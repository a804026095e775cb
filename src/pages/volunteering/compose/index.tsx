import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { back, replace } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { composeActivityStore } from '@/stores/compose-activity-store'
import { Button, Card, EmptyState, FilterChips, Switch, TextArea, TextField } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayOutcome, sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { organisedPlace } from '../organised-place'

const categories = ['elders', 'green', 'safety', 'children', 'culture', 'other'] as const

/** What it is, what kind, and whether it needs insurance. */
const Form = observer(function Form() {
  const store = useStore(composeActivityStore)
  const { title, body, category, needsInsurance, insurance } = store.activity
  const named = categories.map((key) => ({ key, text: t(`volunteering.categories.${key}`) }))
  return (
    <>
      <TextField
        label={t('volunteering.name')}
        placeholder={t('volunteering.namePlaceholder')}
        value={title}
        maxLength={LIMITS.activityTitle}
        onChange={(text) => store.changeActivity({ title: text })}
      />
      <TextArea
        label={t('volunteering.about')}
        placeholder={t('volunteering.aboutPlaceholder')}
        value={body}
        maxLength={LIMITS.activityBody}
        onChange={(text) => store.changeActivity({ body: text })}
      />
      <FilterChips
        label={t('volunteering.category')}
        items={named}
        value={named.find(({ text }) => text === category)?.key ?? 'other'}
        onChange={(key) => store.changeActivity({ category: t(`volunteering.categories.${key}`) })}
      />
      <TextField
        label={t('volunteering.category')}
        placeholder={t('volunteering.categoryPlaceholder')}
        value={category}
        maxLength={LIMITS.activityCategory}
        onChange={(text) => store.changeActivity({ category: text })}
      />
      <Card flush>
        <Switch
          label={t('volunteering.needsInsurance')}
          note={t('volunteering.needsInsuranceNote')}
          on={needsInsurance}
          onChange={(on) => store.changeActivity({ needsInsurance: on })}
        />
      </Card>
      {needsInsurance ? (
        <TextField
          label={t('volunteering.insurance')}
          placeholder={t('volunteering.insurancePlaceholder')}
          value={insurance}
          maxLength={LIMITS.insurance}
          onChange={(text) => store.changeActivity({ insurance: text })}
        />
      ) : null}
    </>
  )
})

/** Starting an activity. What it needs besides words is asked when it is needed. */
const ComposeActivityScreen = observer(function ComposeActivityScreen() {
  const { session, ui } = useStores()
  const store = useStore(composeActivityStore)
  const placeId = organisedPlace(session.me.value)
  useEffect(() => store.openActivity(), [store])
  const { id } = store.activity

  const handleSend = async () => {
    if (placeId === null) return
    const outcome = await store.submitActivity(placeId)
    const said = sayOutcome(outcome, t('volunteering.started'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    if (outcome === 'sent') await replace('volunteering/activity', { id })
    else await back()
  }
  if (placeId === null)
    return (
      <Screen title={t('volunteering.start')}>
        <EmptyState icon='lock' title={t('volunteering.mayNot')} text={t('volunteering.mayNotText')} />
      </Screen>
    )
  return (
    <Screen
      key={ui.language}
      title={t('volunteering.start')}
      footer={
        <Button
          block
          text={t('volunteering.publish')}
          loading={store.isSending}
          disabled={!store.canSendActivity}
          onPress={() => void handleSend()}
        />
      }
    >
      <Form />
      {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
      <Words tone='second' text={t('volunteering.approvalNote')} />
    </Screen>
  )
})

export default ComposeActivityScreen
