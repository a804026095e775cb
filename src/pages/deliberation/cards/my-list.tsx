import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { Statement } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { useStore } from '@/stores'
import { opinionsStore } from '@/stores/opinions-store'
import { Button, Card, Tag, type Tone } from '@/ui'
import { Words } from '../../frame/Words'

const TONES: Readonly<Record<Statement['state'], Tone>> = { shown: 'brand', pending: 'wait', hidden: 'alert' }

/** What became of the reader's own statements: shown, waiting, or not shown and why. */
export const MyList = observer(function MyList() {
  const { mine } = useStore(opinionsStore)
  if (!mine || mine.items.length === 0) return null
  return (
    <Card title={t('deliberation.mine.list')}>
      {mine.items.map(({ id, text, state, reason }) => (
        <View key={id}>
          <View className='statement-similar'>
            <View>{typeset(text)}</View>
            <Tag tone={TONES[state]} text={t(`deliberation.mine.states.${state}`)} />
          </View>
          {reason === null ? null : <Words tone='second' text={t('deliberation.mine.reason', { reason })} />}
        </View>
      ))}
      {mine.nextCursor === null ? null : (
        <Button block kind='text' text={t('deliberation.people.more')} onPress={() => void mine.loadMore()} />
      )}
    </Card>
  )
})
