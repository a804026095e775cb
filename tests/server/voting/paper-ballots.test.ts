import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeLeaf } from '../../../server/features/ballots'
import { verifyExport } from '../../../server/features/counting'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { plainPicture } from '../media/draw-picture'
import { API, act, castOpen, castSecret, closePoll, expectStatus, openPoll, takeCredential } from './polling'

let t: TestApp
let secretary: Client
let officer: Client
beforeAll(async () => {
  t = await buildTestApp()
  secretary = await t.as('secretary-zhang')
  officer = await t.as('grid-officer-wang')
})
afterAll(() => t.close())

let serials = 0
function nextSerial(): string {
  serials += 1
  return `P-${String(serials).padStart(6, '0')}`
}

const entryOf = async (client: Client, pollId: string): Promise<string> =>
  (await client.get(`${API}/polls/${pollId}/roll`)).body.mine.entries[0].id

const sheet = (rollEntryId: string, changes: object = {}) => ({
  serial: nextSerial(),
  rollEntryId,
  optionIds: ['yes'],
  ...changes,
})

describe.each(['open', 'secret'] as const)('on paper, in an %s poll', (secrecy) => {
  test('one enters, another confirms, and it is counted as a kind of its own', async () => {
    const id = await openPoll(t, { secrecy })
    const voter = await t.as('resident-0001')
    const body = sheet(await entryOf(voter, id))
    const path = `${API}/polls/${id}/paper-ballots/${newId()}`
    const { displayName } = (await voter.get(`${API}/me`)).body.person
    expect((await officer.put(path, body)).body).toMatchObject({
      state: 'entered',
      voter: { names: [displayName] },
      can: { confirm: false, withdraw: true },
    })
    expect(await officer.put(path, body)).toMatchObject({ status: 200, body: { state: 'entered' } })
    expect((await voter.get(`${API}/polls/${id}`)).body.turnout.count).toBe(0)
    expect(await secretary.put(path, { ...body, optionIds: ['no'] })).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
    expect((await secretary.put(path, body)).body).toMatchObject({ state: 'confirmed', leafHash: expect.any(String) })
    expect((await voter.get(`${API}/polls/${id}`)).body).toMatchObject({ turnout: { count: 1 }, mine: { voted: true } })
    await closePoll(t, id)
    const result = (await voter.get(`${API}/polls/${id}/result`)).body
    expect(result).toMatchObject({ byKind: { online: 0, paper: 1 }, options: [{ votes: 1, paper: 1 }, { votes: 0 }] })
    const exported = (await t.stranger.get(`${API}/polls/${id}/export`)).body
    expect(verifyExport(exported).ballots).toMatchObject({ paper: 1 })
    const isNamed = JSON.stringify(exported.ballots).includes(body.rollEntryId)
    expect(isNamed).toBe(secrecy === 'open')
  })

  test('never both ways: struck off with the sheet, and no sheet for who has voted', async () => {
    const id = await openPoll(t, { secrecy })
    const [first, second] = [await t.as('resident-0003'), await t.as('resident-0005')]
    const { credentialKey } = (await first.get(`${API}/polls/${id}`)).body
    const vote = async (client: Client) =>
      secrecy === 'open'
        ? castOpen(client, id, ['yes'])
        : castSecret(t, id, await takeCredential(client, id, credentialKey), ['yes'])
    const path = () => `${API}/polls/${id}/paper-ballots/${newId()}`
    expectStatus(await officer.put(path(), sheet(await entryOf(first, id))), 201)
    await expect(vote(first).then((answer) => expectStatus(answer, 201))).rejects.toThrow(/already_voted/)
    expectStatus(await vote(second), 201)
    expect(await officer.put(path(), sheet(await entryOf(second, id)))).toMatchObject({
      body: { code: 'already_voted' },
    })
    await closePoll(t, id)
    // Entered and never confirmed: not counted, and said so.
    const { closing } = (await t.stranger.get(`${API}/polls/${id}/export`)).body
    expect(closing).toMatchObject({ turnout: 1, paper: 0, unconfirmedPaper: 1 })
  })

  test('online and paper at the same moment, many times: exactly one of them', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await openPoll(t, { secrecy })
      const voter = await t.as('resident-0007')
      const entry = await entryOf(voter, id)
      const online =
        secrecy === 'open'
          ? castOpen(voter, id, ['yes'])
          : voter.post(`${API}/polls/${id}/credentials`, {
              id: newId(),
              blindedMessage: Buffer.alloc(256, 1).toString('base64'),
            })
      const answers = await Promise.all([
        online,
        officer.put(`${API}/polls/${id}/paper-ballots/${newId()}`, sheet(entry)),
      ])
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
      expect(answers.filter(({ body }) => body.code === 'already_voted')).toHaveLength(1)
    }
  })

  test('a sheet entered wrongly is taken back before it is confirmed, and the voter votes', async () => {
    const id = await openPoll(t, { secrecy })
    const voter = await t.as('resident-0009')
    const body = sheet(await entryOf(voter, id))
    const ballotId = newId()
    expectStatus(await officer.put(`${API}/polls/${id}/paper-ballots/${ballotId}`, body), 201)
    const withdraw = act('withdraw', { reason: '录错了人' })
    const path = `${API}/polls/${id}/paper-ballots/${ballotId}/actions`
    expect((await officer.post(path, withdraw)).body).toMatchObject({ state: 'withdrawn' })
    expect((await officer.post(path, withdraw)).status).toBe(200)
    expect(await secretary.put(`${API}/polls/${id}/paper-ballots/${ballotId}`, body)).toMatchObject({
      body: { code: 'wrong_state' },
    })
    const again = newId()
    expectStatus(await officer.put(`${API}/polls/${id}/paper-ballots/${again}`, body), 201)
    expectStatus(await secretary.put(`${API}/polls/${id}/paper-ballots/${again}`, body), 200)
    expect(
      await officer.post(`${API}/polls/${id}/paper-ballots/${again}/actions`, act('withdraw', { reason: '…' })),
    ).toMatchObject({
      body: { code: 'wrong_state' },
    })
  })
})

