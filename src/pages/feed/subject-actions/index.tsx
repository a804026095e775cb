import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Comment, Post } from '@/contract'
import { t } from '@/i18n'
import { firstWords } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { ActionSheet, Confirm } from '@/ui'

/** What "more" was pressed on. */
export type Subject = { kind: 'post'; thing: Post } | { kind: 'comment'; thing: Comment }

interface SubjectActionsProps {
  subject: Subject | null
  onClose: () => void
  /** A post was deleted: its own screen has nothing left to show. */
  onDeleted?: () => void
}

function useDelete(subject: Subject | null, close: () => void, onDeleted?: () => void) {
  const { feed, post, ui } = useStores()
  const [isBusy, setBusy] = useState(false)
  const handleDelete = async () => {
    if (!subject || isBusy) return
    setBusy(true)
    const { kind, thing } = subject
    const trouble = await (kind === 'post' ? feed.deletePost(thing.id) : post.deleteComment(thing))
    setBusy(false)
    close()
    if (trouble) {
      ui.say(trouble.detail || t('post.refused'))
      return
    }
    ui.say(t('post.deleted'))
    if (kind === 'post') onDeleted?.()
  }
  return { isBusy, handleDelete }
}

/** Delete what is one's own, which is asked once and by name; report what is not right, on a screen of its own. */
export const SubjectActions = observer(function SubjectActions({ subject, onClose, onDeleted }: SubjectActionsProps) {
  const [isDeleting, setDeleting] = useState(false)
  const close = () => {
    setDeleting(false)
    onClose()
  }
  const { isBusy, handleDelete } = useDelete(subject, close, onDeleted)
  if (!subject) return null
  const { kind, thing } = subject
  const text = firstWords(thing.text)
  const isPost = kind === 'post'
  const handleSelect = (key: 'delete' | 'report') => {
    if (key === 'delete') {
      setDeleting(true)
      return
    }
    close()
    void open('moderation/report', { kind, id: thing.id })
  }
  return (
    <>
      <ActionSheet
        open={!isDeleting}
        title={text}
        cancelText={t('common.cancel')}
        items={[
          ...(thing.can.delete
            ? [{ key: 'delete' as const, icon: 'delete' as const, text: t('post.delete'), danger: true }]
            : []),
          ...(thing.can.report ? [{ key: 'report' as const, icon: 'flag' as const, text: t('post.report') }] : []),
        ]}
        onSelect={handleSelect}
        onCancel={close}
      />
      <Confirm
        open={isDeleting}
        danger
        busy={isBusy}
        title={t(isPost ? 'post.deleteTitle' : 'post.deleteCommentTitle', { text })}
        text={t(isPost ? 'post.deleteText' : 'post.deleteCommentText')}
        confirmText={t('post.delete')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleDelete()}
        onCancel={close}
      />
    </>
  )
})
