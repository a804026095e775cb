import { setImmediate as nextTurn } from 'node:timers/promises'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../../server/storage/store'
import { LIMITS } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { countRows, SIGNAL_ENV, sendSignal, signalBody } from './sign'
import { inflating, type SheetCell, workbook } from './workbook'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
let t: TestApp
let secretary: Client
beforeAll(async () => {
  t = await buildTestApp({ env: SIGNAL_ENV })
  secretary = await t.as('secretary-zhang')
})
afterAll(() => t.close())

const made = { count: 0 }
const number = () => {
  made.count += 1
  return `G-${made.count}`
}

interface Sending {
  client?: Client
  place?: string
  id?: string
  type?: string
  language?: string
  channel?: string
}

function send(body: Buffer | string, sending: Sending = {}) {
  const {
    client = secretary,
    place = placesOf(t).community1,
    id = newId(),
    type = 'text/csv',
    channel = '12345',
  } = sending
  return client.put(`/api/v1/places/${place}/appeal-imports/${id}?channel=${channel}`, body, {
    'content-type': type,
    'accept-language': sending.language ?? 'zh-CN',
  })
}

const sendSheet = (rows: readonly (readonly SheetCell[])[], sending: Sending = {}) =>
  send(workbook(rows), { type: XLSX, ...sending })
const appeals = () => countRows(t, 'Appeal')

describe('what is taken', () => {
  test('rows of a CSV become cases, with a report of every row that did not', async () => {
    const before = await appeals()
    const [a, b] = [number(), number()]
    const csv = [
      '编号,网格,楼栋,类别,内容,经度,纬度',
      `${a},桂花苑第一网格,1号楼,设施维修,"楼道灯不亮，
第二行",120.15,30.28`,
      `${b},gh02,,,垃圾三天没人清运,,`,
      `${number()},没有这个网格,,,内容,,`,
      '',
      `${number()},GH01,99号楼,,内容,,`,
      `${number()},GH01,,天气,内容,,`,
      `${a},GH01,,,又一次,,`,
      `有空格 1,GH01,,,内容,,`,
      `${number()},GH01,,,,,`,
      `${number()},GH01,,,内容,120.15,`,
      `${number()},GH01,,,内容,0,0`,
      `${number()},GH01,,,内容,,,多出来的`,
      `${number()},GH01,,,${'长'.repeat(LIMITS.appealText + 1)},,`,
    ].join('\r\n')
    const { status, body } = await send(csv)
    expect(status).toBe(201)
    expect(body).toMatchObject({ rows: 12, accepted: 2 })
    expect(body.refused).toEqual([
      { row: 3, column: 'grid', reason: '没有找到这个网格或楼栋，请核对名称。' },
      { row: 5, column: 'building', reason: '没有找到这个网格或楼栋，请核对名称。' },
      { row: 6, column: 'category', reason: '没有这个类别。' },
      { row: 7, column: 'number', reason: '这个编号在文件里出现了两次。' },
      { row: 8, column: 'number', reason: '编号只能用字母、数字和 . _ : -，最多64个字符。' },
      { row: 9, column: 'text', reason: '这一格不能为空。' },
      { row: 10, column: 'lat', reason: '经度和纬度要一起填写，用小数表示的度数。' },
      { row: 11, column: 'lng', reason: '这个位置不在本市范围内。' },
      { row: 12, column: null, reason: '这一行的格子比表头多。' },
      { row: 13, column: 'text', reason: '内容太长，或含有看不见的控制字符。' },
    ])
    expect(await appeals()).toBe(before + 2)
    const officer = await t.as('grid-officer-wang')
    const [shown] = (await officer.get(`/api/v1/places/${placesOf(t).grid1}/appeals`)).body.items
    expect(shown).toMatchObject({
      text: '楼道灯不亮,\n第二行',
      category: 'facilities',
      building: { name: '1 号楼' },
      location: { lng: 120.15, lat: 30.28 },
    })
  })

  test('rows of a workbook too: shared texts, texts in the cell, numbers', async () => {
    const { status, body } = await sendSheet(
      [
        [null],
        ['number', 'grid', 'text', 'lng', 'lat'],
        [number(), '桂花苑第一网格', '路灯 <坏了> & 很暗', 120.15, 30.28],
        [],
        [{ xml: `<c r="$r" t="inlineStr"><is><t>${number()}</t></is></c>` }, 'GH03', '噪音', null, null],
        [7_000_001, 'GH03', { xml: '<c r="$r" t="str"><v>电梯坏了</v></c>' }],
        [number(), 'GH03', null],
      ],
      { language: 'en' },
    )
    expect(status).toBe(201)
    expect(body).toMatchObject({ rows: 4, accepted: 3 })
    expect(body.refused).toEqual([{ row: 5, column: 'text', reason: 'This cell must not be empty.' }])
  })

  test('a CSV as Excel writes it in China (GB 18030), and one with a byte order mark', async () => {
    // "编号,网格,内容" and a row of "路灯" in GB 18030.
    const heading = Buffer.from([
      0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xcd, 0xf8, 0xb8, 0xf1, 0x2c, 0xc4, 0xda, 0xc8, 0xdd, 0x0a,
    ])
    const words = Buffer.from([0xc2, 0xb7, 0xb5, 0xc6])
    const gb = Buffer.concat([heading, Buffer.from(`${number()},GH01,`), words])
    expect((await send(gb)).body).toMatchObject({ rows: 1, accepted: 1 })
    expect((await send(`\ufeffnumber,grid,text\n${number()},GH01,abc`)).body).toMatchObject({ rows: 1, accepted: 1 })
  })
})