test('what a sheet of a secret poll says cannot be guessed from its leaf while the poll is open', async () => {
  const id = await openPoll(t, { secrecy: 'secret' })
  const body = sheet(await entryOf(await t.as('resident-0019'), id))
  const path = `${API}/polls/${id}/paper-ballots/${newId()}`
  expectStatus(await officer.put(path, body), 201)
  expectStatus(await secretary.put(path, body), 200)
  interface Sheet {
    serial: string
    nonce: string
    leafHash: string
  }
  const read = () =>
    t.deps.store.read.sql.all<Sheet & { choices: string }>(
      'SELECT "serial", "nonce", "leafHash", "choices" FROM "PollPaperBallot" WHERE "pollId" = ?',
      [id],
    )
  const guess = ({ serial, nonce, leafHash }: Sheet) =>
    [[], ['yes'], ['no'], ['yes', 'no']].filter(
      (optionIds) => makeLeaf(id, 'paper', { subject: serial, optionIds, nonce }).leafHash === leafHash,
    )
  const [row] = await read()
  expect(row?.choices).not.toContain('[')
  expect(row && guess(row)).toEqual([])
  await closePoll(t, id)
  const [opened] = await read()
  expect(opened && guess(opened)).toEqual([['yes']])
  expect(verifyExport((await t.stranger.get(`${API}/polls/${id}/export`)).body).ballots).toMatchObject({ paper: 1 })
})

