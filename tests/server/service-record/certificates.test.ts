import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { readPdf } from '../../support/read-pdf'
import { API, act, communityOf, gridOf, makeActivity, makeShift, resident, signUp } from '../volunteering/make-shift'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp({ env: { LINLI_PUBLIC_URL: 'https://linli.example' } })
  const elders = await makeActivity(t)
  const green = await makeActivity(t, { title: '=HYPERLINK("x")清洁楼道', category: '环保' })
  await serve(elders, '2026-11-21', 1, 120)
  await serve(elders, '2026-11-22', 1, 60)
  await serve(green, '2026-11-23', 1, 90)
  await serve(green, '2026-11-24', 2, 45)
  await serve(elders, '2027-01-02', 1, 30)
})
afterAll(() => t.close())

/** A turn, attested. */
async function serve(activityId: string, day: string, number: number, minutes: number): Promise<void> {
  const shiftId = await makeShift(t, { startsAt: `${day}T01:00:00Z`, endsAt: `${day}T03:00:00Z` }, activityId)
  await signUp(t, resident(number), shiftId)
  const { personId } = await t.as(resident(number))
  const body = act('attest', { personId, minutes })
  const answer = await (await t.as('secretary-zhang')).post(`${API}/shifts/${shiftId}/actions`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}

describe('the service record', () => {
  test('says hours by year and category', async () => {
    const { body } = await (await t.as(resident(1))).get(`${API}/me/service-record`)
    expect(body).toEqual({
      minutes: 300,
      hours: 5,
      shifts: 4,
      years: [
        {
          year: 2027,
          minutes: 30,
          hours: 0.5,
          shifts: 1,
          categories: [{ category: '助老', minutes: 30, hours: 0.5, shifts: 1 }],
        },
        {
          year: 2026,
          minutes: 270,
          hours: 4.5,
          shifts: 3,
          categories: [
            { category: '助老', minutes: 180, hours: 3, shifts: 2 },
            { category: '环保', minutes: 90, hours: 1.5, shifts: 1 },
          ],
        },
      ],
      can: { certify: true },
    })
    expect((await (await t.as(resident(3))).get(`${API}/me/service-record`)).body).toMatchObject({
      years: [],
      can: { certify: false },
    })
  })

  test('lists the turns, latest first, page by page', async () => {
    const person = await t.as(resident(1))
    const first = await person.get(`${API}/me/service-entries?limit=3`)
    const second = await person.get(`${API}/me/service-entries?limit=3&cursor=${first.body.nextCursor}`)
    const minutes = [...first.body.items, ...second.body.items].map((entry: { minutes: number }) => entry.minutes)
    expect([minutes, second.body.nextCursor]).toEqual([[30, 90, 60, 120], null])
  })
})

describe('a certificate', () => {
  const number = (headers: Record<string, unknown>) =>
    /filename="(LL2026-[0-9A-Z]{5}-[0-9A-Z]{5})\.pdf"/.exec(String(headers['content-disposition']))?.[1] ?? ''

  test('is a PDF that says who did what, with an embedded font and a number, and no more of the person', async () => {
    const person = await t.as(resident(1))
    const answer = await person.put(`${API}/certificates/${newId()}`, { year: 2026 })
    expect([answer.status, answer.headers['content-type']]).toEqual([201, 'application/pdf'])
    expect(answer.body.subarray(0, 5).toString()).toBe('%PDF-')
    const { text, fonts, info } = readPdf(answer.body)
    const { displayName } = (await person.get(`${API}/me`)).body.person
    expect(text).toContain('志愿服务证明')
    expect(text).toContain(`证明编号 ${number(answer.headers)}`)
    expect(text).toContain(`兹证明 ${displayName}（志愿者编号 V`)
    expect(text.replaceAll('\n', '')).toContain('在 2026 年参加志愿服务，累计时长 4.5 小时')
    expect(text).toContain('我为老人烧餐饭')
    expect(text).toContain('环保')
    expect(text).toContain('桂花苑社区')
    expect(text).toContain(`https://linli.example/c/${number(answer.headers)}`)
    expect(text).not.toContain('\ufffd')
    expect(text).not.toContain(person.personId)
    expect(fonts.length).toBe(2)
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+NotoSansHans-/)
    expect(info).toContain('/Lang (zh-CN)')
    // Of fonts of eight megabytes each, only the characters shown are in it.
    expect(answer.body.length).toBeLessThan(200_000)
  })

  test('again is the same to the byte, whatever was done since; another year under its id is refused', async () => {
    const person = await t.as(resident(2))
    const id = newId()
    const first = await person.put(`${API}/certificates/${id}`, { year: 2026 })
    await serve(await makeActivity(t), '2026-11-25', 2, 60)
    t.clock.advance({ days: 3 })
    const again = await person.put(`${API}/certificates/${id}`, { year: 2026 })
    expect([again.status, again.body.equals(first.body)]).toEqual([200, true])
    expect((await person.put(`${API}/certificates/${id}`, { year: 2025 })).body.code).toBe('id_taken')
    expect((await (await t.as(resident(1))).put(`${API}/certificates/${id}`, { year: 2026 })).body.code).toBe(
      'id_taken',
    )
    const list = await person.get(`${API}/me/certificates`)
    expect(list.body.items).toMatchObject([{ id, number: number(first.headers), year: 2026, hours: 0.75 }])
  })

  test('can be checked by anybody who holds its number, who learns no more than the paper shows', async () => {
    const person = await t.as(resident(1))
    const made = await person.put(`${API}/certificates/${newId()}`, { year: 2026 })
    const checked = await t.stranger.get(`${API}/certificates/${number(made.headers)}`)
    const { displayName } = (await person.get(`${API}/me`)).body.person
    expect(checked.body).toEqual({
      number: number(made.headers),
      year: 2026,
      holder: `${displayName.charAt(0)}${'*'.repeat(displayName.length - 1)}`,
      hours: 4.5,
      issuer: '桂花苑社区',
      issuedAt: t.clock.now().toISOString(),
      can: {},
    })
    expect((await t.stranger.get(`${API}/certificates/${number(made.headers).toLowerCase()}`)).status).toBe(200)
    for (const unknown of ['LL2026-AAAAA-AAAAA', 'x', '%2e%2e', newId()])
      expect((await t.stranger.get(`${API}/certificates/${unknown}`)).status, unknown).toBe(404)
  })

  test('of a year without hours is not given', async () => {
    const person = await t.as(resident(3))
    const refused = await person.put(`${API}/certificates/${newId()}`, { year: 2026 })
    expect([refused.status, refused.body.code]).toEqual([409, 'no_hours'])
    for (const year of [1999, 2101, 2026.5, '2026'])
      expect((await person.put(`${API}/certificates/${newId()}`, { year })).status, `${year}`).toBe(400)
  })
})

