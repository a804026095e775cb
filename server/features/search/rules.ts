/** How many of a grid's newest posts, and of each place's newest notices, are looked through: a search costs no more as a grid grows old. */
export const POSTS_LOOKED_THROUGH = 3_000
export const NOTICES_LOOKED_THROUGH = 500

export const WORDS_MIN = 2

const EXCERPT_MAX = 80
const BEFORE_HIT = 20

/** For LIKE … ESCAPE '!': the words as they are, wherever they stand. */
export function likePattern(words: string): string {
  return `%${words.replace(/[!%_]/g, '!$&')}%`
}

/** The part of a text around the words, cut between characters, on one line. */
export function excerptOf(text: string, words: string): string {
  const line = text.replace(/\s+/g, ' ')
  const at = Math.max(0, line.toLowerCase().indexOf(words.toLowerCase()))
  const characters = [...line]
  if (characters.length <= EXCERPT_MAX) return line
  const hit = [...line.slice(0, at)].length
  const start = Math.max(0, Math.min(hit - BEFORE_HIT, characters.length - EXCERPT_MAX))
  const end = start + EXCERPT_MAX
  const part = characters.slice(start, end).join('')
  return `${start > 0 ? '…' : ''}${part}${end < characters.length ? '…' : ''}`
}

export interface Hit {
  kind: 'post' | 'notice'
  id: string
  title: string
  text: string
  createdAt: number
}

/** Newest first, as the cursor counts. */
export function mergeHits(posts: readonly Hit[], notices: readonly Hit[]): Hit[] {
  return [...posts, ...notices].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
}
