import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countPoll, verifyExport } from '../../../server/features/counting'
import { blind, drawFactor, prepare, readBlindKey } from '../../../src/proof/blind-rsa'
import { fromBase64 } from '../../../src/proof/bytes'
import { verifyInclusion } from '../../../src/proof/merkle'
import { isReceiptOf } from '../../../src/proof/poll-log'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import {
  API,
  type Credential,
  castSecret,
  closePoll,
  expectStatus,
  openPoll,
  residentCode,
  takeCredential,
  untilAnswered,
} from './polling'

/** 200 by LINLI_VOTING_PARALLEL. */
const PARALLEL = Number(process.env.LINLI_VOTING_PARALLEL ?? 60)
/** 500 by LINLI_VOTING_CASTS. */
const CASTS = Number(process.env.LINLI_VOTING_CASTS ?? 60)

const lines: string[] = []
const stream = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk))
    done()
  },
})
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp({ logStream: stream, env: { LINLI_LOG_LEVEL: 'trace' } })
})
afterAll(() => t.close())

const keyOf = async (client: Client, id: string): Promise<string> =>
  (await client.get(`${API}/polls/${id}`)).body.credentialKey
const bytes = (text: string) => fromBase64(text) ?? new Uint8Array()

function blindedFor(credentialKey: string): string {
  const key = readBlindKey(bytes(credentialKey))
  if (key === null) throw new Error('no key')
  const credential = prepare(randomBytes(32), randomBytes(32))
  const { blindedMessage } = blind(key, credential, randomBytes(48), drawFactor(key, randomBytes))
  return Buffer.from(blindedMessage).toString('base64')
}

async function openSecretPoll(): Promise<{ id: string; credentialKey: string }> {
  const id = await openPoll(t, { secrecy: 'secret' })
  return { id, credentialKey: await keyOf(await t.as('resident-0001'), id) }
}

describe('a credential', () => {
  test('is signed once: the same request is answered the same, another message is not', async () => {
    const { id, credentialKey } = await openSecretPoll()
    const voter = await t.as('resident-0001')
    const request = { id: newId(), blindedMessage: blindedFor(credentialKey) }
    const first = expectStatus(await voter.post(`${API}/polls/${id}/credentials`, request), 200)
    expect((await voter.post(`${API}/polls/${id}/credentials`, request)).body).toEqual(first.body)
    const taken = { status: 409, body: { code: 'already_voted' } }
    const others = [
      { ...request, blindedMessage: blindedFor(credentialKey) },
      { id: newId(), blindedMessage: blindedFor(credentialKey) },
      { ...request, id: newId() },
    ]
    for (const other of others) expect(await voter.post(`${API}/polls/${id}/credentials`, other)).toMatchObject(taken)
    expect((await voter.get(`${API}/polls/${id}/roll`)).body.mine).toMatchObject({ eligible: true, voted: true })
  })

  test(`${PARALLEL} parallel requests of one voter for other messages: exactly one is signed`, async () => {
    const { id, credentialKey } = await openSecretPoll()
    const voter = await t.as('resident-0003')
    const messages = Array.from({ length: PARALLEL }, () => blindedFor(credentialKey))
    const answers = await Promise.all(
      messages.map((blindedMessage) => {
        const body = { id: newId(), blindedMessage }
        return untilAnswered(() => voter.post(`${API}/polls/${id}/credentials`, body))
      }),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'already_voted')).toHaveLength(PARALLEL - 1)
  })

  test.each<[what: string, message: (key: string) => string, status: number, code: string]>([
    ['too short', () => randomBytes(255).toString('base64'), 400, 'invalid_request'],
    ['not below the modulus', () => Buffer.alloc(256, 255).toString('base64'), 400, 'invalid_request'],
    ['not standard base64', () => `${'_-'.repeat(170)}=`, 400, 'invalid_request'],
  ])('a message that is %s costs nobody their vote', async (_, message, status, code) => {
    const { id, credentialKey } = await openSecretPoll()
    const voter = await t.as('resident-0005')
    const send = (blindedMessage: string) =>
      voter.post(`${API}/polls/${id}/credentials`, { id: newId(), blindedMessage })
    expect(await send(message(credentialKey))).toMatchObject({ status, body: { code } })
    expect((await send(blindedFor(credentialKey))).status).toBe(200)
  })

  test.each([
    ['resident-far', 404, 'not_found'],
    ['newcomer', 404, 'not_found'],
    ['grid-officer-wang', 409, 'not_on_roll'],
  ])('%s gets none', async (persona, status, code) => {
    const { id, credentialKey } = await openSecretPoll()
    const client = await t.as(persona)
    const request = { id: newId(), blindedMessage: blindedFor(credentialKey) }
    expect(await client.post(`${API}/polls/${id}/credentials`, request)).toMatchObject({ status, body: { code } })
  })
})

