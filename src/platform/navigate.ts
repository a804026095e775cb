import Taro from '@tarojs/taro'
import type { Screen, TabScreen } from '../screens'
import { isTab, pathOf, type RouteParams } from './routes'

/** WeChat keeps ten pages; from there on a new one takes the place of the last. */
const STACK_MAX = 10

/** Opens a screen above this one. A tab takes no params: the platforms drop them. */
export async function open(screen: Screen, params?: RouteParams): Promise<void> {
  const url = pathOf(screen, params)
  if (isTab(screen)) await Taro.switchTab({ url: pathOf(screen) })
  else if (Taro.getCurrentPages().length >= STACK_MAX) await Taro.redirectTo({ url })
  else await Taro.navigateTo({ url })
}

/** Opens a screen in place of this one: after a form is sent, back must not lead into it. */
export async function replace(screen: Screen, params?: RouteParams): Promise<void> {
  if (isTab(screen)) await Taro.switchTab({ url: pathOf(screen) })
  else await Taro.redirectTo({ url: pathOf(screen, params) })
}

export async function openTab(screen: TabScreen): Promise<void> {
  await Taro.switchTab({ url: pathOf(screen) })
}

/** Back to the screen below, or home where there is none: the app was opened by a link. */
export async function back(): Promise<void> {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await openTab('home/home')
}

/** What this screen was opened with, decoded alike on every end. */
export function routeParams(): Record<string, string> {
  const params = Taro.getCurrentInstance().router?.params ?? {}
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decoded(String(value ?? ''))]))
}

/** WeChat leaves a query encoded where the others have decoded it. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
