import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { PollObjection } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { Card, Tag, type Tone } from '@/ui'
import { Stack } from '../frame/Stack'
import { Words } from '../frame/Words'
import './voting.scss'

const TONES: Readonly<Record<PollObjection['state'], Tone>> = { open: 'wait', accepted: 'brand', dismissed: 'neutral' }

interface ObjectionCardProps {
  objection: PollObjection
  /** What can be done about it. */
  children?: ReactNode
}

/** What somebody objected to, its state in a word, and the answer. */
export function ObjectionCard({ objection, children }: ObjectionCardProps) {
  const { about, text, by, state, answer, createdAt } = objection
  const when = sayPast(createdAt)
  return (
    <Card>
      <Stack>
        <View className='voting__tags'>
          <Tag tone={TONES[state]} text={t(`voting.objection.states.${state}`)} />
          <View className='voting__second'>
            {[t(`voting.objection.abouts.${about}`), by, when].filter((part) => part !== null).join(' · ')}
          </View>
        </View>
        <Words text={text === '' ? t('voting.objection.gone') : text} />
        {answer === null ? null : <Words tone='second' text={t('voting.objection.answered', { answer })} />}
        {children}
      </Stack>
    </Card>
  )
}
