import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { spoken } from '../a11y'
import { useAppearance } from '../appearance'
import { Icon } from '../Icon'
import { Pressable } from '../Pressable'

interface TopBarProps {
  title: string
  withBack: boolean
  onBack?: () => void
}

/** A browser has no title bar of its own. */
export function TopBar({ title, withBack, onBack }: TopBarProps) {
  const { backLabel, goHome } = useAppearance()
  const handleBack = () => {
    if (onBack) onBack()
    else if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
    else goHome?.()
  }
  return (
    <View className='linli-page__bar'>
      {withBack ? (
        <Pressable className='linli-page__back' label={backLabel} onPress={handleBack}>
          <Icon name='back' />
        </Pressable>
      ) : null}
      <View className='linli-page__title' {...spoken({ role: 'heading' })}>
        {title}
      </View>
    </View>
  )
}
