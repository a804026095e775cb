import { View } from '@tarojs/components'
import { typeset } from '@/i18n/typeset'
import { classes, spoken } from '@/ui'
import './words.scss'

interface WordsProps {
  text: string
  /** `second` is small and grey, `alert` says what went wrong, `lead` stands at the top of a page. */
  tone?: 'plain' | 'second' | 'alert' | 'lead'
  below?: boolean
}

/** Running text, typeset as Chinese is: keeps the writer's line breaks, and never bursts the page. */
export function Words({ text, tone = 'plain', below }: WordsProps) {
  return (
    <View
      className={classes('linli-words', `linli-words--${tone}`, below && 'linli-words--below')}
      {...(tone === 'alert' ? spoken({ role: 'alert' }) : tone === 'lead' ? spoken({ role: 'heading' }) : {})}
    >
      {typeset(text)}
    </View>
  )
}
