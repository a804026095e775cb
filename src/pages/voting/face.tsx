import { View } from '@tarojs/components'
import type { Poll, Turnout } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { classes, Icon, Progress, Tag } from '@/ui'
import { boundOf, sayKind, sayOpening, sayWindow, shareOf, TONES } from './words'
import './voting.scss'

/** What kind of poll it is, what it asks, and when: the same on the list and on its own page. */
export function PollFace({ poll }: { poll: Poll }) {
  const { state, mine, question } = poll
  return (
    <>
      <View className='voting__tags'>
        <Tag tone={TONES[state]} text={t(`voting.states.${state}`)} />
        {state === 'open' && mine.eligible ? (
          <Tag tone={mine.voted ? 'neutral' : 'wait'} text={t(mine.voted ? 'voting.voted' : 'voting.notVoted')} />
        ) : null}
        <View className='voting__second'>{sayKind(poll)}</View>
      </View>
      <View className='voting__question'>{typeset(question)}</View>
      <View className='voting__second'>{state === 'announced' ? sayOpening(poll) : sayWindow(poll)}</View>
    </>
  )
}

const figure = (text: string | number) => String(text).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
const part = (some: number, all: number) => (all > 0 ? Math.min(some / all, 1) : 0)

/** A share of the whole, with the bound marked on the bar. Areas are m² as decimal strings. */
export function HeadsAndArea({ turnout, bound }: { turnout: Turnout; bound: string | null }) {
  const { count, of, area, ofArea } = turnout
  const mark = bound === null ? undefined : shareOf(bound)
  return (
    <>
      <Progress
        label={t(area === undefined ? 'voting.turnout' : 'voting.heads')}
        text={t('voting.of', { count: figure(count), of: figure(of) })}
        value={part(count, of)}
        mark={mark}
      />
      {area === undefined || ofArea === undefined ? null : (
        <Progress
          label={t('voting.area')}
          text={t('voting.ofArea', { count: areaFigure(area), of: areaFigure(ofArea) })}
          value={part(Number(area), Number(ofArea))}
          mark={mark}
        />
      )}
      {bound === null ? null : <View className='voting__second'>{t('voting.bound', { share: bound })}</View>}
    </>
  )
}

/** "21406.50" as "21,406.5": grouped before the point alone. */
export function areaFigure(area: string): string {
  const [whole = '', decimals = ''] = area.split('.')
  const rest = decimals.replace(/0+$/, '')
  return rest === '' ? figure(whole) : `${figure(whole)}.${rest}`
}

/** All that is told of the votes before the close. */
export function TurnoutBars({ poll }: { poll: Poll }) {
  return poll.turnout === null ? null : <HeadsAndArea turnout={poll.turnout} bound={boundOf(poll)} />
}

/** A line of a check or of a reasoning: whether it holds, by word and sign. */
export function Verdict({ fits, text }: { fits: boolean; text: string }) {
  return (
    <View className={classes('voting__verdict', fits ? 'voting__verdict--fine' : 'voting__verdict--broken')}>
      <Icon name={fits ? 'check-circle' : 'error'} />
      <View>{typeset(text)}</View>
    </View>
  )
}
