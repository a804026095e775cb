import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getOpenKeys } from '../../../server/features/ballots'
import { sealBallot } from '../../../server/features/ballots/ballot-box'
import { insertSealed } from '../../../server/features/ballots/repository'
import { findPoll } from '../../../server/features/polls'
import { PollsApi } from '../../../src/api/polls-api'
import type { Poll } from '../../../src/contract'
import { OfflineError } from '../../../src/platform/network-errors'
import type { WireRequest, WireResponse } from '../../../src/platform/request-types'
import { accountStore } from '../../../src/stores/account-store'
import { BallotStore, ballotStore } from '../../../src/stores/ballot-store'
import { checkReceipt, countedPrefix, type Evidence, isFine } from '../../../src/stores/check-receipt'
import { KeptBallots } from '../../../src/stores/kept-ballots'
import { RootStore } from '../../../src/stores/root-store'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { API, castOpen, closePoll, openPoll } from './polling'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

interface Phone {
  stores: RootStore
  ballots: BallotStore
  seen: WireRequest[]
  waits: number[]
  /** The answer of the next such request is lost on its way back; the server has done what was asked. */
  loseAnswerOf(part: string): void
  /** The next such request does not get there. */
  stopBefore(part: string): void
  kept: Map<string, string>
  poll(id: string): Promise<Poll>
}

/** The app's own stores on a phone, with the real server at the other end. `kept` is what outlives the app's closing. */
async function phoneOf(persona: string, kept = new Map<string, string>()): Promise<Phone> {
  const { token } = await t.as(persona)
  kept.set('linli.token', JSON.stringify(token))
  const [seen, waits, lost, stopped]: [WireRequest[], number[], string[], string[]] = [[], [], [], []]
  const transport = async (request: WireRequest): Promise<WireResponse> => {
    seen.push(request)
    const { method, url, headers, body } = request
    const before = stopped.findIndex((part) => url.includes(part))
    if (before >= 0) {
      stopped.splice(before, 1)
      throw new OfflineError('no network')
    }
    const answer = await t.app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) })
    const at = lost.findIndex((part) => url.includes(part))
    if (at >= 0) {
      lost.splice(at, 1)
      throw new OfflineError('the answer was lost')
    }
    return { status: answer.statusCode, headers: {}, body: answer.body }
  }
  const refuse = () => Promise.reject(new Error('no file is sent here'))
  const stores = new RootStore({
    transport,
    upload: refuse,
    download: refuse,
    wait: async (delayMs) => void waits.push(delayMs),
    baseUrl: '',
    storage: {
      read: (key) => JSON.parse(kept.get(key) ?? 'null'),
      write: (key, value) => {
        kept.set(key, JSON.stringify(value))
        return 'kept'
      },
      remove: (key) => void kept.delete(key),
    },
    network: { isOnline: async () => true, onChange: () => () => {} },
    newId: () => newId(),
    now: () => t.clock.now(),
    appearance: { dark: false, fontScale: 1, language: 'zh-CN' },
  })
  const ballots = stores.of(ballotStore)
  return {
    stores,
    ballots,
    seen,
    waits,
    kept,
    loseAnswerOf: (part) => void lost.push(part),
    stopBefore: (part) => void stopped.push(part),
    poll: async (id) => {
      ballots.open(id)
      return new PollsApi(stores.api.http).getPoll(id)
    },
  }
}

const tokenOf = (phone: Phone, part: string) =>
  phone.seen.filter(({ url }) => url.includes(part)).map(({ headers }) => headers.Authorization)

