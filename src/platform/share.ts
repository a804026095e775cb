import type { Screen } from '../screens'
import { pathOf, type RouteParams } from './routes'

export interface ShareCard {
  title: string
  /** With a leading slash; a page hands the card to Taro's useShareAppMessage. */
  path: string
  imageUrl?: string
}

/** What a message in a chat will show, and where it leads. */
export const shareCard = (title: string, screen: Screen, params: RouteParams = {}, imageUrl?: string): ShareCard => ({
  title,
  path: pathOf(screen, params),
  imageUrl,
})

/** A mini program shares from a button with open-type="share"; a browser by its own sheet, or by copying the link. */
export async function shareInBrowser({ title, path }: ShareCard): Promise<'shared' | 'copied' | 'unsupported'> {
  if (process.env.TARO_ENV !== 'h5') return 'unsupported'
  const url = new URL(path, window.location.origin).href
  try {
    if (navigator.share) {
      await navigator.share({ title, url })
      return 'shared'
    }
    await navigator.clipboard.writeText(url)
    return 'copied'
  } catch {
    return 'unsupported'
  }
}
