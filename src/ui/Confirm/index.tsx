import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import { Button } from '../Button'
import type { ConfirmProps } from './types'
import './index.scss'

/** Asks once, in words that name the thing; the button bears the verb. */
export function Confirm(props: ConfirmProps) {
  const { open, title, text, confirmText, cancelText, danger, busy, onConfirm, onCancel } = props
  if (!open) return null
  return (
    <View className='linli-confirm' catchMove>
      <View className='linli-confirm__box' {...spoken({ role: 'dialog', label: title })}>
        <View className='linli-confirm__title'>{title}</View>
        {text ? <View className='linli-confirm__text'>{text}</View> : null}
        <View className='linli-confirm__buttons'>
          <Button block kind={danger ? 'danger' : 'primary'} text={confirmText} loading={busy} onPress={onConfirm} />
          <Button block kind='text' text={cancelText} disabled={busy} onPress={onCancel} />
        </View>
      </View>
    </View>
  )
}
