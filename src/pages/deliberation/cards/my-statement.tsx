import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { SimilarStatement } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { useStore, useStores } from '@/stores'
import { opinionsStore } from '@/stores/opinions-store'
import { Button, Card, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayOutcome } from '../../frame/trouble'
import { Words } from '../../frame/Words'

/** What says nearly the same already: one tap agrees with it, and the votes are not split. */
const Similar = observer(function Similar({ items, onDone }: { items: SimilarStatement[]; onDone: () => void }) {
  const { ui } = useStores()
  const store = useStore(opinionsStore)
  const handleAgree = async (similar: SimilarStatement) => {
    const said = sayOutcome(await store.agreeWith(similar), t('deliberation.cards.done.agree'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    onDone()
    void store.next?.load()
  }
  return (
    <View>
      <Words text={t('deliberation.mine.similar')} />
      {items.map((similar) => (
        <View key={similar.id} className='statement-similar'>
          <View>{typeset(similar.text)}</View>
          <Button
            size='small'
            kind='secondary'
            text={t('deliberation.mine.same')}
            disabled={store.isBusy}
            onPress={() => void handleAgree(similar)}
          />
        </View>
      ))}
    </View>
  )
})

/** A statement of one's own, folded away until it is asked for. */
export const MyStatement = observer(function MyStatement() {
  const { ui } = useStores()
  const store = useStore(opinionsStore)
  const [isOpen, setOpen] = useState(false)
  const { similar, draft } = store
  const handleSubmit = async () => {
    if (similar === null && (await store.findSimilar()).length > 0) return
    const { outcome, statement } = await store.submit()
    const done = t(statement?.state === 'pending' ? 'deliberation.mine.waiting' : 'deliberation.mine.sent')
    const said = sayOutcome(outcome, done, ui.isOnline)
    if (said === null) return
    ui.say(said)
    setOpen(false)
    void store.next?.load()
  }
  if (!isOpen && draft.text === '')
    return (
      <Button block kind='secondary' icon='edit' text={t('deliberation.mine.open')} onPress={() => setOpen(true)} />
    )
  return (
    <Card title={t('deliberation.mine.title')}>
      <Stack>
        <TextArea
          label={t('deliberation.mine.label')}
          placeholder={t('deliberation.mine.placeholder')}
          value={draft.text}
          maxLength={LIMITS.statementText}
          onChange={store.setText}
        />
        {similar && similar.length > 0 ? <Similar items={similar} onDone={() => setOpen(false)} /> : null}
        <Button
          block
          text={t(similar && similar.length > 0 ? 'deliberation.mine.anyway' : 'deliberation.mine.submit')}
          disabled={!store.canSend}
          loading={store.isBusy}
          onPress={() => void handleSubmit()}
        />
        <Button
          block
          kind='text'
          text={t('common.cancel')}
          onPress={() => {
            store.discard()
            setOpen(false)
          }}
        />
      </Stack>
    </Card>
  )
})
