import type { TalkItem } from './ports'

/** Words that tell nothing of what people talk about. */
const PLAIN = new Set(
  (
    '我们 你们 他们 大家 自己 这个 那个 这样 那样 什么 怎么 这里 那里 一个 没有 不是 就是 可以 现在 时候 今天 昨天 明天 已经 还是 因为 所以 但是 如果 ' +
    '虽然 而且 然后 谢谢 请问 麻烦 帮忙 知道 觉得 希望 应该 可能 真的 非常 比较 一下 一点 一起 一直 有点 有人 有没有 不要 不用 不能 不会 需要 还有 只是 或者 以及 ' +
    '那位 这位 那边 这边 旁边 里面 外面 放在 就在 一张 一位 哈哈 ' +
    '我家 你好 您好 大概 感觉 出来 起来 下来 上去 过来 回来 最近 刚刚 以前 以后 晚上 早上 上午 下午 中午 左右 之前 之后 这次 那么 多少 哪里 邻居 小区 ' +
    'the and for you are with that this have not but was from they our your what when will can just'
  ).split(/\s+/),
)

const WORDS_MAX = 40
const SOURCES_MAX = 5
const EXCERPT_MAX = 60

export interface TalkWord {
  word: string
  /** In how many things it stands. */
  count: number
  /** By how many people. */
  people: number
  /** The newest things in which it stands. */
  sources: TalkItem[]
}

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' })

/** The words of a text that may tell what it is about, each once: two letters or more, no number, none of the plain ones. */
export function wordsOf(text: string): Set<string> {
  const found = new Set<string>()
  for (const { segment, isWordLike } of words.segment(text.toLowerCase())) {
    const isTelling = isWordLike === true && [...segment].length >= 2 && !/^[\d.,:%-]+$/.test(segment)
    if (isTelling && !PLAIN.has(segment)) found.add(segment)
  }
  return found
}

/** Counts words thing by thing, so that a caller with many things can let others have their turn in between. */
export class WordCount {
  readonly #of = new Map<string, { items: TalkItem[]; people: Set<string> }>()

  add(item: TalkItem): void {
    for (const word of wordsOf(item.text)) {
      const counted = this.#of.get(word) ?? { items: [], people: new Set<string>() }
      counted.items.push(item)
      if (item.authorId !== null) counted.people.add(item.authorId)
      this.#of.set(word, counted)
    }
  }

  /** Those that most people use, at least two of them: what one says over and over is not what a place talks about. */
  most(): TalkWord[] {
    return [...this.#of]
      .map(([word, { items, people }]) => ({ word, count: items.length, people: people.size, sources: items }))
      .filter(({ people }) => people >= 2)
      .sort((a, b) => b.people - a.people || b.count - a.count || (a.word < b.word ? -1 : 1))
      .slice(0, WORDS_MAX)
      .map((word) => ({ ...word, sources: newest(word.sources) }))
  }
}

function newest(items: readonly TalkItem[]): TalkItem[] {
  return [...items].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1)).slice(0, SOURCES_MAX)
}

/** The beginning of a text on one line, cut between characters. */
export function excerptOf(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')]
  return characters.length <= EXCERPT_MAX ? characters.join('') : `${characters.slice(0, EXCERPT_MAX - 1).join('')}…`
}

export interface CategoryCount {
  kind: TalkItem['kind']
  category: string
  count: number
  /** The newest of them. */
  sources: TalkItem[]
}

export function countCategories(items: readonly TalkItem[]): CategoryCount[] {
  const counts = new Map<string, CategoryCount>()
  for (const item of items) {
    const { kind, category } = item
    const counted = counts.get(`${kind}/${category}`) ?? { kind, category, count: 0, sources: [] }
    counted.count += 1
    counted.sources.push(item)
    counts.set(`${kind}/${category}`, counted)
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1))
    .map((counted) => ({ ...counted, sources: newest(counted.sources) }))
}
