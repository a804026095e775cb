import type * as Common from './appearance'

/** Points that Alipay calls the usual size. */
const USUAL_FONT_SIZE = 16

export const readAppearance: typeof Common.readAppearance = () => {
  const { fontSizeSetting = USUAL_FONT_SIZE, colorScheme } = my.getSystemInfoSync()
  return { dark: colorScheme === 'dark', fontScale: fontSizeSetting / USUAL_FONT_SIZE }
}

/** Alipay tells of no change while the app runs. */
export const onDarkChange: typeof Common.onDarkChange = () => () => {}
