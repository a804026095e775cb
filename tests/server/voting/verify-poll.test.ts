import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyPoll } from '../../../server/cli/verify-poll'
import { PollFault, readExport, signDueHeads, verifyExport } from '../../../server/features/counting'
import type { PollExport } from '../../../server/features/counting/export-poll'
import { fromBase64 } from '../../../src/proof/bytes'
import { verifyConsistency, verifyInclusion } from '../../../src/proof/merkle'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { API, castOpen, castSecret, closePoll, expectStatus, openPoll, residentCode, takeCredential } from './polling'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const folder = mkdtempSync(join(tmpdir(), 'linli-verify-'))
const exports: Record<'owners' | 'secret', Json> = { owners: null, secret: null }
let t: TestApp
let ownersPoll: string
beforeAll(async () => {
  t = await buildTestApp()
  exports.owners = await holdOwnersPoll()
  exports.secret = await holdSecretPoll()
})
afterAll(async () => {
  await t.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Three ballots with a name and one on paper, with heads in between. */
async function holdOwnersPoll(): Promise<Json> {
  ownersPoll = await openPoll(t, { electorate: 'owners', rule: { kind: 'civil_code_278_ordinary' } })
  for (const number of [1, 3, 5]) {
    expectStatus(await castOpen(await t.as(residentCode(number)), ownersPoll, [number === 5 ? 'no' : 'yes']), 201)
    t.clock.advance({ minutes: 10 })
    await signDueHeads(t.deps)
  }
  await enterPaper(ownersPoll, 'A-000001')
  await closePoll(t, ownersPoll)
  return (await t.stranger.get(`${API}/polls/${ownersPoll}/export`)).body
}

async function enterPaper(pollId: string, serial: string): Promise<void> {
  const [secretary, officer] = [await t.as('secretary-zhang'), await t.as('grid-officer-wang')]
  const { items } = (await officer.get(`${API}/polls/${pollId}/roll/entries?limit=50`)).body
  const entry = items.find(({ voted }: { voted: string | null }) => voted === null)
  const body = { serial, rollEntryId: entry.id, optionIds: ['yes'] }
  const ballotId = newId()
  expectStatus(await officer.put(`${API}/polls/${pollId}/paper-ballots/${ballotId}`, body), 201)
  expectStatus(await secretary.put(`${API}/polls/${pollId}/paper-ballots/${ballotId}`, body), 200)
}

async function holdSecretPoll(): Promise<Json> {
  const id = await openPoll(t, { secrecy: 'secret', rule: { kind: 'custom', quorum: '1/1000', threshold: '1/2' } })
  const { credentialKey } = (await (await t.as('resident-0001')).get(`${API}/polls/${id}`)).body
  for (const number of [11, 13, 15]) {
    const credential = await takeCredential(await t.as(residentCode(number)), id, credentialKey)
    expectStatus(await castSecret(t, id, credential, [number === 15 ? 'no' : 'yes']), 201)
  }
  await enterPaper(id, 'B-000001')
  await closePoll(t, id)
  return (await t.stranger.get(`${API}/polls/${id}/export`)).body
}

/** Every place in a document, with how to put something else there. */
function* placesOf(
  node: Json,
  path = '',
): Generator<{ path: string; parent: Json[] | Record<string, Json>; key: string | number }> {
  if (node === null || typeof node !== 'object') return
  const keys: (string | number)[] = Array.isArray(node) ? sample(node.length) : Object.keys(node)
  for (const key of keys) {
    yield { path: `${path}.${key}`, parent: node, key }
    yield* placesOf((node as Record<string | number, Json>)[key] ?? null, `${path}.${key}`)
  }
}

/** Of a long list the first, one in the middle and the last: the rest are alike. */
const sample = (length: number): number[] =>
  length <= 6 ? Array.from({ length }, (_, at) => at) : [0, Math.floor(length / 2), length - 1]

/** Another value of the same kind, close by. */
function changed(value: Json): Json {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (value === null) return 'x'
  if (typeof value === 'string') {
    const last = value.at(-3) ?? 'a'
    return value.length < 4 ? `${value}x` : `${value.slice(0, -3)}${last === 'A' ? 'B' : 'A'}${value.slice(-2)}`
  }
  return Array.isArray(value) ? [...value].reverse() : { ...value, x: 1 }
}

/** Another value of the same kind, far off: the first character, or the largest number there is. */
function farOff(value: Json): Json {
  if (typeof value === 'number') return Number.MAX_SAFE_INTEGER
  if (typeof value !== 'string') return changed(value)
  return `${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`
}

const faultsOf = (document: Json): readonly string[] => {
  try {
    verifyExport(readExport(JSON.stringify(document)))
    return []
  } catch (error) {
    if (error instanceof PollFault) return error.faults
    throw error
  }
}

describe.each(['owners', 'secret'] as const)('the export of a poll (%s)', (name) => {
  test('counts again to the published result', () => {
    const report = verifyExport(readExport(JSON.stringify(exports[name])))
    expect(report).toMatchObject(
      name === 'owners'
        ? {
            ballots: { open: 3, secret: 0, paper: 1 },
            log: { size: 4, heads: 4, consistencyProofs: 3, inclusionProofs: 4 },
          }
        : { ballots: { open: 0, secret: 3, paper: 1, credentials: 3 }, log: { size: 4 } },
    )
  })

  test('with any one value changed, left out, doubled or moved it is refused, and says what is wrong', () => {
    const original = JSON.stringify(exports[name])
    expect(faultsOf(JSON.parse(original))).toEqual([])
    const unnoticed: string[] = []
    let changes = 0
    const places = [...placesOf(JSON.parse(original))].map(({ path }) => path)
    for (const path of places) {
      const at = (document: Json) => {
        const keys = path.split('.').slice(1)
        const last = keys.pop() ?? ''
        // biome-ignore lint/suspicious/noExplicitAny: any place of any document
        const parent = keys.reduce((node: any, key) => node[key], document)
        return { parent, last }
      }
      const alter: [string, (parent: Record<string, Json> | Json[], key: string) => void][] = [
        [
          'changed',
          (parent, key) => Object.assign(parent, { [key]: changed((parent as Record<string, Json>)[key] ?? null) }),
        ],
        [
          'far off',
          (parent, key) => Object.assign(parent, { [key]: farOff((parent as Record<string, Json>)[key] ?? null) }),
        ],
        [
          'left out',
          (parent, key) => void (Array.isArray(parent) ? parent.splice(Number(key), 1) : delete parent[key]),
        ],
        [
          'doubled',
          (parent, key) => void (Array.isArray(parent) && parent.splice(Number(key), 0, parent[Number(key)] ?? null)),
        ],
      ]
      for (const [how, work] of alter) {
        const document = JSON.parse(original)
        const { parent, last } = at(document)
        work(parent, last)
        if (JSON.stringify(document) === original) continue
        changes += 1
        if (faultsOf(document).length === 0) unnoticed.push(`${path} ${how}`)
      }
    }
    expect(unnoticed).toEqual([])
    expect(changes).toBeGreaterThan(150)
  })

  test.each<[what: string, path: string[], fault: RegExp]>([
    ['a vote in the result', ['closing', 'options', '0', 'votes'], /closingSignature|closing\.options/],
    ['the question', ['definition', 'question'], /^definition: /m],
    ['the size of the roll', ['closing', 'rollSize'], /roll\.entries: \d+ entries/],
    ['a leaf', ['leaves', '0'], /^leaves: /m],
    ['the signature of a head', ['heads', '0', 'signature'], /heads\[0\]\.signature/],
  ])('names %s', (_, path, fault) => {
    const document = JSON.parse(JSON.stringify(exports[name]))
    const last = path.at(-1) ?? ''
    // biome-ignore lint/suspicious/noExplicitAny: any place of any document
    const parent = path.slice(0, -1).reduce((node: any, key) => node[key], document)
    parent[last] = changed(parent[last])
    expect(faultsOf(document).join('\n')).toMatch(fault)
  })
})

test('more credentials than there are on the roll are named, and what cannot be counted at all too', () => {
  const alter = (work: (document: typeof whole) => void) => {
    const document = structuredClone(whole)
    work(document)
    return faultsOf(document as never)
  }
  const whole = exports.secret as unknown as PollExport
  const { rollSize } = whole.closing
  const named = (credentials: number) =>
    alter(({ closing }) => void Object.assign(closing, { credentials })).filter((fault) => /^closing\.cred/.test(fault))
  expect(named(rollSize - 1)).toEqual([])
  expect(named(rollSize)).toHaveLength(1)
  const noKey = alter(({ definition }) => void Object.assign(definition, { credentialKey: 'AAAA' }))
  expect(noKey).toEqual([expect.stringMatching(/^definition: /), expect.stringMatching(/^document: /)])
  const tooMuch = alter(({ roll }) =>
    roll.entries.forEach((entry) => void Object.assign(entry, { area: Number.MAX_SAFE_INTEGER })),
  )
  expect(tooMuch.at(-1)).toMatch(/^document: areas add up/)
})

describe('linli verify-poll', () => {
  test('a file, and what is no poll', async () => {
    const file = join(folder, 'poll.json')
    writeFileSync(file, JSON.stringify(exports.owners))
    expect(await verifyPoll(file)).toMatchObject({ pollId: ownersPoll, ballots: { open: 3, paper: 1 } })
    writeFileSync(file, JSON.stringify(exports.owners).replace('"votes":3', '"votes":4'))
    await expect(verifyPoll(file)).rejects.toThrow(/closing\.options/)
    writeFileSync(file, '{')
    await expect(verifyPoll(file)).rejects.toThrow(/no JSON/)
    await expect(verifyPoll(join(folder, 'missing.json'))).rejects.toThrow(/is not there/)
  })

  test('an address: of the poll in any of its forms; a poll that is open has nothing to count yet', async () => {
    const address = await t.app.listen({ port: 0, host: '127.0.0.1' })
    const report = await verifyPoll(`${address}/api/v1/polls/${ownersPoll}`)
    expect(report).toMatchObject({ pollId: ownersPoll, passed: false })
    expect(await verifyPoll(`${address}/#/pages/voting/poll?id=${ownersPoll}`)).toEqual(report)
    const open = await openPoll(t)
    await expect(verifyPoll(`${address}/api/v1/polls/${open}`)).rejects.toThrow(/has not closed/)
    await expect(verifyPoll(`${address}/nothing`)).rejects.toThrow(/no poll's id/)
  })
})

describe('the log, while a poll is open and after', () => {
  test('heads every ten minutes, each beginning with the one before; any leaf is proved in any later head', async () => {
    const id = await openPoll(t)
    const heads = []
    for (let round = 0; round < 5; round += 1) {
      for (let one = 0; one <= round; one += 1)
        expectStatus(await castOpen(await t.as(residentCode(200 + round * 10 + one)), id, ['yes']), 201)
      await signDueHeads(t.deps)
      // A second look within ten minutes signs nothing more.
      t.clock.advance({ minutes: 9 })
      await signDueHeads(t.deps)
      t.clock.advance({ minutes: 1 })
      heads.push((await t.stranger.get(`${API}/polls/${id}/log/head`)).body)
    }
    const stored = (await t.stranger.get(`${API}/polls/${id}/log/heads?limit=50`)).body.items
    expect(stored.map(({ size }: { size: number }) => size)).toEqual([1, 3, 6, 10, 15])
    for (const [index, head] of heads.entries()) {
      const first = heads[index - 1]
      if (first === undefined) continue
      const query = `first=${first.size}&second=${head.size}`
      const { consistencyPath } = (await t.stranger.get(`${API}/polls/${id}/log/consistency?${query}`)).body
      const proof = {
        first: first.size,
        second: head.size,
        firstRoot: bytesOf(first.rootHash),
        secondRoot: bytesOf(head.rootHash),
        consistencyPath: consistencyPath.map(bytesOf),
      }
      expect(verifyConsistency(proof)).toBe(true)
      expect(verifyConsistency({ ...proof, firstRoot: proof.secondRoot })).toBe(false)
    }
    const { items } = (await t.stranger.get(`${API}/polls/${id}/log/entries?start=3&end=6`)).body
    expect(items.map(({ leafIndex }: { leafIndex: number }) => leafIndex)).toEqual([3, 4, 5, 6])
    for (const { leafHash } of items) {
      const proof = (await t.stranger.get(`${API}/polls/${id}/log/proof?leafHash=${encodeURIComponent(leafHash)}`)).body
      const { leafIndex, treeSize, rootHash } = proof
      const inclusionPath = proof.inclusionPath.map(bytesOf)
      const checked = { leafIndex, treeSize, leafHash: bytesOf(leafHash), rootHash: bytesOf(rootHash), inclusionPath }
      expect(verifyInclusion(checked)).toBe(true)
      expect(verifyInclusion({ ...checked, leafIndex: leafIndex + 1 })).toBe(false)
    }
  })

  test('a head that is due while the poll closes does not come after the closing, and no poll keeps another waiting', async () => {
    await signDueHeads(t.deps)
    const [closing, other] = [await openPoll(t), await openPoll(t)]
    expectStatus(await castOpen(await t.as('resident-0021'), closing, ['yes']), 201)
    let writes = 0
    const write: typeof t.deps.store.write = async (job) => {
      writes += 1
      if (writes > 1) return t.deps.store.write(job)
      t.clock.advance({ seconds: 1 })
      await closePoll(t, closing)
      expectStatus(await t.stranger.get(`${API}/polls/${closing}/export`), 200)
      await t.deps.store.write(job)
      throw new Error('this poll fails')
    }
    await signDueHeads({ ...t.deps, store: Object.assign(Object.create(t.deps.store), { write }) })
    const exported = (await t.stranger.get(`${API}/polls/${closing}/export`)).body
    expect(faultsOf(exported)).toEqual([])
    expect(exported.heads).toHaveLength(1)
    expect((await t.stranger.get(`${API}/polls/${other}/log/heads?limit=50`)).body.items).toHaveLength(1)
  })

  test.each([
    ['log/proof?leafHash=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', 404],
    ['log/consistency?first=5&second=2', 400],
    ['log/consistency?first=1&second=1000', 400],
    ['log/consistency?first=0&second=0', 200],
    ['log/entries?start=1000&end=2000', 200],
    ['log/entries?start=a&end=2', 400],
    ['counted-ballots?prefix=xyz', 400],
  ])('%s → %d', async (path, status) => {
    const id = await openPoll(t)
    expect((await t.stranger.get(`${API}/polls/${id}/${path}`)).status).toBe(status)
  })
})

const bytesOf = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array()
