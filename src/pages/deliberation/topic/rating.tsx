import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Topic } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, Rating as Stars, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayOutcome } from '../../frame/trouble'
import { Words } from '../../frame/Words'

type Count = 0 | 1 | 2 | 3 | 4 | 5

const labelOf = (stars: number): string => t(`deliberation.rating.stars.${stars as Count}`)

const Form = observer(function Form({ mine }: { mine: number | null }) {
  const { ui } = useStores()
  const store = useStore(topicStore)
  const [stars, setStars] = useState(mine ?? 0)
  const [text, setText] = useState('')
  const isNew = stars !== 0 && (stars !== mine || text.trim() !== '')
  const handleSubmit = async () => {
    const said = sayOutcome(await store.evaluate(stars, text), t('deliberation.rating.done'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    setText('')
  }
  return (
    <Stack>
      <View className='topic__stars'>
        <Stars value={stars} labelOf={labelOf} onChange={setStars} />
      </View>
      {isNew ? (
        <>
          <TextArea
            label={t('deliberation.rating.text')}
            value={text}
            maxLength={LIMITS.ratingText}
            onChange={setText}
          />
          <Button
            block
            text={t('deliberation.rating.submit')}
            loading={store.isBusy}
            onPress={() => void handleSubmit()}
          />
        </>
      ) : null}
    </Stack>
  )
})

/** What residents think of the outcome, the reader's own stars, and what the community says to low ones. */
export const Rating = observer(function Rating({ topic }: { topic: Topic }) {
  const { evaluation, can } = topic
  const { ratings, stars, mine, answer, answerDueAt } = evaluation
  return (
    <Card title={t('deliberation.rating.title')}>
      {stars === null ? (
        <Words tone='second' text={t('deliberation.rating.none')} />
      ) : (
        <Words text={t('deliberation.rating.mean', { stars: stars.toFixed(1), count: ratings })} />
      )}
      {can.evaluate ? <Form key={mine ?? 0} mine={mine} /> : null}
      {answer === null ? null : <Words below text={t('deliberation.rating.answer', { text: answer })} />}
      {answerDueAt === null ? null : <Words below tone='second' text={t('deliberation.rating.asked')} />}
    </Card>
  )
})