describe('a secret ballot on the phone', () => {
  test('is signed with a name, waits, is cast without one, and checks out by itself, before and after the close', async () => {
    const id = await openPoll(t, { secrecy: 'secret' })
    const phone = await phoneOf('resident-0001')
    const poll = await phone.poll(id)
    expect(await phone.ballots.vote(poll, null, ['yes'])).toBe(true)
    expect(phone.ballots.step).toBe('done')
    expect(tokenOf(phone, '/credentials')).toEqual([expect.stringMatching(/^Bearer /)])
    expect(tokenOf(phone, '/ballots/')).toEqual([undefined])
    expect(phone.waits).toHaveLength(1)
    expect(phone.waits[0]).toBeGreaterThanOrEqual(5_000)
    expect(phone.waits[0]).toBeLessThanOrEqual(30_000)
    // Neither the credential nor what was blinded stays beside the receipt.
    expect(phone.ballots.cast).toMatchObject({ drawn: null, signed: null, receipt: { kind: 'secret' } })

    const ballot = phone.ballots.cast
    if (ballot === null) throw new Error('no ballot')
    await phone.ballots.checkReceipt(poll, ballot)
    expect(phone.ballots.check).toEqual({
      choice: true,
      promise: true,
      tree: true,
      head: true,
      grown: true,
      counted: null,
    })
    const others = await phoneOf('resident-0003')
    expect(await others.ballots.vote(await others.poll(id), null, ['no'])).toBe(true)
    await closePoll(t, id)
    const closed = await phone.poll(id)
    const kept = phone.ballots.cast
    expect(kept?.head?.size).toBe(1)
    if (kept === null) throw new Error('no ballot')
    await phone.ballots.checkReceipt(closed, kept)
    expect(phone.ballots.check).toMatchObject({ grown: true, counted: true })
    expect([...tokenOf(phone, '/log/'), ...tokenOf(phone, '/counted-ballots')].every((one) => one === undefined)).toBe(
      true,
    )
  })

  test.each(['/credentials', '/ballots/'])(
    'the answer of %s is lost, and the app is closed: the next start goes on',
    async (part) => {
      const id = await openPoll(t, { secrecy: 'secret' })
      const kept = new Map<string, string>()
      const first = await phoneOf('resident-0005', kept)
      first.loseAnswerOf(part)
      expect(await first.ballots.vote(await first.poll(id), null, ['no'])).toBe(false)
      expect(first.ballots.trouble?.kind).toBe('offline')
      const second = await phoneOf('resident-0005', kept)
      const poll = await second.poll(id)
      expect(second.ballots.unsent?.optionIds).toEqual(['no'])
      await second.ballots.resume(poll)
      expect(second.ballots.cast?.receipt?.opening.optionIds).toEqual(['no'])
      await closePoll(t, id)
      const result = (await (await t.as('resident-0005')).get(`${API}/polls/${id}/result`)).body
      expect(result).toMatchObject({ turnout: { count: 1 }, options: [{ votes: 0 }, { votes: 1 }] })
    },
  )

  test.each([
    ['was lost on its way back', 'counted'],
    ['never set out', 'not_counted'],
  ] as const)('the cast %s just before the close: %s, and it is said once it is sure', async (_how, fate) => {
    const id = await openPoll(t, { secrecy: 'secret' })
    const phone = await phoneOf('resident-0021')
    const before = await phone.poll(id)
    if (fate === 'counted') phone.loseAnswerOf('/ballots/')
    else phone.stopBefore('/ballots/')
    expect(await phone.ballots.vote(before, null, ['yes'])).toBe(false)
    await closePoll(t, id)
    // The page still shows the poll as open: what the server refuses now stays on the phone.
    await phone.ballots.resume(before)
    expect(phone.ballots.trouble?.code).toBe('poll_not_open')
    expect(phone.ballots.unsent?.signed).not.toBeNull()
    const closed = await phone.poll(id)
    expect(phone.ballots.canResume(closed)).toBe(true)
    phone.stopBefore('/counted-ballots')
    await phone.ballots.resume(closed)
    expect(phone.ballots).toMatchObject({ fate: null, step: 'idle', trouble: { kind: 'offline' } })
    expect(phone.ballots.unsent).not.toBeNull()
    await phone.ballots.resume(closed)
    expect(phone.ballots).toMatchObject({ fate, step: 'idle', trouble: null, unsent: null })
    expect(tokenOf(phone, '/counted-ballots').every((one) => one === undefined)).toBe(true)
  })

  test.each(['signOut', 'forget'] as const)(
    'sealed, and then %s: it waits for the same person, and for no other',
    async (how) => {
      const id = await openPoll(t, { secrecy: 'secret' })
      const persona = how === 'signOut' ? 'resident-0025' : 'resident-0027'
      const phone = await phoneOf(persona)
      const { session } = phone.stores
      await session.refresh()
      phone.stopBefore('/ballots/')
      expect(await phone.ballots.vote(await phone.poll(id), null, ['yes'])).toBe(false)
      const sealed = phone.ballots.unsent?.signed
      expect(sealed).toBeTruthy()
      // As a dead token does.
      await session[how]()
      expect(await session.signIn('demo', 'resident-0029')).toBeNull()
      await phone.poll(id)
      expect(phone.ballots.ballots).toEqual([])
      session.forget()
      expect(await session.signIn('demo', persona)).toBeNull()
      const poll = await phone.poll(id)
      expect(phone.ballots.unsent?.signed).toEqual(sealed)
      await phone.ballots.resume(poll)
      expect(phone.ballots).toMatchObject({ unsent: null, cast: { receipt: { kind: 'secret' } } })
      // The receipt goes with the person, and nothing of the ballot stays behind.
      session.forget()
      expect([...phone.kept.keys()].filter((key) => key.includes('ballot'))).toEqual([])
    },
  )

  test('whoever has themselves erased leaves no ballot on the phone', async () => {
    const id = await openPoll(t, { secrecy: 'secret' })
    const phone = await phoneOf('resident-0031')
    await phone.stores.session.refresh()
    phone.stopBefore('/ballots/')
    expect(await phone.ballots.vote(await phone.poll(id), null, ['yes'])).toBe(false)
    expect([...phone.kept.keys()].some((key) => key.includes('ballot'))).toBe(true)
    expect(await phone.stores.of(accountStore).erase()).toBeNull()
    expect([...phone.kept.keys()].filter((key) => key.includes('ballot'))).toEqual([])
  })

  test('without a source of randomness nothing is asked of the server, and it is said', async () => {
    const id = await openPoll(t, { secrecy: 'secret' })
    const { stores, seen, poll } = await phoneOf('resident-0007')
    const given = await poll(id)
    const without = new BallotStore(
      new PollsApi(stores.api.http),
      new KeptBallots(stores.own, stores.around.storage, () => null),
      stores.around,
      async () => null,
    )
    without.open(id)
    const before = seen.length
    expect(await without.vote(given, null, ['yes'])).toBe(false)
    expect(without.fault).toBe('no_randomness')
    expect(without.unsent).toBeNull()
    expect(seen.length).toBe(before)
  })

  test('what is refused for good is not kept on its way', async () => {
    const id = await openPoll(t, { secrecy: 'secret' })
    const kept = new Map<string, string>()
    const first = await phoneOf('resident-0009', kept)
    expect(await first.ballots.vote(await first.poll(id), null, ['yes'])).toBe(true)
    // Another phone of the same person knows nothing of it.
    const other = await phoneOf('resident-0009')
    expect(await other.ballots.vote(await other.poll(id), null, ['no'])).toBe(false)
    expect(other.ballots.trouble?.code).toBe('already_voted')
    expect(other.ballots.unsent).toBeNull()
  })
})

