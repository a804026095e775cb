import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { t } from '@/i18n'
import { type PickedImage, pickImages } from '@/platform/pick-images'
import type { PictureTray } from '@/stores'
import { isWaiting } from '@/stores/picture-tray'
import { ImagePicker } from '@/ui'
import { sayTrouble } from './trouble'
import { Words } from './Words'
import './tray-pictures.scss'

interface TrayPicturesProps {
  tray: PictureTray
  /** On the place where the next picture goes; "加图片" where nothing else is said. */
  addText?: string
  /** What was just chosen, as it lies on the phone. */
  onPicked?: (picked: readonly PickedImage[]) => void
}

/** What the tray has to say: what is under way, or what did not go through and why. */
const Report = observer(function Report({ tray }: Pick<TrayPicturesProps, 'tray'>) {
  const trouble = tray.failed.find((picture) => picture.trouble?.kind === 'refused')?.trouble
  if (trouble)
    return <Words tone='alert' text={trouble.code === 'too_large' ? t('compose.tooLarge') : sayTrouble(trouble)} />
  if (tray.failed.length > 0) return <Words tone='alert' text={t('compose.failed', { count: tray.failed.length })} />
  if (tray.waiting.length > 0)
    return <Words tone='second' text={t('compose.waiting', { count: tray.waiting.length })} />
  return tray.isBusy ? <Words tone='second' text={t('compose.uploading')} /> : null
})

/** Pictures go up while one still writes, each with its own progress. */
export const TrayPictures = observer(function TrayPictures({ tray, addText, onPicked }: TrayPicturesProps) {
  useEffect(() => tray.getReady(), [tray])
  const handleAdd = async () => {
    const picked = await pickImages(tray.room)
    onPicked?.(picked)
    tray.add(picked)
  }
  return (
    <View className='linli-tray'>
      <ImagePicker
        pictures={tray.pictures.map((picture) => (isWaiting(picture) ? { ...picture, state: 'waiting' } : picture))}
        max={tray.max}
        addText={addText ?? t('compose.add')}
        retryText={t('compose.retry')}
        waitingText={t('compose.waitingPicture')}
        removeLabelOf={(position) => t('common.removePicture', { position })}
        onAdd={() => void handleAdd()}
        onRemove={tray.remove}
        onRetry={tray.retry}
      />
      <Report tray={tray} />
    </View>
  )
})
