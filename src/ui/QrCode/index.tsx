import { View } from '@tarojs/components'
import { create } from 'qrcode/lib/core/qrcode'
import { spoken } from '../a11y'
import './index.scss'
import { runsOf } from './runs'

export interface QrCodeProps {
  /** Digits, or capital letters and digits: anything else would need an encoder that mini programs lack. */
  text: string
  /** Read out in the code's place. */
  label: string
}

/**
 * A QR code (ISO/IEC 18004) of boxes: black on white, also in the dark, because a scanner needs it so. It is not on the face of ui, because its
 * encoder would then come with the home page.
 */
export function QrCode({ text, label }: QrCodeProps) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  return (
    <View className='linli-qr' {...spoken({ role: 'img', label })}>
      <View className='linli-qr__square'>
        {runsOf(modules).map((runs, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a code never change places.
          <View key={row} className='linli-qr__row'>
            {runs.map(({ isDark, length }, run) => (
              <View
                // biome-ignore lint/suspicious/noArrayIndexKey: nor do the stretches of a row.
                key={run}
                className={isDark ? 'linli-qr__dark' : 'linli-qr__light'}
                style={{ flexGrow: length }}
              />
            ))}
          </View>
        ))}
      </View>
    </View>
  )
}