test('each desk hears once of all that came, and so does nobody of the same file again', async () => {
  const officer = await t.as('grid-officer-wang')
  const heard = () =>
    t.deps.store.read.prisma.notification.count({ where: { personId: officer.personId, kind: 'appeal_waiting' } })
  const before = await heard()
  const id = newId()
  const csv = ['number,grid,text', ...Array.from({ length: 45 }, () => `${number()},GH01,x`)].join('\n')
  expect((await send(csv, { id })).body).toMatchObject({ accepted: 45 })
  expect(await heard()).toBe(before + 1)
  expect((await send(csv, { id })).status).toBe(200)
  expect(await heard()).toBe(before + 1)
})

describe('formulas', () => {
  const FORMULAS = ['=1+1', '=HYPERLINK("http://x")', '+86', '-1+1', '@SUM(A1)', '＝1+1', '  =1', '\t=1']
  test.each(FORMULAS)('a CSV cell %j is refused, the rows around it are taken', async (formula) => {
    const quoted = `"${formula.replaceAll('"', '""')}"`
    const rows = [`${number()},GH01,good`, `${number()},GH01,${quoted}`, `${number()},GH01,good`]
    const { body } = await send(['number,grid,text', ...rows].join('\n'), { language: 'en' })
    expect(body).toMatchObject({ rows: 3, accepted: 2 })
    expect(body.refused).toEqual([
      { row: 2, column: 'text', reason: 'This cell looks like a formula. Please write plain text.' },
    ])
    expect(JSON.stringify(body)).not.toContain(formula)
  })

  test.each(['=1', '+1', '-1'])('in a number, a grid or a superfluous cell too: %s', async (formula) => {
    const rows = [`${formula},GH01,x`, `${number()},${formula},x`, `${number()},GH01,x,${formula}`]
    const { body } = await send(['number,grid,text', ...rows].join('\n'))
    expect(body.refused.map(({ column }: { column: string }) => column)).toEqual(['number', 'grid', null])
  })

  test('a calculated cell of a workbook is refused, whatever it shows', async () => {
    const { body } = await sendSheet([
      ['number', 'grid', 'text'],
      [number(), 'GH01', { xml: '<c r="$r" t="str"><f>CONCAT("a","b")</f><v>ab</v></c>' }],
      [number(), 'GH01', { xml: '<c r="$r"><f>1+1</f></c>' }],
      [number(), 'GH01', '=1+1'],
    ])
    expect(body).toMatchObject({ rows: 3, accepted: 0 })
    expect(body.refused.map(({ column }: { column: string }) => column)).toEqual(['text', 'text', 'text'])
  })

  test('a minus before a longitude is no formula', async () => {
    const { body } = await send(`number,grid,text,lng,lat\n${number()},GH01,x,-73.9,40.7`, { language: 'en' })
    expect(body.refused).toEqual([{ row: 1, column: 'lng', reason: 'This point is not in the city.' }])
  })
})

