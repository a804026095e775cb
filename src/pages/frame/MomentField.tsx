import { Picker, View } from '@tarojs/components'
import { t } from '@/i18n'
import { sayDay, sayHour } from '@/i18n/time'
import { Icon } from '@/ui'
import { dateOf, hourOf, momentOf } from './moments'
import './moment-field.scss'

interface MomentFieldProps {
  value: string
  /** Something that has happened; without it, something to come. */
  past?: boolean
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
export function MomentField({ value, past, onChange }: MomentFieldProps) {
  const today = dateOf(new Date().toISOString())
  return (
    <View className='moment'>
      <Picker
        className='moment__picker'
        mode='date'
        value={dateOf(value)}
        {...(past ? { end: today } : { start: today })}
        onChange={(event) => onChange(momentOf(event.detail.value, hourOf(value)))}
      >
        <Shown label={t('frame.date')} text={sayDay(value)} />
      </Picker>
      <Picker
        className='moment__picker'
        mode='time'
        value={hourOf(value)}
        onChange={(event) => onChange(momentOf(dateOf(value), event.detail.value))}
      >
        <Shown label={t('frame.hour')} text={sayHour(value)} />
      </Picker>
    </View>
  )
}

interface DayFieldProps {
  label: string
  /** "2026-12-05" */
  value: string
  onChange: (value: string) => void
}

const NOON = '12:00'

/** A day to come, by the phone's own wheel. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <View className='moment'>
      <Picker
        className='moment__picker'
        mode='date'
        value={value}
        start={dateOf(new Date().toISOString())}
        onChange={(event) => onChange(event.detail.value)}
      >
        <Shown label={label} text={sayDay(momentOf(value, NOON))} />
      </Picker>
    </View>
  )
}