describe('the scanned sheet', () => {
  test.each(['open', 'secret'] as const)(
    'in an %s poll: both who read it see it, others before it is counted, and after the close where votes are open',
    async (secrecy) => {
      const id = await openPoll(t, { secrecy })
      const street = await t.as('street-he')
      const scanImageId = newId()
      const picture = await plainPicture('png')
      const type = { 'content-type': 'image/png' }
      expectStatus(await officer.put(`${API}/images/${scanImageId}`, picture, type), 201)
      const without = sheet(await entryOf(await t.as('resident-0017'), id))
      const body = { ...without, scanImageId }
      const path = `${API}/polls/${id}/paper-ballots/${newId()}`
      expect((await officer.put(path, body)).body.scan).toMatchObject({ id: scanImageId })
      const seenBy = async (client: Client) => (await client.get(`${API}/polls/${id}/paper-ballots`)).body.items[0].scan
      const shown = await seenBy(secretary)
      expect((await t.stranger.get(shown.urls.full)).status).toBe(200)
      expect(await seenBy(street)).toMatchObject({ id: scanImageId })

      // Without the scan, or with another, it is not the same sheet.
      expect(await secretary.put(path, without)).toMatchObject({ status: 409, body: { code: 'id_taken' } })
      expect((await secretary.put(path, body)).body).toMatchObject({ state: 'confirmed', scan: { id: scanImageId } })
      expect(await seenBy(street)).toBeNull()
      expect(await seenBy(officer)).toMatchObject({ id: scanImageId })
      await closePoll(t, id)
      expect(await seenBy(officer)).toMatchObject({ id: scanImageId })
      const choiceFor = async (client: Client) =>
        (await client.get(`${API}/polls/${id}/paper-ballots`)).body.items[0].optionIds
      expect(await choiceFor(officer)).toEqual(['yes'])
      if (secrecy === 'secret') expect([await seenBy(street), await choiceFor(street)]).toEqual([null, null])
      else expect([await seenBy(street), await choiceFor(street)]).toMatchObject([{ id: scanImageId }, ['yes']])
    },
  )
})

describe('refused', () => {
  test.each<[what: string, persona: string, changes: object, status: number, code: string]>([
    ['a resident', 'resident-0001', {}, 403, 'not_allowed'],
    ['staff of another community', 'secretary-other', {}, 404, 'not_found'],
    ['an unknown option', 'grid-officer-wang', { optionIds: ['maybe'] }, 409, 'bad_choice'],
    ['nobody of the roll', 'grid-officer-wang', { rollEntryId: newId() }, 409, 'not_on_roll'],
    ['a picture that is not there', 'grid-officer-wang', { scanImageId: newId() }, 400, 'invalid_request'],
    ['a serial that is none', 'grid-officer-wang', { serial: '一号' }, 400, 'invalid_request'],
  ])('%s', async (_, persona, changes, status, code) => {
    const id = await openPoll(t)
    const body = sheet(await entryOf(await t.as('resident-0011'), id), changes)
    const client = await t.as(persona)
    expect(await client.put(`${API}/polls/${id}/paper-ballots/${newId()}`, body)).toMatchObject({
      status,
      body: { code },
    })
  })

  test('one serial twice, and staff who were dismissed meanwhile', async () => {
    const id = await openPoll(t)
    const [first, second] = [await t.as('resident-0013'), await t.as('resident-0015')]
    const body = sheet(await entryOf(first, id))
    const ballotId = newId()
    expectStatus(await officer.put(`${API}/polls/${id}/paper-ballots/${ballotId}`, body), 201)
    const same = sheet(await entryOf(second, id), { serial: body.serial })
    expect(await officer.put(`${API}/polls/${id}/paper-ballots/${newId()}`, same)).toMatchObject({
      body: { code: 'serial_taken' },
    })
    const end = (at: Date | null) =>
      t.deps.store.write((tx) =>
        tx.sql.run('UPDATE "StaffRole" SET "endedAt" = ? WHERE "personId" = ?', [at, secretary.personId]),
      )
    await end(t.clock.now())
    expect((await secretary.put(`${API}/polls/${id}/paper-ballots/${ballotId}`, body)).status).toBe(404)
    await end(null)
  })

  test('the sheets are printed with serials', async () => {
    const id = await openPoll(t)
    const { status, body } = await officer.get(`${API}/polls/${id}/paper-ballots/print?from=1&count=2`)
    expect(status).toBe(200)
    expect(body.subarray(0, 5).toString()).toBe('%PDF-')
    expect(
      (await (await t.as('resident-0001')).get(`${API}/polls/${id}/paper-ballots/print?from=1&count=2`)).status,
    ).toBe(403)
  })
})
