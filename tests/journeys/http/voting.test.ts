import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyExport } from '../../../server/features/counting'
import { checkReceipt, isFine } from '../../../src/stores/check-receipt'
import {
  API,
  act,
  castOpen,
  castSecret,
  closePoll,
  draftPoll,
  expectStatus,
  openPoll,
  residentCode,
  takeCredential,
} from '../../server/voting/polling'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

/** The story of a secret poll of the residents, told through the HTTP door: from the draft to a receipt and a result that anybody can check. */
test('a secret poll, from its preparation to the verified receipt and the result', async () => {
  const secretary = await t.as('secretary-zhang')
  const [li, zhou] = [await t.as('resident-li'), await t.as('resident-zhou')]
  const id = await draftPoll(t, { secrecy: 'secret' })
  const path = `${API}/polls/${id}`

  // Nobody but those who keep it sees a draft; they try it out before it is announced.
  expect((await li.get(path)).status).toBe(404)
  const tried = await secretary.get(`${path}/simulation?heads=61&assent=90`)
  expect(tried.body).toMatchObject({ basis: 'asked', heads: 61, reasons: [expect.objectContaining({ isMet: true })] })
  expectStatus(await secretary.post(`${path}/actions`, act('announce')), 200)

  const poll = (await li.get(path)).body
  expect(poll).toMatchObject({ state: 'open', advisory: true, secrecy: 'secret', can: { vote: true, close: false } })
  const roll = (await li.get(`${path}/roll`)).body
  expect(roll).toMatchObject({ size: poll.turnout.of, hash: poll.rollHash, mine: { eligible: true, voted: false } })

  // Signed in for the credential, as nobody for the ballot.
  const receipts = []
  for (const [voter, choice] of [
    [li, 'yes'],
    [zhou, 'yes'],
    [await t.as('resident-0001'), 'no'],
  ] as [Client, string][]) {
    const credential = await takeCredential(voter, id, poll.credentialKey)
    receipts.push(expectStatus(await castSecret(t, id, credential, [choice]), 201).body)
  }
  const [receipt] = receipts
  const proofOf = async () =>
    (await t.stranger.get(`${path}/log/proof?leafHash=${encodeURIComponent(receipt.leafHash)}`)).body
  const proof = await proofOf()
  expect(isFine(checkReceipt({ receipt, poll, proof, seen: null, counted: null }))).toBe(true)
  expect((await li.get(`${path}/result`)).body.code).toBe('poll_not_closed')
  expect((await li.get(path)).body).toMatchObject({
    turnout: { count: 3 },
    mine: { voted: true },
    can: { vote: false },
  })

  await closePoll(t, id)
  const result = (await li.get(`${path}/result`)).body
  expect(result).toMatchObject({ passed: true, turnout: { count: 3 }, options: [{ votes: 2 }, { votes: 1 }] })
  expect(result.reasons[0].text).toContain('本次投票公布的规则')
  const closing = await proofOf()
  const [first, second] = [proof.treeSize, closing.treeSize]
  const consistency = (await t.stranger.get(`${path}/log/consistency?first=${first}&second=${second}`)).body
  const counted = (await t.stranger.get(`${path}/counted-ballots?prefix=`)).body
  const check = checkReceipt({ receipt, poll, proof: closing, seen: { head: proof.head, consistency }, counted })
  expect(check).toMatchObject({ grown: true, counted: true })
  expect(isFine(check)).toBe(true)
  expect(verifyExport((await t.stranger.get(`${path}/export`)).body).ballots).toMatchObject({ secret: 3 })
})

/** Owners decide as the Civil Code counts: by heads and by area, open, online and on paper. */
test("the owners' vote of a building under article 278, with a sheet of paper in it", async () => {
  const building = t.demo.communities[0]?.grids[0]?.buildings[0]?.id
  const rule = { kind: 'civil_code_278_ordinary' }
  const id = await openPoll(t, { placeId: building, electorate: 'owners', rule, question: '更换主水管' })
  const path = `${API}/polls/${id}`
  const [secretary, officer] = [await t.as('secretary-zhang'), await t.as('grid-officer-wang')]
  const { size, area } = (await secretary.get(`${path}/roll`)).body
  expect(Number(area)).toBeGreaterThan(0)

  // Odd numbers are owners, two people to a door: all of the building but the last three take part.
  const owners: Client[] = []
  for (let door = 0; door < size; door += 1) owners.push(await t.as(residentCode(door * 2 + 1)))
  const [onPaper, ...online] = owners.slice(0, size - 3)
  if (onPaper === undefined) throw new Error('nobody lives there')
  const entry = (await onPaper.get(`${path}/roll`)).body.mine.entries[0].id
  const sheet = { serial: '000001', rollEntryId: entry, optionIds: ['no'] }
  const sheetPath = `${path}/paper-ballots/${newId()}`
  expect((await officer.put(sheetPath, sheet)).body).toMatchObject({ state: 'entered' })
  expect((await castOpen(onPaper, id, ['yes'])).body.code).toBe('already_voted')
  expect((await secretary.put(sheetPath, sheet)).body).toMatchObject({ state: 'confirmed' })
  for (const owner of online) expectStatus(await castOpen(owner, id, ['yes']), 201)

  await closePoll(t, id)
  const result = (await onPaper.get(`${path}/result`)).body
  expect(result).toMatchObject({
    advisory: false,
    passed: true,
    turnout: { count: size - 3, of: size, ofArea: area },
    byKind: { online: online.length, paper: 1 },
    options: [
      { votes: online.length, paper: 0 },
      { votes: 1, paper: 1 },
    ],
  })
  expect(result.reasons.map(({ code, measure }: { code: string; measure: string }) => [code, measure])).toEqual([
    ['took_part_at_least', 'area'],
    ['took_part_at_least', 'heads'],
    ['assented_more_than', 'area'],
    ['assented_more_than', 'heads'],
  ])
  for (const { article } of result.reasons) expect(article).toContain('第278条')
  const certificate = await onPaper.get(`${path}/certificate`)
  expect(certificate.headers['content-type']).toContain('application/pdf')
  expect(verifyExport((await t.stranger.get(`${path}/export`)).body).ballots).toMatchObject({
    open: online.length,
    paper: 1,
  })
})
