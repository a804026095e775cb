import { OfflineError } from '../../../src/platform/network-errors'
import type { PictureShelf } from '../../../src/platform/picture-shelf-types'
import type { WireRequest, WireResponse } from '../../../src/platform/request-types'
import { RootStore, type Storage } from '../../../src/stores'

type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
type Route = (request: { body: unknown; path: string; query: URLSearchParams }) => Answer | Promise<Answer>
export type Routes = Record<string, Route>

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const problem = (status: number, code: string, detail = code, headers = {}): Answer => ({
  status,
  body: { type: 'about:blank', title: code, status, code, detail },
  headers,
})

export const page = (items: unknown[], nextCursor: string | null = null) => ok({ items, nextCursor })

/** A phone's storage that a second start finds again. */
export function memoryStorage(): Storage & { kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    read: (key) => (kept.has(key) ? JSON.parse(kept.get(key) ?? 'null') : null),
    write: (key, value) => {
      kept.set(key, JSON.stringify(value))
      return 'kept'
    },
    remove: (key) => void kept.delete(key),
  }
}

/** Its folder for pictures: name → where the picture was. */
export function memoryShelf(): PictureShelf & { kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    names: async () => [...kept.keys()],
    put: async (name, path) => {
      kept.set(name, path)
      return true
    },
    find: async (name) => (kept.has(name) ? `kept:${name}` : null),
    remove: async (name) => void kept.delete(name),
  }
}

export interface Seen {
  line: string
  body: unknown
  headers: Record<string, string>
}

const MEMBERSHIP = {
  id: 'm1',
  personId: 'p1',
  displayName: '李',
  relation: 'owner',
  state: 'verified',
  refusedReason: null,
  household: { id: 'h1', number: '501', floor: 5 },
  building: { id: 'b1', kind: 'building', name: '5 号楼' },
  grid: { id: 'g1', kind: 'grid', name: '第一网格' },
  community: { id: 'c1', kind: 'community', name: '桂花苑社区' },
  createdAt: '2026-01-01T00:00:00.000Z',
  decidedAt: '2026-01-01T00:00:00.000Z',
  can: { verify: false, refuse: false, end: true },
} as const

export const ME = {
  person: { id: 'p1', displayName: '李', avatarUrl: '/images/a.webp', language: 'zh-CN', elderMode: false },
  memberships: [MEMBERSHIP],
  roles: [],
  unread: 2,
}

export const PLACE = {
  id: 'g1',
  kind: 'grid',
  name: '第一网格',
  parentId: 'c1',
  communityId: 'c1',
  code: 'GHY1',
  ancestors: [{ id: 'c1', kind: 'community', name: '桂花苑社区' }],
  can: { post: true, publishNotice: false, verifyMembers: false, moderate: false, join: false },
}

export const post = (id: string, more = {}) => ({
  id,
  placeId: 'g1',
  kind: 'talk',
  text: `说 ${id}`,
  images: [],
  author: { id: 'p2', displayName: '周', avatarUrl: null },
  building: '3 号楼',
  createdAt: '2026-01-02T00:00:00.000Z',
  likes: 3,
  comments: 0,
  liked: false,
  state: 'shown',
  moderation: null,
  can: { delete: false, comment: true, like: true, report: true, appeal: false },
  ...more,
})

/** A server of a few routes, a network that can be cut, and a phone that remembers. */
export function fakeWorld(
  options: {
    routes?: Routes
    storage?: ReturnType<typeof memoryStorage>
    shelf?: ReturnType<typeof memoryShelf>
    now?: () => Date
    signedIn?: boolean
    baseUrl?: string
  } = {},
) {
  const storage = options.storage ?? memoryStorage()
  const shelf = options.shelf ?? memoryShelf()
  if (options.signedIn !== false) storage.write('linli.token', 'token-1')
  const routes: Record<string, Route> = {
    'GET /me': () => ok(ME),
    'GET /places/g1': () => ok(PLACE),
    ...options.routes,
  }
  const seen: Seen[] = []
  const uploads: string[] = []
  let isOnline = true
  let listener: (online: boolean) => void = () => {}
  let count = 0

  const answer = async ({ method, url, headers, body }: WireRequest): Promise<WireResponse> => {
    if (!isOnline) throw new OfflineError('cut')
    const { pathname, searchParams } = new URL(url, 'http://phone')
    const path = pathname.replace('/api/v1', '')
    const parsed = body === undefined ? undefined : JSON.parse(body)
    seen.push({ line: `${method} ${path}`, body: parsed, headers })
    const exact = routes[`${method} ${path}`]
    const pattern = Object.entries(routes).find(([name]) =>
      new RegExp(`^${name.replace(/\*/g, '[^/]+')}$`).test(`${method} ${path}`),
    )
    const route = exact ?? pattern?.[1]
    const given = route ? await route({ body: parsed, path, query: searchParams }) : problem(404, 'not_found')
    return {
      status: given.status,
      headers: given.headers ?? {},
      body: given.body === undefined ? '' : JSON.stringify(given.body),
    }
  }

  const stores = new RootStore({
    transport: answer,
    upload: async ({ url, headers, path, onProgress }) => {
      if (isOnline) uploads.push(path)
      onProgress?.(0.5)
      return answer({ method: 'PUT', url, headers })
    },
    download: async ({ url }) => {
      const { status, body } = await answer({ method: 'GET', url, headers: {} })
      return { status, body, path: status === 200 ? 'file:copy.zip' : null }
    },
    wait: async () => {},
    baseUrl: options.baseUrl ?? '',
    storage,
    openShelf: async () => shelf,
    network: {
      isOnline: async () => isOnline,
      onChange: (call) => {
        listener = call
        return () => {}
      },
    },
    newId: () => `id-${++count}-${Math.random().toString(36).slice(2, 8)}`,
    now: options.now ?? (() => new Date('2026-01-03T00:00:00.000Z')),
    appearance: { dark: false, fontScale: 1, language: 'zh-CN' },
  })
  return {
    stores,
    storage,
    shelf,
    routes,
    seen,
    uploads,
    linesOf: (start: string) => seen.filter(({ line }) => line.startsWith(start)),
    start: async () => {
      stores.start()
      await settle()
    },
    cut: () => {
      isOnline = false
      listener(false)
    },
    mend: async () => {
      isOnline = true
      listener(true)
      await settle()
    },
  }
}

/** Lets everything that has been set going come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve()
  await new Promise((resolve) => setTimeout(resolve, 0))
  for (let turn = 0; turn < 60; turn++) await Promise.resolve()
}
