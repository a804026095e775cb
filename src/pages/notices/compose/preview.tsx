import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { firstWords } from '@/i18n/typeset'
import { useStore } from '@/stores'
import { type ComposeNoticeStore, composeNoticeStore } from '@/stores/compose-notice-store'
import { Banner, Button, Confirm } from '@/ui'
import { sayTroubleOr } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { NoticeBody } from '../notice-body'

type Store = ComposeNoticeStore

/** "将发给 2 个网格 324 户"; the doors are left out where they could not be counted. */
function sayReach({ reach, draft }: Store): string {
  const grids = draft.placeIds.length
  return reach === null
    ? t('notices.compose.reachGrids', { grids })
    : t('notices.compose.reach', { grids, households: reach })
}

const sayWhat = (store: Store): string => {
  const { publishAt } = store.draft
  const reach = sayReach(store)
  return publishAt === null
    ? t('notices.compose.reachNow', { reach })
    : t('notices.compose.reachLater', { reach, when: sayMoment(publishAt) })
}

/** The notice as residents will read it, and whom it reaches. */
export const Preview = observer(function Preview() {
  const store = useStore(composeNoticeStore)
  const { draft, choices, trouble } = store
  useEffect(() => void store.countReach(), [store])
  const chosen = choices.filter(({ id }) => draft.placeIds.includes(id))
  return (
    <>
      <Banner tone='brand' title={sayReach(store)} text={t('notices.compose.previewNote')} />
      <NoticeBody
        notice={{ ...draft, publishAt: draft.publishAt ?? new Date().toISOString() }}
        publisher={chosen[0]?.community.name ?? ''}
        placeNames={chosen.map(({ name }) => name)}
      />
      {trouble ? <Words tone='alert' text={sayTroubleOr(trouble, t('notices.compose.refused'))} /> : null}
    </>
  )
})

interface PublishProps {
  onPublish: () => void
  onEdit: () => void
}

/** Asked once, in words that say what is about to happen. */
export const Publish = observer(function Publish({ onPublish, onEdit }: PublishProps) {
  const store = useStore(composeNoticeStore)
  const [isAsking, setAsking] = useState(false)
  const { title, publishAt } = store.draft
  const verb = t(publishAt === null ? 'notices.compose.publish' : 'notices.compose.schedule')
  const handleConfirm = () => {
    setAsking(false)
    onPublish()
  }
  return (
    <>
      <Button block text={verb} loading={store.isSending} onPress={() => setAsking(true)} />
      <Button block kind='text' text={t('notices.compose.edit')} disabled={store.isSending} onPress={onEdit} />
      <Confirm
        open={isAsking}
        title={t('notices.compose.confirmTitle', { title: firstWords(title, 20) })}
        text={sayWhat(store)}
        confirmText={verb}
        cancelText={t('common.cancel')}
        onConfirm={handleConfirm}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})
