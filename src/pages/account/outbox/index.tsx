import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { type PendingWrite, useStores } from '@/stores'
import { Button, Card, Cell, Confirm, EmptyState, Tag } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Words } from '../../frame/Words'
import './index.scss'

interface WriteProps {
  write: PendingWrite
  onRetry: () => void
  onDrop: () => void
}

const whyOf = ({ code, detail }: PendingWrite) =>
  code === 'picture_gone' ? t('compose.pictureGone') : detail || t('frame.failedText')

function Write({ write, onRetry, onDrop }: WriteProps) {
  const isRefused = write.state === 'refused'
  return (
    <Card flush>
      <Cell
        title={write.title}
        note={`${t(`account.kinds.${write.kind}`)} · ${sayPast(write.createdAt)}`}
        trailing={
          <Tag
            tone={isRefused ? 'alert' : 'wait'}
            text={t(isRefused ? 'account.outboxRefused' : 'account.outboxWaiting')}
          />
        }
      />
      {isRefused ? <Words tone='alert' text={whyOf(write)} /> : null}
      <View className='linli-outbox__acts'>
        {isRefused ? <Button size='small' kind='secondary' text={t('account.outboxTry')} onPress={onRetry} /> : null}
        <Button size='small' kind='text' text={t('account.outboxDrop')} onPress={onDrop} />
      </View>
    </Card>
  )
}

/** What was written and has not arrived. Nothing leaves this list but by arriving, or by its writer's wish. */
function Outbox() {
  const { pending, ui } = useStores()
  const [dropping, setDropping] = useState<PendingWrite | null>(null)

  const handleDrop = () => {
    if (dropping) pending.discard(dropping.id)
    setDropping(null)
    ui.say(t('account.outboxDropped'))
  }

  return (
    <Screen
      title={t('account.outboxTitle')}
      footer={
        pending.waitingCount > 0 ? (
          <Button
            block
            icon='send'
            text={t('account.outboxSendAll')}
            loading={pending.isSending}
            onPress={() => void pending.flush()}
          />
        ) : undefined
      }
    >
      {pending.writes.length === 0 ? (
        <EmptyState icon='check-circle' title={t('account.outboxEmpty')} text={t('account.outboxEmptyText')} />
      ) : (
        pending.writes.map((write) => (
          <Write
            key={write.id}
            write={write}
            onRetry={() => void pending.retry(write.id)}
            onDrop={() => setDropping(write)}
          />
        ))
      )}
      <Confirm
        open={dropping !== null}
        danger
        title={t('account.outboxDropTitle', {
          title: Array.from(dropping?.title ?? '')
            .slice(0, 12)
            .join(''),
        })}
        text={t('account.outboxDropText')}
        confirmText={t('account.outboxDrop')}
        cancelText={t('account.outboxKeep')}
        onConfirm={handleDrop}
        onCancel={() => setDropping(null)}
      />
    </Screen>
  )
}

export default observer(Outbox)
