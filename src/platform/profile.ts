/** What the platform helps with when a person fills in a name and a face (ui: Button openType, TextField kind). */
export const profileSupport: { chooseAvatar: boolean; nicknameField: boolean } = {
  chooseAvatar: process.env.TARO_ENV === 'weapp',
  nicknameField: process.env.TARO_ENV === 'weapp',
}
