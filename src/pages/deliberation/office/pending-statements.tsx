import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Statement } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, EmptyState, Skeleton, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'
import { Words } from '../../frame/Words'
import type { FormProps } from './forms'

const One = observer(function One({ statement }: { statement: Statement }) {
  const { ui } = useStores()
  const store = useStore(topicStore)
  const [reason, setReason] = useState<string | null>(null)
  const handle = async (words: string | null) => {
    if (await store.decide(statement.id, words))
      ui.say(t(words === null ? 'deliberation.office.shown' : 'deliberation.office.hidden'))
  }
  return (
    <Card>
      <Stack>
        <Words text={statement.text} />
        {reason === null ? (
          <>
            <Button
              block
              text={t('deliberation.office.show')}
              loading={store.isBusy}
              onPress={() => void handle(null)}
            />
            <Button block kind='text' text={t('deliberation.office.hide')} onPress={() => setReason('')} />
          </>
        ) : (
          <>
            <TextArea
              label={t('deliberation.office.hideReason')}
              value={reason}
              maxLength={LIMITS.reasonText}
              onChange={setReason}
            />
            <Button
              block
              kind='danger'
              text={t('deliberation.office.hideYes')}
              disabled={reason.trim() === ''}
              loading={store.isBusy}
              onPress={() => void handle(reason.trim())}
            />
          </>
        )}
      </Stack>
    </Card>
  )
})

/** Statements that are shown once somebody has looked at them. */
export const PendingStatements = observer(function PendingStatements({ onDone }: FormProps) {
  const store = useStore(topicStore)
  useEffect(() => void store.openPendingStatements(), [store])
  const list = store.pendingStatements
  return (
    <>
      {!list || list.isFirstLoad ? <Skeleton kind='card' label={t('common.loading')} /> : null}
      {list?.isEmpty ? (
        <EmptyState
          icon='check-circle'
          title={t('deliberation.office.noneTitle')}
          text={t('deliberation.office.noneText')}
        />
      ) : null}
      {list?.items.map((statement) => (
        <One key={statement.id} statement={statement} />
      ))}
      <Button block kind='text' text={t('deliberation.office.back')} onPress={onDone} />
    </>
  )
})
