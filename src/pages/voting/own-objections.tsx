import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { pollsStore } from '@/stores/polls-store'
import { Section } from '@/ui'
import { ObjectionCard } from './objection-card'

/** What I objected to, and what came of it. */
export const OwnObjections = observer(function OwnObjections({ about }: { about: 'roll' | 'ballot' }) {
  const polls = useStore(pollsStore)
  const { pollId } = polls
  useEffect(() => {
    if (pollId !== null) void polls.openObjections()
  }, [polls, pollId])
  const own = polls.objections?.items.filter((objection) => objection.by === null && objection.about === about) ?? []
  if (own.length === 0) return null
  return (
    <Section title={t('voting.objection.mine')}>
      {own.map((objection) => (
        <ObjectionCard key={objection.id} objection={objection} />
      ))}
    </Section>
  )
})