describe('sent again', () => {
  test('the same file under the same id is answered the same and makes nothing; in another language in other words', async () => {
    const id = newId()
    const csv = `number,grid,text\n${number()},GH01,x\n${number()},GH09,x`
    const first = await send(csv, { id })
    const before = await appeals()
    expect(await send(csv, { id })).toMatchObject({ status: 200, body: first.body })
    const en = await send(csv, { id, language: 'en' })
    expect(en.body.refused[0].reason).toBe('There is no such grid or building here. Please check the name.')
    expect(await appeals()).toBe(before)
    expect((await send(`${csv}\n`, { id })).body.code).toBe('id_taken')
    expect((await send(csv, { id, channel: 'hotline' })).body.code).toBe('id_taken')
    expect((await send(csv, { id, client: await t.as('street-he') })).body.code).toBe('id_taken')
  })

  test('two at once make each case once', async () => {
    const id = newId()
    const before = await appeals()
    const csv = ['number,grid,text', ...Array.from({ length: 50 }, () => `${number()},GH01,x`)].join('\n')
    const answers = await Promise.all([send(csv, { id }), send(csv, { id })])
    for (const { body } of answers) expect(body).toMatchObject({ rows: 50, accepted: 50 })
    expect(await appeals()).toBe(before + 50)
  })

  test('an import that was cut short goes on where it was', async () => {
    const id = newId()
    const lines = Array.from({ length: 45 }, () => `${number()},GH01,x`)
    const csv = ['number,grid,text', ...lines].join('\n')
    const before = await appeals()
    const { store } = t.deps
    const write = store.write.bind(store) as Store['write']
    let writes = 0
    store.write = (job) => {
      writes += 1
      // The claim, and one slice of cases; then the process is gone.
      return writes > 2 ? Promise.reject(new Error('cut short')) : write(job)
    }
    expect((await send(csv, { id })).status).toBe(500)
    store.write = write
    const taken = (await appeals()) - before
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(45)
    expect((await send(csv, { id })).body).toMatchObject({ rows: 45, accepted: 45, refused: [] })
    expect(await appeals()).toBe(before + 45)
  })

  test('a number that came before, in another file or as a signal, is refused', async () => {
    const known = number()
    await send(`number,grid,text\n${known},GH01,x`)
    const signal = signalBody(t)
    await sendSignal(t, signal)
    const { body } = await send(`number,grid,text\n${known},GH01,x\n${signal.signalId},GH01,x`, { language: 'en' })
    expect(body).toMatchObject({ rows: 2, accepted: 0 })
    expect(body.refused.map(({ reason }: { reason: string }) => reason)).toEqual(
      Array(2).fill('This number has been received before.'),
    )
    const other = await send(`number,grid,text\n${known},GH01,x`, { channel: 'hotline' })
    expect(other.body).toMatchObject({ accepted: 1 })
  })
})

