import type * as Common from './subscribe'

export const SUBSCRIBE_MAX: typeof Common.SUBSCRIBE_MAX = 3

export const requestMessages: typeof Common.requestMessages = (templateIds) =>
  new Promise((resolve) => {
    const tmplIds = templateIds.slice(0, SUBSCRIBE_MAX)
    if (!wx.requestSubscribeMessage || tmplIds.length === 0) return resolve([])
    wx.requestSubscribeMessage({
      tmplIds,
      success: (answer) => resolve(tmplIds.filter((id) => answer[id] === 'accept')),
      // 20004: the person's main switch is off. Nothing was granted, and nothing is wrong.
      fail: () => resolve([]),
    })
  })
