import { useEffect, useRef } from 'react'
import { vi } from 'vitest'

/* @tarojs/taro for tests: the calls are spies, the life of a page is its mounting, and a test may play the platform. */

type Handler = (...values: never[]) => unknown

/** What the page on screen asked to be told of; `play('reachBottom')` is the platform telling it. */
const handlers = new Map<string, Set<Handler>>()

const hookFor = (name: string) => (handler: Handler) =>
  useEffect(() => {
    const known = handlers.get(name) ?? new Set()
    handlers.set(name, known)
    known.add(handler)
    return () => void known.delete(handler)
  })

export async function play(
  name: 'didShow' | 'didHide' | 'pullDownRefresh' | 'reachBottom' | 'shareAppMessage',
): Promise<unknown> {
  const answers = [...(handlers.get(name) ?? [])].map((handler) => handler())
  return (await Promise.all(answers))[0]
}

const onMount = (handler: () => unknown) => useEffect(() => void handler(), [])

export const useLaunch = onMount
export const useLoad = onMount
export const useReady = onMount
export const useDidShow = (handler: () => unknown) => {
  onMount(handler)
  hookFor('didShow')(handler)
}
export const useDidHide = hookFor('didHide')
export const useUnload = (handler: () => unknown) => {
  const latest = useRef(handler)
  latest.current = handler
  useEffect(() => () => void latest.current(), [])
}
export const usePullDownRefresh = hookFor('pullDownRefresh')
export const useReachBottom = hookFor('reachBottom')
export const useShareAppMessage = hookFor('shareAppMessage')
export const usePageNotFound = () => {}
export const useRouter = () => ({ params, path: '' })

const pageInFront = {}

let params: Record<string, string> = {}

/** What the next page is opened with. */
export function openWith(next: Record<string, string>): void {
  params = next
}

const kept = new Map<string, unknown>()
const done = () => vi.fn(async () => ({}))

export const previewImage = vi.fn(async () => ({}))

const Taro = {
  navigateTo: done(),
  navigateBack: done(),
  redirectTo: done(),
  switchTab: done(),
  reLaunch: done(),
  showModal: vi.fn(async () => ({ confirm: true })),
  pageScrollTo: done(),
  stopPullDownRefresh: vi.fn(),
  setNavigationBarTitle: done(),
  setNavigationBarColor: done(),
  hideTabBar: done(),
  setClipboardData: done(),
  previewImage,
  getStorageSync: (key: string) => kept.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void kept.set(key, value),
  removeStorageSync: (key: string) => void kept.delete(key),
  getEnv: () => process.env.TARO_ENV,
  getCurrentPages: () => [{}, {}],
  getCurrentInstance: () => ({ router: { params }, page: pageInFront }),
  useRouter,
}

export default Taro