describe('files that are refused whole leave nothing behind', () => {
  const many = (rows: number) =>
    ['number,grid,text', ...Array.from({ length: rows }, (_, i) => `M-${i},GH01,x`)].join('\n')
  const csv = (text: string | Buffer): [string | Buffer, string] => [text, 'text/csv']
  const book = (bytes: Buffer): [Buffer, string] => [bytes, XLSX]

  test.each<[string, () => [string | Buffer, string], string]>([
    ['100,000 rows', () => csv(many(100_000)), 'too_large'],
    ['one row too many', () => csv(many(LIMITS.importRows + 1)), 'too_large'],
    ['a file larger than the limit', () => csv('x'.repeat(LIMITS.importBytes + 1)), 'too_large'],
    ['nothing but empty lines', () => csv('\n'.repeat(1_000)), 'import_unreadable'],
    ['a heading that lacks a column', () => csv('number,grid\nA,GH01'), 'import_unreadable'],
    ['a column that nobody knows', () => csv('number,grid,text,phone\nA,GH01,x,1'), 'import_unreadable'],
    ['a column twice', () => csv('number,grid,text,内容\nA,GH01,x,y'), 'import_unreadable'],
    ['a quote that never ends', () => csv('number,grid,text\nA,GH01,"x'), 'import_unreadable'],
    ['bytes that are no text', () => csv(Buffer.from([0x6e, 0x00, 0xff, 0xff])), 'import_unreadable'],
    ['a workbook declared as CSV', () => csv(workbook([['number', 'grid', 'text']])), 'import_unreadable'],
    ['a CSV declared as a workbook', () => book(Buffer.from(many(1))), 'import_unreadable'],
    ['a workbook cut short', () => book(workbook([['number', 'grid', 'text']]).subarray(0, 400)), 'import_unreadable'],
    [
      'an archive that is no workbook',
      () => book(Buffer.from(zipSync({ 'a.txt': new Uint8Array(9) }))),
      'import_unreadable',
    ],
    [
      'a ZIP bomb: a sheet of 100 MB',
      () => book(inflating('xl/worksheets/sheet9.xml', 100 * 1024 * 1024, 'truth')),
      'too_large',
    ],
    [
      'a ZIP bomb that says it is small',
      () => book(inflating('xl/worksheets/sheet9.xml', 100 * 1024 * 1024, 'lie')),
      'too_large',
    ],
    [
      'a part packed as nothing honest is',
      () => book(inflating('xl/worksheets/sheet9.xml', 2 * 1024 * 1024, 'truth')),
      'too_large',
    ],
    [
      'a workbook of 600 parts',
      () => book(workbook([['number']], Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`xl/p${i}`, ''])))),
      'too_large',
    ],
    [
      'rows out of order',
      () =>
        book(
          workbook([['number', 'grid', 'text']], {
            'xl/worksheets/sheet2.xml':
              '<worksheet><sheetData><row r="2"><c r="A2" t="str"><v>number</v></c></row><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
          }),
        ),
      'import_unreadable',
    ],
    [
      'a cell in a column that no sheet has',
      () =>
        book(
          workbook([['number', 'grid', 'text']], {
            'xl/worksheets/sheet2.xml':
              '<worksheet><sheetData><row r="1"><c r="ZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
          }),
        ),
      'import_unreadable',
    ],
    [
      'a workbook with 20,000 rows',
      () => book(workbook([['number', 'grid', 'text'], ...Array.from({ length: 20_000 }, (_, i) => [i, 2, 1])])),
      'too_large',
    ],
    [
      'a row far down',
      () =>
        book(
          workbook([['number', 'grid', 'text']], {
            'xl/worksheets/sheet2.xml':
              '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>number</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>',
          }),
        ),
      'too_large',
    ],
    [
      'entities of its own (a billion laughs)',
      () =>
        book(
          workbook([['number', 'grid', 'text']], {
            'xl/sharedStrings.xml':
              '<!DOCTYPE sst [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
          }),
        ),
      'import_unreadable',
    ],
    [
      'a sheet that is no XML',
      () => book(workbook([['number']], { 'xl/worksheets/sheet2.xml': '<worksheet><row>' })),
      'import_unreadable',
    ],
  ])('%s', async (_, make, code) => {
    const before = await appeals()
    const [body, type] = make()
    expect((await send(body, { type })).body).toMatchObject({ code })
    expect(await appeals()).toBe(before)
    expect((await t.app.inject({ url: '/healthz' })).statusCode).toBe(200)
  })

  test('the columns that are wrong are named', async () => {
    const { body } = await send('number,phone\nA,1', { language: 'en' })
    expect(body.fields).toEqual([
      { path: 'grid', message: 'this column is missing' },
      { path: 'text', message: 'this column is missing' },
      { path: 'phone', message: 'unknown column' },
    ])
  })

  test('a picture inside a workbook is never unpacked, however large', async () => {
    const archive = inflating('xl/media/image1.png', 100 * 1024 * 1024, 'truth')
    expect((await send(archive, { type: XLSX })).body).toMatchObject({ rows: 0 })
  })

  test('a billion columns with a width each, ranges that cover a sheet, and readings cost nothing', async () => {
    const words = `<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>`
    const sheet = `<worksheet><cols><col min="1" max="1000000000" width="9"/></cols><sheetData><row r="1">${words}</row>
      <row r="2"><c r="A2" t="str"><v>${number()}</v></c><c r="B2" t="str"><v>GH01</v></c><c r="C2" t="s"><v>3</v></c></row></sheetData>
      <mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>
      <dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>1</formula1></dataValidation></dataValidations></worksheet>`
    const strings = ['number', 'grid', 'text'].map((text) => `<si><t>${text}</t></si>`).join('')
    const spoken = '<si><t>路灯</t><rPh sb="0" eb="2"><t>ludeng</t></rPh></si>'
    const book = workbook([], {
      'xl/worksheets/sheet2.xml': sheet,
      'xl/sharedStrings.xml': `<sst>${strings}${spoken}</sst>`,
    })
    expect((await send(book, { type: XLSX })).body).toMatchObject({ rows: 1, accepted: 1 })
    const officer = await t.as('grid-officer-wang')
    const [shown] = (await officer.get(`/api/v1/places/${placesOf(t).grid1}/appeals`)).body.items
    expect(shown).toMatchObject({ text: '路灯' })
  })

  test.each([
    ['another type', { type: 'application/vnd.ms-excel' }, 415],
    ['no body', { type: 'text/csv' }, 400],
    ['an unknown channel', { channel: 'smoke_sensor' }, 400],
  ])('%s', async (what, sending, status) => {
    const body = what === 'no body' ? '' : 'number,grid,text\nA,GH01,x'
    expect((await send(body, sending)).status).toBe(status)
  })

  test('others are answered while a long file is read', async () => {
    let isDone = false
    const reading = send(many(100_000)).finally(() => {
      isDone = true
    })
    let answered = 0
    while (!isDone) {
      expect((await t.app.inject({ url: '/healthz' })).statusCode).toBe(200)
      answered += 1
      await nextTurn()
    }
    await reading
    expect(answered).toBeGreaterThan(1)
  })
})

