import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { normaliseLine, normaliseText } from '../../../server/kernel/text'
import { languageOf } from '../../../server/plumbing/errors'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { postBody } from '../feed/speak'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const text = (value: string) => normaliseText(value, 'text', 20)
const line = (value: string) => normaliseLine(value, 'title', 20)

describe('what is refused, wherever it stands', () => {
  test.each([
    '\t',
    '\u0000',
    '\u0007',
    '\u000b',
    '\r',
    '\u0085',
    '\u00ad',
    '\u061c',
    '\u180e',
    '\u200b',
    '\u200c',
    '\u200d',
    '\u200e',
    '\u2028',
    '\u2029',
    '\u202e',
    '\u2060',
    '\u2066',
    '\u3164',
    '\ufeff',
    '\ufff9',
    '\u{e0020}',
    '\u{1d173}',
    '\ud800',
  ])('%j', (character) => {
    for (const value of [character, `${character}你好`, `你${character}好`, `你好${character}`]) {
      expect(() => text(value), JSON.stringify(value)).toThrow('invalid_request')
      expect(() => line(value), JSON.stringify(value)).toThrow('invalid_request')
    }
  })

  test.each(['', ' ', '\n', '\u3000', '\u2800', '\u2800 \u2800', '\ufe0f', '\u0301', ' \n '])(
    'nothing to be seen: %j',
    (value) => {
      expect(() => text(value)).toThrow('invalid_request')
    },
  )

  test('a line break, inside a line', () => {
    expect(text('一\n二')).toBe('一\n二')
    expect(text('一\r\n二')).toBe('一\n二')
    expect(() => line('一\n二')).toThrow('invalid_request')
    expect(line(' 一  二 \n')).toBe('一 二')
  })
})

describe('what is let in', () => {
  test.each([
    ['一家人 👨‍👩‍👧', '一家人 👨‍👩‍👧'],
    ['❤️ 🏳️‍🌈 👍🏽', '❤️ 🏳️‍🌈 👍🏽'],
    [' \n你好\n ', '你好'],
    ['ＡＢＣ１２３', 'ABC123'],
    ['\u3000缩进', '缩进'],
    ['点\u2800点', '点\u2800点'],
  ])('%j', (value, kept) => {
    expect(text(value)).toBe(kept)
  })
})

describe('length', () => {
  test('is counted in code points after normalising', () => {
    expect(text('e\u0301'.repeat(20))).toBe('é'.repeat(20))
    expect(() => text('e\u0301'.repeat(21))).toThrow('invalid_request')
    expect(() => text('㍿'.repeat(6))).toThrow('invalid_request')
    expect([...text('𠮷'.repeat(20))]).toHaveLength(20)
    expect(text(`${'  '}${'字'.repeat(20)}\n\n`)).toHaveLength(20)
  })

  test('also where it comes over the wire longer than it is kept', async () => {
    const li = await t.as('resident-li')
    const long = await li.put(`/api/v1/posts/${newId()}`, postBody(t, { text: 'e\u0301'.repeat(2_000) }))
    expect(long).toMatchObject({ status: 201, body: { text: 'é'.repeat(2_000) } })
    const longer = await li.put(`/api/v1/posts/${newId()}`, postBody(t, { text: '㍿'.repeat(501) }))
    expect(longer).toMatchObject({ status: 400, body: { fields: [{ path: 'text' }] } })
  })

  test('a tab at the end of a post is refused, not dropped', async () => {
    const li = await t.as('resident-li')
    for (const end of ['\t', '\ufeff', '\u2028', '\u200b'])
      expect((await li.put(`/api/v1/posts/${newId()}`, postBody(t, { text: `你好${end}` }))).status).toBe(400)
  })
})

test.each([
  ['en;q=0.5,zh;q=0.9', 'zh-CN'],
  ['zh;q=0.5, en-GB;q=0.9', 'en'],
  ['zh;q=0,en', 'en'],
  ['en;q=0', 'zh-CN'],
  ['fr,en;q=0.2', 'en'],
  ['*;q=0.5,en;q=0.1', 'zh-CN'],
  ['en,zh', 'en'],
  ['zh,en', 'zh-CN'],
  ['ZH-tw;q=0.3, EN;q=x', 'zh-CN'],
  ['*', 'zh-CN'],
  ['', 'zh-CN'],
])('Accept-Language %j means %s', (header, language) => {
  expect(languageOf({ headers: { 'accept-language': header } })).toBe(language)
})
