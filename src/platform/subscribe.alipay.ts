import type * as Common from './subscribe'

export const SUBSCRIBE_MAX: typeof Common.SUBSCRIBE_MAX = 3

export const requestMessages: typeof Common.requestMessages = (templateIds) =>
  new Promise((resolve) => {
    const entityIds = templateIds.slice(0, SUBSCRIBE_MAX)
    if (!my.requestSubscribeMessage || entityIds.length === 0) return resolve([])
    my.requestSubscribeMessage({
      entityIds,
      success: ({ subscribedEntityIds = [] }) => resolve(subscribedEntityIds),
      fail: () => resolve([]),
    })
  })
