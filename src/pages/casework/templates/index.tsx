import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { AnswerTemplate } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { officeStore } from '@/stores/office-store'
import { Button, Card, Confirm, EmptyState, Skeleton, TextArea, TextField } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { NoOffice, OfficeChips, useOffice } from '../../frame/use-office'
import { Words } from '../../frame/Words'

/** A name to find it by, and the words. */
const NewTemplate = observer(function NewTemplate({ placeId, onDone }: { placeId: string; onDone: () => void }) {
  const { ui } = useStores()
  const store = useStore(officeStore)
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const handleSave = async () => {
    if (!(await store.addTemplate(placeId, title, text))) return
    ui.say(t('casework.template.saved'))
    onDone()
  }
  return (
    <Card title={t('casework.template.add')}>
      <Stack>
        <TextField
          label={t('casework.template.nameLabel')}
          placeholder={t('casework.template.namePlaceholder')}
          value={title}
          maxLength={LIMITS.templateTitle}
          onChange={setTitle}
        />
        <TextArea
          label={t('casework.template.textLabel')}
          placeholder={t('casework.template.textPlaceholder')}
          value={text}
          maxLength={LIMITS.appealText}
          onChange={setText}
        />
        <Button
          block
          text={t('casework.template.save')}
          disabled={title.trim() === '' || text.trim() === ''}
          loading={store.isBusy}
          onPress={() => void handleSave()}
        />
        <Button block kind='text' text={t('common.cancel')} onPress={onDone} />
      </Stack>
    </Card>
  )
})

const List = observer(function List() {
  const { ui } = useStores()
  const store = useStore(officeStore)
  const [leaving, setLeaving] = useState<AnswerTemplate | null>(null)
  const { templates } = store
  const handleDelete = async () => {
    if (leaving && (await store.deleteTemplate(leaving))) ui.say(t('casework.template.deleted'))
    setLeaving(null)
  }
  if (!templates || templates.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (templates.isBroken) return <TroubleState trouble={templates.trouble} onRetry={() => void templates.refresh()} />
  if (templates.items.length === 0)
    return <EmptyState icon='chat' title={t('casework.template.emptyTitle')} text={t('casework.template.emptyText')} />
  return (
    <>
      {templates.items.map((template) => (
        <Card key={template.id} title={template.title}>
          <Words text={template.text} />
          {template.can.delete ? (
            <Button
              kind='text'
              size='small'
              text={t('casework.template.delete')}
              onPress={() => setLeaving(template)}
            />
          ) : null}
        </Card>
      ))}
      {templates.nextCursor ? (
        <Button block kind='text' text={t('frame.loadMore')} onPress={() => void templates.loadMore()} />
      ) : null}
      <Confirm
        open={leaving !== null}
        danger
        busy={store.isBusy}
        title={t('casework.template.deleteTitle', { title: leaving?.title ?? '' })}
        text={t('casework.template.deleteText')}
        confirmText={t('casework.template.delete')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleDelete()}
        onCancel={() => setLeaving(null)}
      />
    </>
  )
})

/** Sentences that an office says again and again. */
const TemplatesScreen = observer(function TemplatesScreen() {
  const { ui } = useStores()
  const store = useStore(officeStore)
  const offices = useOffice()
  const [isAdding, setAdding] = useState(false)
  const placeId = offices.office?.placeId
  useEffect(() => {
    store.clearTrouble()
    if (placeId !== undefined) void store.openTemplates(placeId)
  }, [store, placeId])
  const add = <Button block text={t('casework.template.add')} onPress={() => setAdding(true)} />
  return (
    <Screen
      key={ui.language}
      title={t('casework.template.title')}
      footer={placeId !== undefined && !isAdding ? add : undefined}
    >
      {placeId === undefined ? (
        <NoOffice />
      ) : (
        <>
          <OfficeChips {...offices} />
          {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
          {isAdding ? <NewTemplate placeId={placeId} onDone={() => setAdding(false)} /> : null}
          <List />
        </>
      )}
    </Screen>
  )
})

export default TemplatesScreen
