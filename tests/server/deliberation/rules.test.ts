import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOpen, stateNow, timeAhead } from '../../../server/features/deliberation/rules'
import { bigramsOf, mostSimilar, similarity } from '../../../server/features/deliberation/similarity'
import { WordCount, wordsOf } from '../../../server/features/deliberation/talk-words'

const now = new Date('2026-11-20T01:00:00.000Z')

describe('the end of an opinion', () => {
  test.each([
    ['open', now.getTime() + 1, true, 'open'],
    ['open', now.getTime(), false, 'closed'],
    ['open', null, false, 'closed'],
    ['scheduled', now.getTime() + 1, false, 'scheduled'],
  ] as const)('%s until %s', (state, closesAt, open, shown) => {
    expect([isOpen({ state, closesAt }, now), stateNow({ state, closesAt }, now)]).toEqual([open, shown])
  })

  test('a time to come is within a year; a phone that is a little behind means now', () => {
    expect(timeAhead('2026-11-20T00:55:00Z', 'x', now).toISOString()).toBe('2026-11-20T00:55:00.000Z')
    for (const text of ['2026-11-20T00:49:00Z', '2027-11-22T01:00:00Z', 'soon'])
      expect(() => timeAhead(text, 'x', now)).toThrow()
  })
})

describe('similar statements', () => {
  test('likeness is of pairs, without marks, spaces and size of letters', () => {
    expect(similarity(bigramsOf('关灯！'), bigramsOf('关 灯'))).toBe(1)
    expect(similarity(bigramsOf('LED 灯'), bigramsOf('led灯'))).toBe(1)
    expect(similarity(bigramsOf('关灯'), bigramsOf('开门'))).toBe(0)
    expect(similarity(bigramsOf('！！'), bigramsOf('？'))).toBe(0)
    expect(similarity(bigramsOf('灯'), bigramsOf('灯'))).toBe(1)
    expect(similarity(bigramsOf('十点后关灯'), bigramsOf('十点后开灯'))).toBeCloseTo(0.5)
  })

  test('is the same both ways, from 0 to 1, and 1 with itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const [a, b] = [bigramsOf(one), bigramsOf(other)]
        const like = similarity(a, b)
        expect(like).toBe(similarity(b, a))
        expect(like >= 0 && like <= 1).toBe(true)
        if (a.length > 0) expect(similarity(a, a)).toBe(1)
      }),
    )
  })

  test('the most alike come first, and no more than asked for', () => {
    const items = ['晚上十点关灯', '晚上十点后关灯', '早上六点开灯', '装电梯'].map((text) => ({ text }))
    expect(mostSimilar('晚上十点后关灯吧', items, 2).map(({ item }) => item.text)).toEqual([
      '晚上十点后关灯',
      '晚上十点关灯',
    ])
  })
})

describe('words of talk', () => {
  test('are telling ones: no numbers, no marks, nothing that everybody says', () => {
    const words = wordsOf('我们小区的电梯坏了 3 次，谢谢物业！请问今天能修吗？')
    expect([...words]).toEqual(expect.arrayContaining(['电梯', '物业']))
    for (const plain of ['我们', '谢谢', '今天', '3', '的', '，']) expect(words.has(plain)).toBe(false)
  })

  test('count people, and name the newest things', () => {
    const counts = new WordCount()
    const item = (id: string, authorId: string, createdAt: number) => ({
      kind: 'post' as const,
      id,
      category: 'talk',
      text: '电梯又坏了',
      authorId,
      createdAt,
    })
    for (let at = 0; at < 7; at += 1) counts.add(item(`p${at}`, `author ${at % 2}`, at))
    const [word] = counts.most()
    expect(word).toMatchObject({ word: '电梯', count: 7, people: 2 })
    expect(word?.sources.map(({ id }) => id)).toEqual(['p6', 'p5', 'p4', 'p3', 'p2'])
  })
})
