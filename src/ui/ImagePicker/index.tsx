import { Image, View } from '@tarojs/components'
import { spoken } from '../a11y'
import { Icon } from '../Icon'
import { Pressable } from '../Pressable'
import './index.scss'

export interface PickedPicture {
  id: string
  /** A path or address that an image can show. */
  src: string
  /** `waiting`: it goes up by itself, as soon as there is a network. */
  state: 'uploading' | 'done' | 'failed' | 'waiting'
  /** 0 to 1, while uploading. */
  progress: number
}

export interface ImagePickerProps {
  pictures: ReadonlyArray<PickedPicture>
  max: number
  addText: string
  /** On a picture that failed: "重试". */
  retryText: string
  waitingText?: string
  removeLabelOf: (position: number) => string
  disabled?: boolean
  onAdd: () => void
  onRemove: (id: string) => void
  onRetry: (id: string) => void
}

const percent = (progress: number) => `${Math.round(Math.min(1, Math.max(0, progress)) * 100)}%`

interface CoverProps extends Pick<ImagePickerProps, 'retryText' | 'waitingText'> {
  picture: PickedPicture
  onRetry: () => void
}

function Cover({ picture, retryText, waitingText, onRetry }: CoverProps) {
  if (picture.state === 'done') return null
  if (picture.state === 'uploading' || picture.state === 'waiting')
    return (
      <View className='linli-picker__cover' {...spoken({ role: 'status' })}>
        {picture.state === 'waiting' ? waitingText : percent(picture.progress)}
      </View>
    )
  return (
    <Pressable className='linli-picker__cover linli-picker__cover--failed' onPress={onRetry}>
      <Icon name='refresh' />
      {retryText}
    </Pressable>
  )
}

export function ImagePicker(props: ImagePickerProps) {
  const { pictures, max, addText, retryText, waitingText, removeLabelOf, disabled, onAdd, onRemove, onRetry } = props
  return (
    <View className='linli-picker'>
      {pictures.map((picture, index) => (
        <View key={picture.id} className='linli-picker__cell'>
          <Image className='linli-picker__picture' src={picture.src} mode='aspectFill' />
          <Cover
            picture={picture}
            retryText={retryText}
            waitingText={waitingText}
            onRetry={() => onRetry(picture.id)}
          />
          <Pressable
            own
            className='linli-picker__remove'
            label={removeLabelOf(index + 1)}
            onPress={() => onRemove(picture.id)}
          >
            <View className='linli-picker__cross'>
              <Icon name='close' size='small' />
            </View>
          </Pressable>
        </View>
      ))}
      {pictures.length < max ? (
        <Pressable className='linli-picker__cell linli-picker__cell--add' disabled={disabled} onPress={onAdd}>
          <View className='linli-picker__add'>
            <Icon name='camera' size='entry' />
            <View>{addText}</View>
            <View className='linli-picker__count'>{`${pictures.length}/${max}`}</View>
          </View>
        </Pressable>
      ) : null}
    </View>
  )
}