test('an open ballot: its answer lost, the same is sent again and counts once', async () => {
  const id = await openPoll(t)
  const phone = await phoneOf('resident-0011')
  phone.loseAnswerOf('/ballots/')
  const poll = await phone.poll(id)
  expect(await phone.ballots.vote(poll, null, ['yes'])).toBe(false)
  await phone.ballots.resume(poll)
  expect(phone.ballots.cast?.receipt?.kind).toBe('open')
  expect(phone.waits).toEqual([])
  expect((await phone.poll(id)).turnout?.count).toBe(1)
})

test.each([
  ['arrived', 'open'],
  ['never set out', null],
] as const)('an open ballot that %s just before the close is asked for after it', async (how, kind) => {
  const id = await openPoll(t)
  const phone = await phoneOf('resident-0023')
  if (how === 'arrived') phone.loseAnswerOf('/ballots/')
  else phone.stopBefore('/ballots/')
  expect(await phone.ballots.vote(await phone.poll(id), null, ['yes'])).toBe(false)
  await closePoll(t, id)
  await phone.ballots.resume(await phone.poll(id))
  expect(phone.ballots.unsent).toBeNull()
  expect(phone.ballots.cast?.receipt?.kind ?? null).toBe(kind)
  expect(phone.ballots.fate).toBe(kind === null ? 'not_counted' : null)
})

