import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Appeal } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { appealStore } from '@/stores/appeal-store'
import { Card, Rating, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayOutcome } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { levelAfter } from '../words'

type Stars = 0 | 1 | 2 | 3 | 4 | 5

/** From here on a rating closes the case. */
const GOOD_MIN = 4

export const labelOfStars = (stars: number): string => t(`appeals.rating.stars.${stars as Stars}`)

const sayLevel = (appeal: Appeal): string => t(`appeals.rating.levels.${levelAfter(appeal)}`)

/** The stars being given; the button that sends them stands at the thumb, the stars above. */
export function useRating() {
  const { ui } = useStores()
  const store = useStore(appealStore)
  const [stars, setStars] = useState(0)
  const [text, setText] = useState('')
  const submitText =
    stars === 0
      ? t('appeals.rating.submit')
      : t(stars >= GOOD_MIN ? 'appeals.rating.submitGood' : 'appeals.rating.submitBad')
  const handleSubmit = async () => {
    if (stars === 0) return
    const outcome = await store.rate(stars, text)
    // Once it has arrived, the case says itself whose turn it is.
    const handler = store.appeal?.handler.name ?? ''
    const done = stars >= GOOD_MIN ? t('appeals.rating.doneGood') : t('appeals.rating.doneBad', { handler })
    const said = sayOutcome(outcome, done, ui.isOnline)
    if (said === null) return
    ui.say(said)
    setStars(0)
    setText('')
  }
  return { stars, setStars, text, setText, submitText, handleSubmit }
}

interface RatingFormProps {
  appeal: Appeal
  rating: ReturnType<typeof useRating>
}

/** The resident judges, and nobody else: said before the stars are sent is what they will do. */
export function RatingForm({ appeal, rating }: RatingFormProps) {
  const { stars, setStars, text, setText } = rating
  const verdict =
    stars === 0
      ? t('appeals.rating.first')
      : stars >= GOOD_MIN
        ? t('appeals.rating.good')
        : t('appeals.rating.bad', { level: sayLevel(appeal) })
  return (
    <Card title={t('appeals.rating.title')}>
      <Stack>
        <View className='case__stars'>
          <Rating value={stars} labelOf={labelOfStars} onChange={setStars} />
        </View>
        {stars > 0 ? <View className='case__verdict'>{labelOfStars(stars)}</View> : null}
        <Words tone='second' text={verdict} />
        {stars > 0 ? (
          <TextArea
            label={t('appeals.rating.textLabel')}
            placeholder={t('appeals.rating.textPlaceholder')}
            value={text}
            maxLength={LIMITS.reasonText}
            onChange={setText}
          />
        ) : null}
      </Stack>
    </Card>
  )
}

/** The last stars given. */
export const RatingGiven = observer(function RatingGiven({ appeal }: { appeal: Appeal }) {
  const { rating, isMine } = appeal
  if (rating === null) return null
  return (
    <Card title={t(isMine ? 'appeals.rating.given' : 'appeals.rating.givenOther')}>
      <Rating value={rating} labelOf={labelOfStars} />
      <Words tone='second' text={labelOfStars(rating)} />
    </Card>
  )
})
