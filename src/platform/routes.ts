import { type Screen, tabScreens } from '../screens'

export type RouteParams = Record<string, string | number | boolean | undefined>

export const isTab = (screen: Screen): boolean => (tabScreens as readonly string[]).includes(screen)

/** encodeURIComponent by hand, since mini programs have no URLSearchParams. */
export function pathOf(screen: Screen, params: RouteParams = {}): string {
  const query = Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&')
  return `/pages/${screen}/index${query ? `?${query}` : ''}`
}
