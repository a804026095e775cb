import { Picker, View } from '@tarojs/components'
import { t } from '@/i18n'
import { sayDay, sayHour } from '@/i18n/time'
import { Icon } from '@/ui'
import { dateOf, hourOf, momentOf } from './moments'

interface MomentFieldProps {
  value: string
  onChange: (value: string) => void
}

const Shown = ({ label, text }: { label: string; text: string }) => (
  <View className='moment__value'>
    <View className='moment__label'>{label}</View>
    <View className='moment__text'>{text}</View>
    <Icon name='down' size='small' className='moment__down' />
  </View>
)

/** A day and an hour, each by the phone's own wheel. */
export function MomentField({ value, onChange }: MomentFieldProps) {
  return (
    <View className='moment'>
      <Picker
        className='moment__picker'
        mode='date'
        value={dateOf(value)}
        start={dateOf(new Date().toISOString())}
        onChange={(event) => onChange(momentOf(event.detail.value, hourOf(value)))}
      >
        <Shown label={t('notices.compose.date')} text={sayDay(value)} />
      </Picker>
      <Picker
        className='moment__picker'
        mode='time'
        value={hourOf(value)}
        onChange={(event) => onChange(momentOf(dateOf(value), event.detail.value))}
      >
        <Shown label={t('notices.compose.hour')} text={sayHour(value)} />
      </Picker>
    </View>
  )
}
