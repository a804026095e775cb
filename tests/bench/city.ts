import { createHash } from 'node:crypto'

/**
 * The city of the benchmarks: everything in it follows from numbers, so that a process that makes requests knows who lives where and which
 * post is the thousandth without asking. Grids, people and notices are the same at every size; only the posts grow.
 */
export const CITY = {
  communities: 2_000,
  gridsPerCommunity: 3,
  grids: 6_000,
  peoplePerGrid: 20,
  noticesPerCommunity: 20,
} as const

const START_MS = Date.UTC(2024, 0, 1)
const SPAN_MS = 500 * 86_400_000
const DEEP = 1_000

/** Which grids have posts, and how many each: a small database has few grids, so that a page is full at every size. */
export function spreadOf(posts: number) {
  const grids = posts < 100_000 ? 6 : CITY.grids
  return { grids, perGrid: Math.ceil(posts / grids), stride: CITY.grids / grids }
}

/** UUIDv7-shaped: 48 bits of time, then numbers that make it one of a kind. */
export function uuid(atMs: number, kind: number, serial: number): string {
  const time = atMs.toString(16).padStart(12, '0')
  const tail = serial.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${kind.toString(16).padStart(3, '0')}-8000-${tail}`
}

const inOrder = (kind: number) => (index: number) => uuid(START_MS - 1e9 + index, kind, index)

export const cityId = inOrder(1)(0)
export const districtId = inOrder(2)(0)
export const streetId = inOrder(3)(0)
export const communityIdOf = inOrder(4)
export const gridIdOf = inOrder(5)
export const buildingIdOf = inOrder(6)
export const householdIdOf = inOrder(7)
export const personIdOf = inOrder(8)
export const membershipIdOf = inOrder(9)
export const noticeIdOf = inOrder(10)

export const communityOfGrid = (grid: number) => Math.floor(grid / CITY.gridsPerCommunity)
/** The `k`-th resident of a grid. */
export const residentOf = (grid: number, k: number) => grid * CITY.peoplePerGrid + (k % CITY.peoplePerGrid)
export const tokenOf = (person: number) => `bench-token-of-person-${String(person).padStart(8, '0')}`
export const tokenHashOf = (person: number) => createHash('sha256').update(tokenOf(person)).digest('base64url')

/** Post `j` of a grid, the oldest being 0. */
export function postOf(posts: number, grid: number, j: number) {
  const { perGrid } = spreadOf(posts)
  const createdAt = START_MS + Math.floor((j / perGrid) * SPAN_MS) + ((grid * 7_919) % 1_000)
  return { id: uuid(createdAt, 11, grid * 1_000_000 + j), createdAt }
}

/** Where the requests begin to read: at the very top, or below that many posts. */
export function cursorBelow(posts: number, grid: number, depth: number): string {
  const { perGrid } = spreadOf(posts)
  const { createdAt, id } = postOf(posts, grid, perGrid - depth)
  return Buffer.from(JSON.stringify(depth === 0 ? [Date.UTC(2090, 0, 1), id] : [createdAt, id]), 'utf8').toString(
    'base64url',
  )
}

/** How deep the deep page lies: 1,000 posts, or as deep as the grids of this size are. */
export function depthAt(posts: number): number {
  return Math.min(DEEP, spreadOf(posts).perGrid - 50)
}

/** Whether everybody in the grid likes post `j`: two of twenty in the pages that are read. */
export function isLikedByAll(posts: number, j: number): boolean {
  const below = spreadOf(posts).perGrid - j
  return j % 10 === 0 && (below < 60 || (below > depthAt(posts) && below < depthAt(posts) + 60))
}

/** A post for the `n`-th like of everybody in a grid, from the newest down: one that they do not like yet. */
export function unlikedPost(posts: number, n: number): number {
  const tens = Math.floor(spreadOf(posts).perGrid / 10)
  return 10 * (tens - 1 - (Math.floor(n / 9) % tens)) + 1 + (n % 9)
}

const SENTENCES = [
  '三号楼门口的路灯修好了，晚上回家亮堂多了。',
  '谁家有多余的纸箱？周末搬家想借几个用用。',
  '今天早市的荠菜很新鲜，想要的邻居趁早去。',
  '捡到一串钥匙，上面有个小熊，放在门卫室了。',
  '周六下午广场有义剪，老人小孩都可以来。',
  '推荐街角那家修鞋铺，师傅手艺好还不贵。',
  '孩子的自行车小了，送给需要的邻居，八成新。',
  '昨晚楼道的感应灯又不亮了，已经报给物业。',
]

export const textOf = (index: number) => SENTENCES[index % SENTENCES.length] ?? ''
