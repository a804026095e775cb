import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readConfig } from '../../../server/config'
import type { Deps } from '../../../server/deps'
import { makePlatforms } from '../../../server/platforms/make-platforms'
import type { ContentChecker } from '../../../server/platforms/ports'
import { loggerOptions } from '../../../server/plumbing/logger'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { FakeClock } from '../../support/fake-clock'
import { gridOf } from '../feed/speak'

const PHONE = '13987654321'
const TEXT = '秘密的话 secret words'
const NAME = '王小明 Xiaoming'
const ADDRESS = '203.0.113.77'
const BREAKING = 'breaks the checker'

/** A dependency as they are: it quotes what it could not take. */
const quotingChecker: ContentChecker = {
  name: 'quoting',
  isLocal: true,
  checkText: async ({ text }) => {
    if (!text.includes(BREAKING)) return { verdict: 'pass', label: null }
    throw new Error(`cannot read "${text}" of ${PHONE} (Bearer abcdefghijklmnop): {"text": "${text}`)
  },
  checkImage: async () => ({ verdict: 'pass', label: null }),
}

let lines: string[] = []
const stream = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk))
    done()
  },
})
vi.stubEnv('LINLI_LOG_LEVEL', 'trace')
const log = pino(loggerOptions('trace') as pino.LoggerOptions, stream) as Deps['log']
const folder = mkdtempSync(join(tmpdir(), 'linli-logs-'))
let t: TestApp

beforeAll(async () => {
  const config = readConfig({ LINLI_DATA_DIR: folder, LINLI_SECRET: 'x'.repeat(32) })
  const platforms = makePlatforms(config, new FakeClock(), log)
  t = await buildTestApp({ logStream: stream, deps: { log, ...platforms, contentChecker: quotingChecker } })
})
beforeEach(() => {
  lines = []
})
afterAll(async () => {
  await t.close()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const written = () => lines.join('')

function expectNothingPersonal(...secrets: string[]): void {
  for (const secret of [
    PHONE,
    TEXT,
    NAME,
    ADDRESS,
    '127.0.0.1',
    'secret words',
    '秘密',
    '王小明',
    'Bearer',
    '?',
    ...secrets,
  ]) {
    expect(written(), secret).not.toContain(secret)
  }
}

async function inject(method: 'GET' | 'PUT' | 'POST' | 'PATCH', url: string, token: string, payload?: object) {
  return t.app.inject({
    method,
    url: `/api/v1${url}`,
    remoteAddress: ADDRESS,
    headers: token ? { authorization: `Bearer ${token}` } : {},
    ...(payload ? { payload } : {}),
  })
}

async function signInByPhone(): Promise<string> {
  await inject('POST', '/sessions/phone-codes', '', { phone: PHONE })
  const code = /sign-in code for development: (\d{6})/.exec(written())?.[1]
  const answer = await inject('POST', '/sessions', '', { provider: 'phone', code: `${PHONE}:${code}` })
  expect(answer.statusCode).toBe(201)
  return answer.json().token
}

const postBody = (text: string) => ({ placeId: gridOf(t), kind: 'talk', text, imageIds: [] })

describe('the log at its most talkative', () => {
  test('a day in the life: nothing of a phone, a token, a text, a name, a query or an address', async () => {
    const token = await signInByPhone()
    expect((await inject('PATCH', '/me', token, { displayName: NAME })).statusCode).toBe(200)
    const { token: resident } = await t.as('resident-li')
    const { token: reporter } = await t.as('resident-zhou')
    const postId = newId()
    expect((await inject('PUT', `/posts/${postId}`, resident, postBody(TEXT))).statusCode).toBe(201)
    expect((await inject('PUT', `/posts/${postId}/comments/${newId()}`, reporter, { text: TEXT })).statusCode).toBe(201)
    const report = { subject: { kind: 'post', id: postId }, reason: TEXT }
    expect((await inject('PUT', `/reports/${newId()}`, reporter, report)).statusCode).toBe(201)
    expect((await inject('GET', `/places/${gridOf(t)}/feed?limit=5&kind=talk`, resident)).statusCode).toBe(200)
    expect((await inject('GET', '/me/export', token)).statusCode).toBe(200)
    // Refusals: a bad token, what does not validate, no such thing, not for them.
    expect((await inject('GET', '/me?x=1', 'a'.repeat(43))).statusCode).toBe(401)
    expect((await inject('PUT', `/posts/${newId()}`, resident, { ...postBody(TEXT), [TEXT]: TEXT })).statusCode).toBe(
      400,
    )
    expect((await inject('GET', `/posts/${TEXT}`, resident)).statusCode).toBe(404)
    expect(
      (await inject('GET', `/nothing/${encodeURIComponent(TEXT)}?q=${encodeURIComponent(TEXT)}`, resident)).statusCode,
    ).toBe(404)
    expect((await inject('POST', '/sessions', '', { provider: 'phone', code: `${PHONE}:000000` })).statusCode).toBe(401)
    expectNothingPersonal(token, resident, reporter, 'a'.repeat(43), encodeURIComponent('秘密'))
  })

  test('an error of ours: the caller is told nothing of it, the log where it was, and neither what it was about', async () => {
    const { token } = await t.as('resident-li')
    const answer = await inject('PUT', `/posts/${newId()}`, token, postBody(`${TEXT} ${BREAKING}`))
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toEqual({
      type: 'urn:linli:problem:internal',
      title: 'internal',
      status: 500,
      code: 'internal',
      detail: '系统出了点问题，内容没有丢，请稍后再试。',
    })
    const line = lines.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'request failed')
    expect(line).toMatchObject({ level: 50, code: 'internal', reqId: expect.any(String), err: { type: 'Error' } })
    expect(line.err.message).toBe('cannot read <text> of <secret> (<secret>): {<text>: <text>')
    expect(line.err.stack).toMatch(/^\s+at .*checkText/)
    expectNothingPersonal(token, BREAKING)
  })

  test('a database that refuses: its words are not passed on', async () => {
    const broken = await buildTestApp({ logStream: stream, deps: { log, contentChecker: quotingChecker } })
    try {
      const client = await broken.as('resident-li')
      const { write } = broken.deps.store
      // A row that breaks a rule of the table, as a fault of ours would make it.
      broken.deps.store.write = (job) =>
        write(async (tx) => {
          await tx.sql.run(`UPDATE "Person" SET "language" = ? WHERE "id" = ?`, [TEXT, client.personId])
          return job(tx)
        })
      const answer = await client.patch('/api/v1/me', { displayName: NAME })
      expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } })
      expect(JSON.stringify(answer.body)).not.toMatch(/sql|constraint|check|Person|at /i)
      expect(written()).toContain('request failed')
      expectNothingPersonal(client.token)
    } finally {
      await broken.close()
    }
  })

  test('what is not HTTP at all is not written down either', async () => {
    const address = await t.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = new URL(address)
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(`GET /me?phone=${PHONE} HTTX/9\r\nauthorization: Bearer ${'b'.repeat(43)}\r\n\r\n`),
      )
      socket.on('data', () => undefined)
      socket.on('error', reject)
      socket.on('close', () => resolve())
    })
    const withoutAddressOfServer = written()
      .replaceAll(address, '')
      .replaceAll(/Server listening at \S*/g, '')
    for (const secret of [PHONE, 'b'.repeat(43), 'HTTX']) expect(withoutAddressOfServer).not.toContain(secret)
  })
})

