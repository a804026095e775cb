import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type PollExport, verifyExport } from '../../server/features/counting'
import { newId } from '../../server/kernel/ids'
import { type Blinded, blind, drawFactor, finalize, prepare, readBlindKey } from '../../src/proof/blind-rsa'
import { type ServerProcess, startServerProcess } from '../support/server-process'

const VOTERS = 80
const CLIENTS = 16
const HOUR_MS = 3_600_000

const dataDir = mkdtempSync(join(tmpdir(), 'linli-voting-kill-'))
let server: ServerProcess | undefined
afterEach(async () => {
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

interface Voter {
  token: string
  prepared: Uint8Array
  blinded: Blinded
  request: { id: string; blindedMessage: string }
  ballotId: string
  choice: string
  blindSignature?: string
  receipt?: unknown
}

async function ask(method: string, path: string, body?: unknown, token?: string) {
  const answer = await fetch(`${server?.address}/api/v1${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}

/** Goes on with as many at once until all are done, or until the server is gone. */
async function untilDone(voters: readonly Voter[], work: (voter: Voter) => Promise<void>): Promise<void> {
  const left = [...voters]
  const worker = async () => {
    for (let voter = left.shift(); voter !== undefined; voter = left.shift()) {
      try {
        await work(voter)
      } catch (error) {
        if (error instanceof Error && error.message.startsWith('unexpected')) throw error
        return
      }
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, worker))
}

test('kill -9 while credentials are signed, and again while ballots are written: none lost, none twice', async () => {
  server = await startServerProcess({ dataDir })
  const secretary = await server.signIn('secretary-zhang')
  const { grids } = (await ask('GET', '/demo')).body.communities[0]
  const pollId = newId()
  const now = Date.now()
  const poll = {
    placeId: grids[0].id,
    question: '要不要装充电棚？',
    options: [
      { id: 'yes', text: '同意' },
      { id: 'no', text: '反对' },
    ],
    choices: { min: 1, max: 1 },
    secrecy: 'secret',
    electorate: 'residents',
    rule: { kind: 'majority' },
    opensAt: new Date(now).toISOString(),
    closesAt: new Date(now + HOUR_MS).toISOString(),
  }
  expect((await ask('PUT', `/polls/${pollId}`, poll, secretary)).status).toBe(201)
  const announced = await ask('POST', `/polls/${pollId}/actions`, { id: newId(), action: 'announce' }, secretary)
  const key = readBlindKey(Uint8Array.from(Buffer.from(announced.body.credentialKey, 'base64')))
  if (key === null) throw new Error('no key')
  const voters: Voter[] = []
  for (let number = 1; number <= VOTERS; number += 1) {
    const token = await server.signIn(`resident-${String(number).padStart(4, '0')}`)
    const prepared = prepare(randomBytes(32), randomBytes(32))
    const blinded = blind(key, prepared, randomBytes(48), drawFactor(key, randomBytes))
    const blindedMessage = Buffer.from(blinded.blindedMessage).toString('base64')
    const request = { id: newId(), blindedMessage }
    voters.push({ token, prepared, blinded, request, ballotId: newId(), choice: number % 4 === 0 ? 'no' : 'yes' })
  }

  let signed = 0
  const sign = async (voter: Voter) => {
    const { status, body } = await ask('POST', `/polls/${pollId}/credentials`, voter.request, voter.token)
    if (status !== 200) throw new Error(`unexpected ${status} ${JSON.stringify(body)}`)
    if (voter.blindSignature !== undefined) expect(body.blindSignature).toBe(voter.blindSignature)
    voter.blindSignature = body.blindSignature
    signed += 1
    if (signed === VOTERS / 2) server?.process.kill('SIGKILL')
  }
  await untilDone(voters, sign)
  await server.kill()
  server = await startServerProcess({ dataDir })
  signed = VOTERS
  await untilDone(voters, sign)

  let cast = 0
  const vote = async (voter: Voter) => {
    const answered = Uint8Array.from(Buffer.from(voter.blindSignature ?? '', 'base64'))
    const signature = finalize(key, voter.prepared, answered, voter.blinded.inverse)
    const ballot = {
      credential: Buffer.from(voter.prepared).toString('base64'),
      signature: Buffer.from(signature ?? []).toString('base64'),
      optionIds: [voter.choice],
    }
    const { status, body } = await ask('PUT', `/polls/${pollId}/ballots/${voter.ballotId}`, ballot)
    if (status !== 200 && status !== 201) throw new Error(`unexpected ${status} ${JSON.stringify(body)}`)
    // What was acknowledged before the power went is there after it.
    if (voter.receipt !== undefined) expect({ status, body }).toEqual({ status: 200, body: voter.receipt })
    voter.receipt = body
    cast += 1
    if (cast === VOTERS / 2) server?.process.kill('SIGKILL')
  }
  await untilDone(voters, vote)
  const acknowledged = voters.filter(({ receipt }) => receipt !== undefined).length
  expect(acknowledged).toBeGreaterThanOrEqual(VOTERS / 2)
  expect(acknowledged).toBeLessThan(VOTERS)
  await server.kill()
  server = await startServerProcess({ dataDir })
  cast = VOTERS
  await untilDone(voters, vote)

  expect((await ask('POST', `/polls/${pollId}/actions`, { id: newId(), action: 'close' }, secretary)).status).toBe(200)
  const { body } = await ask('GET', `/polls/${pollId}/result`, undefined, secretary)
  expect(body.turnout.count).toBe(VOTERS)
  expect(body.options.map(({ votes }: { votes: number }) => votes)).toEqual([VOTERS * 0.75, VOTERS * 0.25])
  const exported = (await ask('GET', `/polls/${pollId}/export`)).body as PollExport
  expect(verifyExport(exported).ballots).toMatchObject({ secret: VOTERS, credentials: VOTERS })
})