describe('a secret ballot', () => {
  test('the same credential and choice give the same receipt, another choice none; a token is not looked at', async () => {
    const { id, credentialKey } = await openSecretPoll()
    const voter = await t.as('resident-0007')
    const credential = await takeCredential(voter, id, credentialKey)
    const first = expectStatus(await castSecret(t, id, credential, ['yes']), 201)
    expect(await castSecret(t, id, credential, ['yes'])).toMatchObject({ status: 200, body: first.body })
    expect(await castSecret(t, id, credential, ['no'])).toMatchObject({ status: 409, body: { code: 'already_voted' } })
    const withToken = await voter.put(`${API}/polls/${id}/ballots/${newId()}`, { ...credential, optionIds: ['yes'] })
    expect(withToken.body).toEqual(first.body)
    expect((await voter.get(`${API}/polls/${id}`)).body.turnout.count).toBe(1)
  })

  test(`${PARALLEL} parallel casts of one credential with two choices: one choice counts, once`, async () => {
    const { id, credentialKey } = await openSecretPoll()
    const credential = await takeCredential(await t.as('resident-0009'), id, credentialKey)
    const answers = await Promise.all(
      Array.from({ length: PARALLEL }, (_, index) =>
        untilAnswered(() => castSecret(t, id, credential, [index % 2 === 0 ? 'yes' : 'no'])),
      ),
    )
    expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1)
    expect(answers.filter(({ status }) => status === 200 || status === 201)).toHaveLength(PARALLEL / 2)
    expect(answers.filter(({ body }) => body.code === 'already_voted')).toHaveLength(PARALLEL / 2)
    await closePoll(t, id)
    const { options } = (await (await t.as('resident-0009')).get(`${API}/polls/${id}/result`)).body
    expect(options.reduce((sum: number, { votes }: { votes: number }) => sum + votes, 0)).toBe(1)
  })

  test('forged, of another poll, unknown or too many options, late, malformed', async () => {
    const [here, there] = [await openSecretPoll(), await openSecretPoll()]
    const voter = await t.as('resident-0011')
    const good = await takeCredential(voter, here.id, here.credentialKey)
    const foreign = await takeCredential(voter, there.id, there.credentialKey)
    const forged = { ...good, signature: randomBytes(256).toString('base64') }
    const swapped = { ...good, signature: foreign.signature }
    const refused: [Partial<Credential>, string[], number, string][] = [
      [forged, ['yes'], 403, 'bad_credential'],
      [swapped, ['yes'], 403, 'bad_credential'],
      [foreign, ['yes'], 403, 'bad_credential'],
      [{ ...good, signature: randomBytes(128).toString('base64') }, ['yes'], 403, 'bad_credential'],
      [good, ['maybe'], 409, 'bad_choice'],
      [good, ['yes', 'no'], 409, 'bad_choice'],
      [good, [], 409, 'bad_choice'],
      [{ credential: good.credential }, ['yes'], 400, 'invalid_request'],
      [{ ...good, credential: randomBytes(63).toString('base64') }, ['yes'], 400, 'invalid_request'],
      [{}, ['yes'], 400, 'invalid_request'],
    ]
    for (const [credential, optionIds, status, code] of refused) {
      const answer = await t.stranger.put(`${API}/polls/${here.id}/ballots/${newId()}`, { ...credential, optionIds })
      expect(answer).toMatchObject({ status, body: { code } })
    }
    expect((await voter.get(`${API}/polls/${here.id}`)).body.turnout.count).toBe(0)
    await closePoll(t, here.id)
    expect(await castSecret(t, here.id, good, ['yes'])).toMatchObject({ status: 409, body: { code: 'poll_not_open' } })
    expect(
      await t.stranger.put(`${API}/polls/${newId()}/ballots/${newId()}`, { ...good, optionIds: ['yes'] }),
    ).toMatchObject({ status: 404 })
  })

  test(`closed in the middle of ${CASTS} casts: each is receipted and counted, or refused`, async () => {
    const { id, credentialKey } = await openSecretPoll()
    const credentials: Credential[] = []
    for (let number = 1; number <= CASTS; number += 1)
      credentials.push(await takeCredential(await t.as(residentCode(number)), id, credentialKey))
    const casts: Promise<{ status: number; body: { code: string } }>[] = []
    let closing: Promise<void> = Promise.resolve()
    for (const [index, credential] of credentials.entries()) {
      casts.push(untilAnswered(() => castSecret(t, id, credential, [index % 2 === 0 ? 'yes' : 'no'])))
      // The first is answered before the poll is closed and the last is sent after it; those between race it.
      if (index === 0) await casts[0]
      if (index === CASTS / 2) closing = closePoll(t, id)
      if (index === CASTS - 2) await closing
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    const answers = await Promise.all(casts)
    const taken = answers.filter(({ status }) => status < 300).length
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(CASTS)
    expect(answers.filter(({ status }) => status >= 300).every(({ body }) => body.code === 'poll_not_open')).toBe(true)
    expect(verifyExport((await t.stranger.get(`${API}/polls/${id}/export`)).body).ballots.secret).toBe(taken)
  })

  test('a count cut short at any of its writes is begun again, and comes to the same', async () => {
    const reader = await t.as('resident-0045')
    for (let writes = 1; writes <= 4; writes += 1) {
      const { id, credentialKey } = await openSecretPoll()
      for (let number = 41; number < 44; number += 1) {
        const credential = await takeCredential(await t.as(residentCode(number)), id, credentialKey)
        expectStatus(await castSecret(t, id, credential, [number === 43 ? 'no' : 'yes']), 201)
      }
      t.clock.advance({ days: 3 })
      const { store } = t.deps
      const write = store.write
      let left = writes
      store.write = (job) => {
        left -= 1
        return left > 0 ? write(job) : Promise.reject(new Error('the power went'))
      }
      await countPoll(t.deps, id).catch(() => undefined)
      store.write = write
      const { body } = await reader.get(`${API}/polls/${id}/result`)
      expect(body).toMatchObject({ turnout: { count: 3 }, options: [{ votes: 2 }, { votes: 1 }] })
      expect(verifyExport((await t.stranger.get(`${API}/polls/${id}/export`)).body).ballots.secret).toBe(3)
    }
  })

  test('the phone checks its receipt by itself: the leaf, the proof, the promise, and that it was counted', async () => {
    const { id, credentialKey } = await openSecretPoll()
    const receipts = []
    for (let number = 21; number < 28; number += 1) {
      const credential = await takeCredential(await t.as(residentCode(number)), id, credentialKey)
      receipts.push(expectStatus(await castSecret(t, id, credential, ['yes']), 201).body)
    }
    const [receipt] = receipts
    expect(isReceiptOf(receipt)).toBe(true)
    expect(isReceiptOf({ ...receipt, opening: { ...receipt.opening, optionIds: ['no'] } })).toBe(false)
    const proof = (
      await t.stranger.get(`${API}/polls/${id}/log/proof?leafHash=${encodeURIComponent(receipt.leafHash)}`)
    ).body
    const { leafIndex, treeSize, inclusionPath, rootHash } = proof
    const checked = { leafIndex, treeSize, leafHash: bytes(receipt.leafHash), rootHash: bytes(rootHash) }
    expect(verifyInclusion({ ...checked, inclusionPath: inclusionPath.map(bytes) })).toBe(true)
    await closePoll(t, id)
    const counted = (await t.stranger.get(`${API}/polls/${id}/counted-ballots?prefix=`)).body
    const mine = counted.items.find((item: { credential: string }) => item.credential === receipt.opening.subject)
    expect(mine).toMatchObject({ optionIds: ['yes'] })
    expect(counted.size).toBe(receipts.length)
    // The leaf cannot be made from what is published: only whoever has the receipt knows which is theirs.
    const published = JSON.stringify((await t.stranger.get(`${API}/polls/${id}/export`)).body)
    for (const { opening } of receipts) expect(published).not.toContain(opening.nonce)
  })

  test('nothing of a cast is logged, refused or not, at the most talkative level', async () => {
    const { id, credentialKey } = await openSecretPoll()
    const credential = await takeCredential(await t.as('resident-0031'), id, credentialKey)
    const before = lines.length
    await castSecret(t, id, credential, ['yes'])
    await castSecret(t, id, credential, ['no'])
    await castSecret(t, id, { ...credential, signature: 'AAAA' }, ['no'])
    expect(lines.length - before).toBe(0)
  })

  test('votes weighed by area are open: a secret ballot that bore its area would bear a name', async () => {
    const secretary = await t.as('secretary-zhang')
    const body = {
      placeId: t.demo.communities[0]?.grids[0]?.id,
      question: '动用维修资金',
      options: [
        { id: 'a', text: '同意' },
        { id: 'b', text: '不同意' },
      ],
      choices: { min: 1, max: 1 },
      secrecy: 'secret',
      electorate: 'owners',
      rule: { kind: 'civil_code_278_special' },
      opensAt: t.clock.now().toISOString(),
      closesAt: new Date(t.clock.now().getTime() + 86_400_000).toISOString(),
    }
    expect(await secretary.put(`${API}/polls/${newId()}`, body)).toMatchObject({ status: 400 })
  })
})