describe('a receipt', () => {
  async function evidence(): Promise<Evidence> {
    const id = await openPoll(t)
    const receipts = []
    for (const persona of ['resident-0013', 'resident-0015', 'resident-0017'])
      receipts.push((await castOpen(await t.as(persona), id, ['yes'])).body)
    const api = new PollsApi((await phoneOf('resident-0013')).stores.api.http)
    const [poll, proof] = [await api.getPoll(id), await api.getProof(id, receipts[1].leafHash)]
    return { receipt: receipts[1], poll, proof, seen: null, counted: null }
  }

  test('that was changed anywhere does not check out, and the line that fails is named', async () => {
    const whole = await evidence()
    expect(isFine(checkReceipt(whole))).toBe(true)
    const { receipt, proof, poll } = whole
    const { head } = proof
    const other = `${'A'.repeat(42)}0=`
    const forged: [line: string, Evidence][] = [
      ['choice', { ...whole, receipt: { ...receipt, opening: { ...receipt.opening, optionIds: ['no'] } } }],
      ['choice', { ...whole, receipt: { ...receipt, leaf: receipt.leaf.replace('open', 'paper') } }],
      ['promise', { ...whole, receipt: { ...receipt, signature: head.signature } }],
      ['promise', { ...whole, receipt: { ...receipt, logKey: other } }],
      ['tree', { ...whole, proof: { ...proof, leafIndex: 0 } }],
      ['tree', { ...whole, proof: { ...proof, inclusionPath: proof.inclusionPath.slice(1) } }],
      ['tree', { ...whole, proof: { ...proof, rootHash: other } }],
      ['tree', { ...whole, proof: { ...proof, head: { ...head, rootHash: other } } }],
      ['head', { ...whole, proof: { ...proof, head: { ...head, size: 4 } } }],
      ['head', { ...whole, proof: { ...proof, head: { ...head, signature: receipt.signature } } }],
      ['head', { ...whole, poll: { ...poll, definitionHash: other } }],
      ['grown', { ...whole, seen: { head: { ...head, rootHash: other }, consistency: consistency(3, 3) } }],
      ['grown', { ...whole, seen: { head: { ...head, size: 2 }, consistency: consistency(2, 3) } }],
      ['counted', { ...whole, counted: { size: 0, rootHash: other, items: [], nextIndex: null } }],
    ]
    for (const [line, evidenceOf] of forged) {
      const check = checkReceipt(evidenceOf)
      expect([line, check[line as keyof typeof check]]).toEqual([line, false])
      expect(isFine(check)).toBe(false)
    }
  })

  const consistency = (first: number, second: number) => ({ first, second, consistencyPath: [] })

  // More than one answer holds, and own ballot the last of all of them.
  test.each([500, 1_600])('of a poll of %d ballots finds the one that was counted last', async (ballots) => {
    const id = await openPoll(t, { secrecy: 'secret' })
    const phone = await phoneOf('resident-0019')
    expect(await phone.ballots.vote(await phone.poll(id), null, ['yes'])).toBe(true)
    const kept = phone.ballots.cast
    if (!kept?.receipt) throw new Error('no receipt')
    await sealBefore(id, kept.receipt.opening.subject, ballots - 1)
    await closePoll(t, id)
    await phone.ballots.checkReceipt(await phone.poll(id), kept)
    expect(phone.ballots.check).toMatchObject({ counted: true })
    // A ballot that nobody counted is looked for as far, and not found.
    const other = { ...kept.receipt.opening, subject: Buffer.alloc(64, 255).toString('base64') }
    await phone.ballots.checkReceipt(await phone.poll(id), { ...kept, receipt: { ...kept.receipt, opening: other } })
    expect(phone.ballots.check).toMatchObject({ counted: false })
  })

  /** Boxes of nobody in the poll, each with a credential whose hash comes before this one's. */
  async function sealBefore(pollId: string, credential: string, count: number): Promise<void> {
    const poll = await findPoll(t.deps.store.read, pollId)
    if (poll === undefined) throw new Error('no poll')
    const keys = await getOpenKeys(t.deps, t.deps.store.read, poll)
    const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest()
    const last = hashOf(Buffer.from(credential, 'base64'))
    const rows: { tag: string; box: string }[] = []
    while (rows.length < count) {
      const drawn = randomBytes(64)
      if (Buffer.compare(hashOf(drawn), last) >= 0) continue
      const box = sealBallot(keys, pollId, { credential: drawn, signature: Buffer.alloc(256, 1), choices: [1] })
      rows.push({ tag: hashOf(drawn).toString('base64'), box })
    }
    await t.deps.store.write((tx) => insertSealed(tx, poll, rows))
  }

  test('a counted ballot is looked for among a crowd', () => {
    const credential = Buffer.alloc(64, 7).toString('base64')
    expect([0, 1, 64, 1_023].map((ballots) => countedPrefix(credential, ballots))).toEqual(['', '', '', ''])
    expect([1_024, 16_384, 10 ** 9].map((ballots) => countedPrefix(credential, ballots).length)).toEqual([1, 2, 4])
  })
})
