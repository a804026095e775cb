import { Text } from '@tarojs/components'
import { typeset } from '@/i18n/typeset'
import './phrases.scss'

/** After each mark a new phrase begins; the mark stays with the phrase before it. */
const phrasesOf = (text: string): string[] =>
  typeset(text).match(/[^，。！？；：]+[，。！？；：]*|[，。！？；：]+/g) ?? []

/** A title that breaks its lines between phrases, and within one only where it is longer than the line. */
export function Phrases({ text }: { text: string }) {
  return (
    <>
      {phrasesOf(text).map((phrase, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the phrases of one title never move
        <Text key={index} className='phrase'>
          {phrase}
        </Text>
      ))}
    </>
  )
}
