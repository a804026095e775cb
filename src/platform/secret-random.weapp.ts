import type * as Common from './secret-random'

export const secretRandomBytes: typeof Common.secretRandomBytes = (length) =>
  new Promise((resolve) => {
    if (!wx.getRandomValues) return resolve(null)
    wx.getRandomValues({
      length,
      success: ({ randomValues }) => resolve(new Uint8Array(randomValues)),
      fail: () => resolve(null),
    })
  })
