import type { FastifyInstance, InjectOptions } from 'fastify'
import { buildApp } from '../../server/app'
import { readConfig } from '../../server/config'
import type { Deps } from '../../server/deps'
import { newId } from '../../server/kernel/ids'
import { makePlatforms } from '../../server/platforms/make-platforms'
import { deriveSecrets } from '../../server/secrets'
import { openStore } from '../../server/storage/open-store'
import type { Demo } from '../../src/contract'
import { FakeClock } from './fake-clock'
import { makeTestDatabase, type TestDatabase } from './test-database'

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the contract says is there.
export interface Answer<T = any> {
  status: number
  body: T
  headers: Record<string, unknown>
}

/** A signed-in person, or a stranger, speaking HTTP. */
export interface Client {
  personId: string
  token: string
  get(url: string, headers?: Record<string, string>): Promise<Answer>
  put(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(url: string, body?: unknown): Promise<Answer>
  del(url: string): Promise<Answer>
}

export interface TestApp {
  app: FastifyInstance
  deps: Deps
  clock: FakeClock
  demo: Demo
  as(persona: string): Promise<Client>
  stranger: Client
  database: TestDatabase
  close(): Promise<void>
  /** Ends the server and leaves its database, for others to start from a copy of it. */
  stop(): Promise<void>
}

export interface TestAppOptions {
  env?: Record<string, string>
  deps?: Partial<Deps>
  logStream?: NodeJS.WritableStream
  /** Serves the H5 end too, if it was built: each of its files is a route, which takes longer than all else. */
  withWeb?: boolean
  /** Starts from a copy of what another server has left, not from the demo city. */
  copyOf?: TestDatabase
}

/** The real server on a real database with the demo city in it; only the clock is ours. Rates are not limited unless the test asks. */
export async function buildTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await makeTestDatabase(options.copyOf ?? 'demo')
  const config = readConfig({
    LINLI_DATA_DIR: database.folder,
    DATABASE_URL: database.url,
    LINLI_DEMO: '1',
    LINLI_RATE_LIMIT: 'off',
    LINLI_LOG_LEVEL: process.env.LINLI_LOG_LEVEL ?? 'silent',
    LINLI_SECRET: 'a secret that is only for tests, and long enough',
    ...options.env,
  })
  const clock = new FakeClock()
  const store = await openStore(database.url)
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined } as unknown as Deps['log']
  const deps: Deps = {
    config,
    clock,
    store,
    secrets: deriveSecrets(config.secret),
    log,
    ...makePlatforms(config, clock, log),
    ...options.deps,
  }
  const app = await buildApp(deps, {
    ...(options.logStream ? { logStream: options.logStream } : {}),
    ...(options.withWeb ? {} : { webFolder: database.folder }),
  })
  await app.ready()
  const stranger = clientOf(app, '', '')
  const stop = async () => {
    await app.close()
    await store.close()
  }
  const signedIn = new Map<string, Client>()
  return {
    app,
    deps,
    clock,
    demo: (await stranger.get('/api/v1/demo')).body,
    stranger,
    database,
    stop,
    as: async (persona) => {
      const known = signedIn.get(persona)
      if (known) return known
      const { status, body } = await stranger.post('/api/v1/sessions', { provider: 'demo', code: persona })
      if (status !== 201) throw new Error(`no persona ${persona}: ${JSON.stringify(body)}`)
      const client = clientOf(app, body.token, body.person.id)
      signedIn.set(persona, client)
      return client
    },
    close: async () => {
      await stop()
      await database.drop()
    },
  }
}

export function clientOf(app: FastifyInstance, token: string, personId: string): Client {
  const send = async (
    method: InjectOptions['method'],
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const answer = await app.inject({
      method: method ?? 'GET',
      url,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const isJson = String(answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      body: isJson && answer.body ? JSON.parse(answer.body) : answer.rawPayload,
      headers: answer.headers,
    }
  }
  return {
    personId,
    token,
    get: (url, headers) => send('GET', url, undefined, headers),
    put: (url, body, headers) => send('PUT', url, body, headers),
    post: (url, body, headers) => send('POST', url, body, headers),
    patch: (url, body) => send('PATCH', url, body),
    del: (url) => send('DELETE', url),
  }
}

export { newId }