describe('who may not', () => {
  test.each([
    ['grid-officer-wang', 403],
    ['resident-li', 403],
    ['resident-far', 404],
    ['secretary-other', 404],
    ['newcomer', 404],
  ])('%s: %i', async (persona, status) => {
    const place = persona === 'grid-officer-wang' ? placesOf(t).grid1 : placesOf(t).community1
    const client = await t.as(persona)
    expect((await send('number,grid,text\nA,GH01,x', { client, place })).status).toBe(status)
  })

  test('a grid outside the place is not found, as if it were not there', async () => {
    const { body } = await send(`number,grid,text\n${number()},WT01,x`, { language: 'en' })
    expect(body).toMatchObject({ accepted: 0, refused: [{ column: 'grid' }] })
    const street = await send(`number,grid,text\n${number()},WT01,x`, {
      client: await t.as('street-he'),
      place: placesOf(t).street,
    })
    expect(street.body).toMatchObject({ accepted: 1 })
  })

  test('more than two at once wait', async () => {
    const csv = ['number,grid,text', ...Array.from({ length: 60 }, () => `${number()},GH01,x`)].join('\n')
    const answers = await Promise.all([send(csv), send(csv), send(csv), send(csv)])
    const codes = answers.map(({ status }) => status).sort()
    expect(codes.filter((status) => status === 503).length).toBeGreaterThanOrEqual(1)
    expect((await send(`number,grid,text\n${number()},GH01,x`)).status).toBe(201)
  })
})
