import type * as Common from './privacy'

type Listener = Parameters<typeof Common.onPrivacyRequest>[0]

const BUTTON_ID = 'linli-agree-privacy'
const listeners = new Set<Listener>()
let pending: Common.PrivacyRequest | null = null

function tell(request: Common.PrivacyRequest | null) {
  pending = request
  for (const listener of listeners) listener(request)
}

type Resolve = (answer: { event: 'agree' | 'disagree'; buttonId?: string }) => void

export const watchPrivacy: typeof Common.watchPrivacy = () => {
  // WeChat's types call the listener's argument a result; it is the function that settles the request.
  wx.onNeedPrivacyAuthorization?.((given: unknown) => {
    const resolve = given as Resolve
    const settle = (event: 'agree' | 'disagree') => () => {
      resolve(event === 'agree' ? { event, buttonId: BUTTON_ID } : { event })
      tell(null)
    }
    tell({
      buttonId: BUTTON_ID,
      readNotice: () => wx.openPrivacyContract?.({}),
      agree: settle('agree'),
      refuse: settle('disagree'),
    })
  })
}

export const onPrivacyRequest: typeof Common.onPrivacyRequest = (listener) => {
  listeners.add(listener)
  if (pending) listener(pending)
  return () => void listeners.delete(listener)
}
