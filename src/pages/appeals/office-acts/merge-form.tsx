import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { SimilarAppeal } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { useStore } from '@/stores'
import { appealStore } from '@/stores/appeal-store'
import { Card, Choice, Confirm, EmptyState, Skeleton } from '@/ui'
import { Stack } from '../../frame/Stack'
import { TroubleState } from '../../frame/trouble'
import { nameOf } from '../words'
import { FormFoot, type FormProps } from './form-foot'
import { useOfficeAct } from './use-office-act'

/** Enough of the words to tell one from another. */
const WORDS_SHOWN = 40

const noteOf = ({ state, households, createdAt }: SimilarAppeal): string =>
  t('casework.mergeLine', {
    state: t(`appeals.states.${state}`),
    count: households,
    when: sayPast(createdAt),
  })

/** Several reports of one thing become one case, whose answer reaches all. It cannot be parted again, so it is asked. */
export const MergeForm = observer(function MergeForm({ onDone }: FormProps) {
  const store = useStore(appealStore)
  const { handleAct } = useOfficeAct()
  const [intoId, setInto] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const { similar } = store
  useEffect(() => void store.findSimilar(), [store])
  const handleMerge = async () => {
    const done = intoId !== null && (await handleAct({ action: 'merge', intoId }))
    setAsking(false)
    if (done) onDone()
  }
  if (!similar || similar.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (similar.isBroken) return <TroubleState trouble={similar.trouble} onRetry={() => void similar.load()} />
  const items = similar.value ?? []
  const into = items.find(({ id }) => id === intoId)
  return (
    <Card title={t('casework.mergeLabel')}>
      <Stack>
        {items.length === 0 ? (
          <EmptyState icon='check-circle' title={t('casework.mergeNone')} text={t('casework.mergeNoneText')} />
        ) : (
          <Choice
            label={t('casework.mergeLabel')}
            value={intoId}
            onChange={setInto}
            options={items.map((item) => ({ key: item.id, text: nameOf(item, WORDS_SHOWN), note: noteOf(item) }))}
          />
        )}
        <FormFoot
          text={t('casework.submits.merge')}
          disabled={!into}
          onSubmit={() => setAsking(true)}
          onCancel={onDone}
        />
        <Confirm
          open={isAsking}
          busy={store.isBusy}
          title={t('casework.mergeTitle', { text: into ? nameOf(into) : '' })}
          text={t('casework.mergeText')}
          confirmText={t('casework.submits.merge')}
          cancelText={t('common.cancel')}
          onConfirm={() => void handleMerge()}
          onCancel={() => setAsking(false)}
        />
      </Stack>
    </Card>
  )
})
