/*
 * WeChat holds back every private call (pictures, place, clipboard) until the person agrees to the privacy notice; the
 * app must show it and offer a button with open-type="agreePrivacyAuthorization". Elsewhere nothing is ever pending.
 */

export interface PrivacyRequest {
  /** The id the agree button must bear. */
  buttonId: string
  /** Shows the notice itself. */
  readNotice: () => void
  /** Only after the button's own event (ui/Button onOpenResult). */
  agree: () => void
  /** The held-back call fails, and the app goes on without it. */
  refuse: () => void
}

type Listener = (pending: PrivacyRequest | null) => void

/** Starts listening to the platform; once, at the app's start. */
export function watchPrivacy(): void {}

/** Tells of a request, and of null when it is settled. Answers how to stop. */
export function onPrivacyRequest(_listener: Listener): () => void {
  return () => {}
}
