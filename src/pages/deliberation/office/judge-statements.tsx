import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Statement } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { type StatementState, topicStore } from '@/stores/topic-store'
import { Button, Card, EmptyState, FilterChips, Skeleton, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'
import { TroubleState } from '../../frame/trouble'
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
            {statement.reason ? (
              <Words tone='second' text={t('deliberation.mine.reason', { reason: statement.reason })} />
            ) : null}
            {statement.can.show ? (
              <Button
                block
                text={t('deliberation.office.show')}
                loading={store.isBusy}
                onPress={() => void handle(null)}
              />
            ) : null}
            {statement.can.hide ? (
              <Button block kind='text' text={t('deliberation.office.hide')} onPress={() => setReason('')} />
            ) : null}
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

const LISTS: readonly StatementState[] = ['pending', 'shown', 'hidden']

const Lines = observer(function Lines() {
  const { statements: list, statementState } = useStore(topicStore)
  if (!list || list.isFirstLoad) return <Skeleton kind='card' label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
  if (list.items.length === 0)
    return (
      <EmptyState
        icon='check-circle'
        title={t(`deliberation.office.noneTitles.${statementState}`)}
        text={t('deliberation.office.noneText')}
      />
    )
  return (
    <>
      {list.items.map((statement) => (
        <One key={statement.id} statement={statement} />
      ))}
      {list.nextCursor === null ? null : (
        <Button block kind='text' text={t('deliberation.office.more')} onPress={() => void list.loadMore()} />
      )}
    </>
  )
})

/** What waits to be looked at, what all see, and what was taken out. */
export const JudgeStatements = observer(function JudgeStatements({ onDone }: FormProps) {
  const store = useStore(topicStore)
  useEffect(() => void store.openStatements('pending'), [store])
  return (
    <>
      <FilterChips
        label={t('deliberation.office.listLabel')}
        value={store.statementState}
        items={LISTS.map((key) => ({ key, text: t(`deliberation.office.lists.${key}`) }))}
        onChange={(key) => void store.openStatements(key)}
      />
      <Lines />
      <Button block kind='text' text={t('deliberation.office.back')} onPress={onDone} />
    </>
  )
})
