import type * as Common from './appearance'

/** Points that WeChat calls the usual size. */
const USUAL_FONT_SIZE = 16

export const readAppearance: typeof Common.readAppearance = () => {
  const { theme, fontSizeScaleFactor, fontSizeSetting = USUAL_FONT_SIZE } = wx.getAppBaseInfo?.() ?? {}
  return { dark: theme === 'dark', fontScale: fontSizeScaleFactor ?? fontSizeSetting / USUAL_FONT_SIZE }
}

export const onDarkChange: typeof Common.onDarkChange = (listener) => {
  const handleChange = ({ theme }: { theme: 'light' | 'dark' }) => listener(theme === 'dark')
  wx.onThemeChange?.(handleChange)
  return () => wx.offThemeChange?.(handleChange)
}