describe('what is left of a message', () => {
  const messageOf = (error: unknown): string => {
    log.error({ err: error }, 'something failed')
    return JSON.parse(lines.at(-1) ?? '{}').err.message
  }

  test.each([
    [
      'a property that is not there keeps its name',
      new TypeError("Cannot read properties of undefined (reading 'gridId')"),
      "(reading 'gridId')",
    ],
    ['JSON that cannot be read', caught(() => JSON.parse(`{"text": ${TEXT}`)), 'JSON'],
    [
      'a unique key of PostgreSQL',
      new Error(`duplicate key value violates unique constraint "x" Key ("subject")=(${PHONE}) already exists.`),
      'duplicate key value',
    ],
    [
      'a value of PostgreSQL',
      new Error(`invalid input syntax for type uuid: "${TEXT}"`),
      'invalid input syntax for type uuid',
    ],
    [
      'what Prisma was asked for',
      new Error(
        `Invalid \`prisma.person.create()\` invocation:\n{\n  data: {\n    displayName: "${NAME}"\n  }\n}\nNull constraint violation`,
      ),
      'prisma.person.create()',
    ],
    ['an address', new Error(`connect ECONNREFUSED ${ADDRESS}:5432`), 'ECONNREFUSED'],
    ['a token', new Error(`no session ${'c'.repeat(43)}`), 'no session'],
  ])('%s', (_, error, kept) => {
    const message = messageOf(error)
    expect(message).toContain(kept)
    expectNothingPersonal('c'.repeat(43))
    expect(message.length).toBeLessThanOrEqual(300)
  })

  test.each([
    ['a text', TEXT],
    ['nothing', undefined],
    ['an object', { text: TEXT }],
  ])('%s that was thrown', (_, thrown) => {
    log.error({ err: thrown }, 'something failed')
    expectNothingPersonal()
  })
})

function caught(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
