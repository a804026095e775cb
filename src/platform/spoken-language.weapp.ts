import type * as Common from './spoken-language'

export const spokenLanguage: typeof Common.spokenLanguage = () => wx.getAppBaseInfo?.().language
