import { Text, View } from '@tarojs/components'
import type { SearchHit } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { Pressable, Tag } from '@/ui'
import { partsOf } from './parts'

/** A text in which the words stand out; they are bold as well, for eyes that see no colour. */
function Marked({ text, words }: { text: string; words: string }) {
  return (
    <>
      {partsOf(typeset(text), words).map(({ text: part, isFound }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
        <Text key={index} className={isFound ? 'search-hit__found' : undefined}>
          {part}
        </Text>
      ))}
    </>
  )
}

interface HitLineProps {
  hit: SearchHit
  words: string
  onPress: () => void
}

export function HitLine({ hit, words, onPress }: HitLineProps) {
  const { kind, title, text, createdAt } = hit
  return (
    <Pressable className='search-hit' onPress={onPress}>
      <Tag tone={kind === 'notice' ? 'brand' : 'neutral'} text={t(`search.kinds.${kind}`)} />
      <View className='search-hit__body'>
        <View className='search-hit__title'>
          <Marked text={title} words={words} />
        </View>
        <View className='search-hit__text'>
          <Marked text={text} words={words} />
        </View>
        <View className='search-hit__second'>{sayPast(createdAt)}</View>
      </View>
    </Pressable>
  )
}
