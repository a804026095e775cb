import { View } from '@tarojs/components'
import { t } from '@/i18n'

/** What a figure is of, and the figure in words. */
export interface Line {
  key: string
  label: string
  text: string
}

/** The figures of a chart as one sentence, for whoever hears the page. */
export const inWords = (lines: readonly Line[]): string =>
  lines.map(({ label, text }) => t('insights.spoken', { label, text })).join(t('insights.spokenBetween'))

/** The figures of a chart without the chart: a line each. */
export function Table({ lines }: { lines: readonly Line[] }) {
  return (
    <View className='place-page__table'>
      {lines.map(({ key, label, text }) => (
        <View key={key} className='place-page__row'>
          <View>{label}</View>
          <View className='place-page__cell'>{text}</View>
        </View>
      ))}
    </View>
  )
}
