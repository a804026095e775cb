import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { sayDay } from '@/i18n/time'
import { useStore } from '@/stores'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, Section, Skeleton, TextArea } from '@/ui'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { FormFrame, type FormProps } from './forms'

/** What residents say, newest first and without a name: whoever answers has read it. */
const Ratings = observer(function Ratings() {
  const { ratings } = useStore(topicStore)
  if (!ratings || ratings.isFirstLoad) return <Skeleton kind='list' count={2} label={t('common.loading')} />
  if (ratings.isBroken) return <TroubleState trouble={ratings.trouble} onRetry={() => void ratings.refresh()} />
  if (ratings.isEmpty) return <Words tone='second' text={t('deliberation.office.ratingsNone')} />
  return (
    <Card>
      {ratings.items.map(({ id, stars, text, at }) => (
        <Words
          key={id}
          text={[t('deliberation.office.ratingStars', { stars, when: sayDay(at) }), text].filter(Boolean).join('\n')}
        />
      ))}
      {ratings.nextCursor === null ? null : (
        <Button block kind='text' text={t('deliberation.office.more')} onPress={() => void ratings.loadMore()} />
      )}
    </Card>
  )
})

/** What the community says to low stars. */
export const AnswerForm = observer(function AnswerForm({ onDone }: FormProps) {
  const store = useStore(topicStore)
  const [text, setText] = useState('')
  useEffect(() => void store.openRatings(), [store])
  return (
    <>
      <Section title={t('deliberation.office.ratings')}>
        <Ratings />
      </Section>
      <FormFrame act={{ action: 'answer', text: text.trim() }} disabled={text.trim() === ''} onDone={onDone}>
        <TextArea
          label={t('deliberation.office.answerLabel')}
          hint={t('deliberation.office.answerHint')}
          value={text}
          maxLength={LIMITS.outcomeText}
          onChange={setText}
        />
      </FormFrame>
    </>
  )
})