describe('the spreadsheet', () => {
  const sheetOf = (bytes: Buffer) => {
    const files = unzipSync(new Uint8Array(bytes))
    const read = (name: string) => Buffer.from(files[name] ?? []).toString('utf8')
    return { sheet: read('xl/worksheets/sheet1.xml'), strings: read('xl/sharedStrings.xml') }
  }

  test('of one’s own turns holds them all; a title that looks like a formula is text', async () => {
    const answer = await (await t.as(resident(1))).get(`${API}/me/service-record/workbook?year=2026`)
    expect(answer.headers['content-type']).toContain('spreadsheetml')
    const { sheet, strings } = sheetOf(answer.body)
    expect(strings).toContain('=HYPERLINK(&quot;x&quot;)清洁楼道')
    expect(sheet).not.toContain('<f>')
    expect(strings).toContain('合计')
    expect(strings).toContain('2026-11-21 09:00')
    expect(sheet).toContain('<v>270</v>')
  })

  test('of a place is for its secretary and its street', async () => {
    const url = `${API}/places/${communityOf(t)}/service-record/workbook?year=2026`
    const { strings } = sheetOf((await (await t.as('secretary-zhang')).get(url)).body)
    expect(strings).toContain((await (await t.as(resident(2))).get(`${API}/me`)).body.person.displayName)
    expect((await (await t.as('street-he')).get(url)).status).toBe(200)
    expect((await (await t.as(resident(1))).get(url)).status).toBe(403)
    expect(
      (await (await t.as('grid-officer-wang')).get(`${API}/places/${gridOf(t)}/service-record/workbook`)).status,
    ).toBe(403)
    for (const persona of ['resident-far', 'newcomer', 'secretary-other', 'partner-bakery'])
      expect((await (await t.as(persona)).get(url)).status, persona).toBe(404)
  })

  test('speaks English when asked', async () => {
    const person = await t.as(resident(1))
    const { strings } = sheetOf(
      (await person.get(`${API}/me/service-record/workbook`, { 'accept-language': 'en' })).body,
    )
    expect(strings).toContain('Attested')
  })
})

describe('whoever leaves', () => {
  test('takes their name with them: hours stay, a certificate still checks, both without a name', async () => {
    const persona = 'resident-0077'
    await serve(await makeActivity(t), '2026-12-15', 77, 60)
    const person = await t.as(persona)
    const { displayName } = (await person.get(`${API}/me`)).body.person
    const made = await person.put(`${API}/certificates/${newId()}`, { year: 2026 })
    const archive = unzipSync(new Uint8Array((await person.get(`${API}/me/export`)).body))
    const files = [
      'sign-ups.json',
      'service-record.json',
      'certificates.json',
      'volunteer-profile.json',
      'call-ups-answered.json',
    ]
    for (const file of files) expect(Object.keys(archive)).toContain(file)
    expect(Buffer.from(archive['service-record.json'] ?? []).toString()).toContain('"minutes":60')
    expect((await person.del(`${API}/me`)).status).toBe(204)
    const checked = await t.stranger.get(
      `${API}/certificates/${/LL2026[-0-9A-Z]+/.exec(String(made.headers['content-disposition']))?.[0]}`,
    )
    expect(checked.body).toMatchObject({ holder: '', hours: 1 })
    const workbook = await (await t.as('secretary-zhang')).get(
      `${API}/places/${communityOf(t)}/service-record/workbook?year=2026`,
    )
    expect(workbook.body.includes(Buffer.from(displayName))).toBe(false)
  })
})
