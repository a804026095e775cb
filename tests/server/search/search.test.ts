import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { excerptOf, likePattern } from '../../../server/features/search/rules'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { gridOf, say, strictChecker } from '../feed/speak'
import { noticeBody, placesOf, writeNotice } from '../notices/notice-body'

let t: TestApp
let li: Client
beforeAll(async () => {
  t = await buildTestApp({ deps: { contentChecker: strictChecker } })
  li = await t.as('resident-li')
})
afterAll(() => t.close())

const search = (client: Client, q: string, more = '', grid = gridOf(t)) =>
  client.get(`/api/v1/places/${grid}/search?q=${encodeURIComponent(q)}${more}`)
const found = async (q: string, client = li) =>
  (await search(client, q)).body.items.map(({ id }: { id: string }) => id) as string[]

describe('searching a grid', () => {
  test('finds what is shown in posts and notices, newest first, page by page', async () => {
    const { grid1, community1, grid2 } = placesOf(t)
    const ids: string[] = []
    const note = async (title: string, place = community1) =>
      writeNotice(t, 'secretary-zhang', noticeBody([place], { title }))
    for (const make of [
      async () => (await say(t, li, { text: '石榴熟了，来摘。' })).id,
      async () => note('石榴节通知', grid1),
      async () => (await say(t, li, { text: '谁家的石榴树？' })).id,
      async () => note('又见石榴', community1),
    ]) {
      t.clock.advance({ seconds: 1 })
      ids.unshift(await make())
    }
    t.clock.advance({ seconds: 1 })
    await note('石榴在二网格', grid2)
    await writeNotice(
      t,
      'secretary-zhang',
      noticeBody([grid1], { title: '石榴以后', publishAt: '2026-12-01T00:00:00Z' }),
    )
    await say(t, li, { text: '石榴骂人' })
    await say(t, li, { text: '石榴可疑' })
    expect(await found('石榴')).toEqual(ids)
    const pages: string[] = []
    for (let cursor = ''; cursor !== 'null'; ) {
      const { body } = await search(li, '石榴', `&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)
      pages.push(...body.items.map(({ id }: { id: string }) => id))
      cursor = String(body.nextCursor)
    }
    expect(pages).toEqual(ids)
    const [notice, post] = (await search(li, '石榴')).body.items
    expect(notice).toMatchObject({ kind: 'notice', title: '又见石榴', can: { open: true } })
    expect(post).toMatchObject({ kind: 'post', title: '李晓梅', text: '谁家的石榴树?', can: { open: true } })
  })

  test('takes signs for signs, and small letters for large ones', async () => {
    const { id } = await say(t, li, { text: '打折 50%_off! WiFi' })
    await say(t, li, { text: '打折 50 off wif1' })
    for (const q of ['50%_', '%_off!', 'f! w', 'wifi', 'WIFI']) expect(await found(q), q).toEqual([id])
    expect(await found("'; --")).toEqual([])
    expect(await found('％＿')).toEqual([id])
  })

  test('takes 2 to 50 characters, after normalising', async () => {
    for (const q of ['', '字', ' 字 ', '字'.repeat(51), '字\n字', 'a\u200bb'])
      expect(await search(li, q), JSON.stringify(q)).toMatchObject({ status: 400, body: { fields: [{ path: 'q' }] } })
    for (const q of ['㍿', '字'.repeat(50)]) expect((await search(li, q)).status).toBe(200)
    expect((await li.get(`/api/v1/places/${gridOf(t)}/search`)).status).toBe(400)
  })

  test.each([
    ['resident-far', 404],
    ['newcomer', 404],
    ['secretary-other', 404],
    ['grid-officer-wang', 200],
    ['street-he', 200],
  ])('%s: %i', async (persona, status) => {
    expect((await search(await t.as(persona), '石榴')).status).toBe(status)
  })

  test('is for grids, and for whoever signed in', async () => {
    expect((await search(await t.as('secretary-zhang'), '石榴', '', placesOf(t).community1)).status).toBe(404)
    expect((await search(li, '石榴', '', newId())).status).toBe(404)
    expect((await search(t.stranger, '石榴')).status).toBe(401)
  })

  test('is bounded to what a thumb can type', async () => {
    const limited = await buildTestApp({ env: { LINLI_RATE_LIMIT: 'on' } })
    // On a busy machine the server may say that it is overloaded; that is not what is asked here, and is not counted.
    const calm = async () => {
      const isBusy = async () => (await limited.stranger.get('/api/v1/places')).status === 503
      while (await isBusy()) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await calm()
    const eager = await limited.as('resident-li')
    const answers: number[] = []
    while (answers.length < 33) {
      const { status } = await search(eager, '石榴')
      if (status === 503) await calm()
      else answers.push(status)
    }
    expect(answers).toEqual([...Array(30).fill(200), ...Array(3).fill(429)])
    await limited.close()
  })
})

test('words stand for themselves in a pattern', () => {
  expect(likePattern('50%_!')).toBe('%50!%!_!!%')
})

test('an excerpt is cut around the words, between characters', () => {
  expect(excerptOf('短短\n一句', '一')).toBe('短短 一句')
  const long = `${'前'.repeat(200)}𠮷石榴${'后'.repeat(200)}`
  const excerpt = excerptOf(long, '石榴')
  expect(excerpt).toMatch(/^…前+𠮷石榴后+…$/u)
  expect([...excerpt]).toHaveLength(82)
  expect(excerptOf('头'.repeat(100), '没有')).toBe(`${'头'.repeat(80)}…`)
})
