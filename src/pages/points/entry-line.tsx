import type { Transfer } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { Cell, Tag } from '@/ui'

interface EntryLineProps {
  transfer: Transfer
  /** Whose list it stands in: points come to it or go from it. */
  accountId: string
  onPress: () => void
}

/** One entry of an account: what for, when, how many, and whether it is sealed. */
export function EntryLine({ transfer, accountId, onPress }: EntryLineProps) {
  const { reason, createdAt, points, toAccountId, head, reversedById } = transfer
  const comes = toAccountId === accountId
  return (
    <Cell
      title={typeset(reason)}
      note={reversedById === null ? undefined : t('points.entry.reversed')}
      when={sayPast(createdAt)}
      value={t(comes ? 'points.plus' : 'points.minus', { count: points })}
      trailing={
        <Tag
          tone={head === null ? 'neutral' : 'brand'}
          text={t(head === null ? 'points.notSealed' : 'points.sealed')}
        />
      }
      onPress={onPress}
    />
  )
}
