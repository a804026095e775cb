import { randomBytes } from 'node:crypto'
import { blind, drawFactor, finalize, prepare, readBlindKey } from '../../../src/proof/blind-rsa'
import { type Answer, type Client, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'

export const API = '/api/v1'

const HOUR_MS = 3_600_000

export const YES_NO = [
  { id: 'yes', text: '同意' },
  { id: 'no', text: '反对' },
]

export function pollBody(t: TestApp, changes: Record<string, unknown> = {}) {
  const now = t.clock.now().getTime()
  return {
    placeId: placesOf(t).grid1,
    question: '要不要把停车棚改成充电棚？',
    body: '费用由公共收益支出。',
    options: YES_NO,
    choices: { min: 1, max: 1 },
    secrecy: 'open',
    electorate: 'residents',
    rule: { kind: 'plurality' },
    opensAt: new Date(now).toISOString(),
    closesAt: new Date(now + 48 * HOUR_MS).toISOString(),
    ...changes,
  }
}

export const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })

/** Drafted by the secretary of community 1. */
export async function draftPoll(t: TestApp, changes: Record<string, unknown> = {}, persona = 'secretary-zhang') {
  const id = newId(t.clock.now())
  const client = await t.as(persona)
  expectStatus(await client.put(`${API}/polls/${id}`, pollBody(t, changes)), 201)
  return id
}

/** Announced, and open at once: the demo asks for no notice period. */
export async function openPoll(t: TestApp, changes: Record<string, unknown> = {}) {
  const id = await draftPoll(t, changes)
  const secretary = await t.as('secretary-zhang')
  expectStatus(await secretary.post(`${API}/polls/${id}/actions`, act('announce')), 200)
  return id
}

export async function closePoll(t: TestApp, id: string): Promise<void> {
  const secretary = await t.as('secretary-zhang')
  expectStatus(await secretary.post(`${API}/polls/${id}/actions`, act('close')), 200)
}

export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer
}

export function castOpen(client: Client, pollId: string, optionIds: string[], ballotId = newId()): Promise<Answer> {
  return client.put(`${API}/polls/${pollId}/ballots/${ballotId}`, { optionIds })
}

const TRIES = 20

/** As a phone does: what a busy machine has no time for (503) is asked again, with the same words. */
export async function untilAnswered(send: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; tries < TRIES; tries += 1) {
    const answer = await send()
    if (answer.status !== 503) return answer
  }
  return send()
}

/** What a phone keeps of a secret ballot. */
export interface Credential {
  credential: string
  signature: string
}

/** The phone's part: draws, blinds, has it signed, and opens what comes back. */
export async function takeCredential(client: Client, pollId: string, credentialKey: string): Promise<Credential> {
  const key = readBlindKey(Uint8Array.from(Buffer.from(credentialKey, 'base64')))
  if (key === null) throw new Error('no key')
  const prepared = prepare(randomBytes(32), randomBytes(32))
  const { blindedMessage, inverse } = blind(key, prepared, randomBytes(48), drawFactor(key, randomBytes))
  const answer = await client.post(`${API}/polls/${pollId}/credentials`, {
    id: newId(),
    blindedMessage: Buffer.from(blindedMessage).toString('base64'),
  })
  expectStatus(answer, 200)
  const signature = finalize(key, prepared, Uint8Array.from(Buffer.from(answer.body.blindSignature, 'base64')), inverse)
  if (signature === null) throw new Error('no signature')
  return {
    credential: Buffer.from(prepared).toString('base64'),
    signature: Buffer.from(signature).toString('base64'),
  }
}

/** Without a token. */
export function castSecret(t: TestApp, pollId: string, credential: Credential, optionIds: string[]): Promise<Answer> {
  return t.stranger.put(`${API}/polls/${pollId}/ballots/${newId()}`, { ...credential, optionIds })
}

export const residentCode = (number: number) => `resident-${String(number).padStart(4, '0')}`
