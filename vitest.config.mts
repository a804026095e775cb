import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A machine that others share may stand still for a while; what never ends fails all the same. */
const SHARED_MS_MAX = 240_000

/** On CI a test that failed is tried once more; tests/run.mjs names each that needed it, so that it is mended and not got used to. */
const retry = process.env.CI === 'true' ? 1 : 0

/** Server tests run as they are on both databases: a real SQLite file, a real PostgreSQL (LINLI_TEST_POSTGRES). */
const server = (dialect: 'sqlite' | 'postgres') => ({
  test: {
    name: `server-${dialect}`,
    include: ['tests/server/**/*.test.ts', 'tests/journeys/http/**/*.test.ts'],
    // What only one of the two can show lies in a folder of its name.
    exclude: [`tests/server/**/${dialect === 'sqlite' ? 'postgres' : 'sqlite'}/**`],
    env: { LINLI_TEST_DIALECT: dialect, LINLI_LOG_LEVEL: 'silent' },
    globalSetup: ['tests/support/global-setup.ts'],
    // No module of the server knows a database, so the files of a worker share them: reading them anew took a fifth of the time.
    isolate: false,
    retry,
    testTimeout: SHARED_MS_MAX,
    hookTimeout: SHARED_MS_MAX,
  },
})

/** Client tests run once for each end, with Taro's own rule for file names: index.<end>.tsx before index.tsx. */
const client = (end: 'weapp' | 'alipay' | 'h5') => ({
  resolve: {
    extensions: [`.${end}.tsx`, `.${end}.ts`, '.tsx', '.ts', '.mjs', '.js', '.json'],
    alias: [
      { find: /^@\//, replacement: `${fromRoot('src')}/` },
      { find: /^@tarojs\/components$/, replacement: fromRoot('tests/support/taro/components.tsx') },
      { find: /^@tarojs\/taro$/, replacement: fromRoot('tests/support/taro/taro.ts') },
    ],
  },
  oxc: { jsx: { runtime: 'automatic' as const } },
  test: {
    name: `src-${end}`,
    include: ['tests/src/**/*.test.{ts,tsx}'],
    // On WeChat the fields and buttons are native components, which do nothing in jsdom: there the journeys press them.
    exclude: end === 'weapp' ? ['tests/src/**/not-native/**'] : [],
    env: { TARO_ENV: end },
    setupFiles: ['tests/support/taro/every-text.ts'],
    environment: 'jsdom',
    retry,
    testTimeout: SHARED_MS_MAX,
    hookTimeout: SHARED_MS_MAX,
    css: false,
  },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      server('sqlite'),
      server('postgres'),
      client('h5'),
      client('weapp'),
      client('alipay'),
      {
        test: {
          name: 'house',
          include: ['tests/architecture/**/*.test.ts', 'tests/conformance/**/*.test.ts'],
          retry,
          testTimeout: SHARED_MS_MAX,
        },
      },
      {
        // npm run screens: no test, but the same hands.
        test: {
          name: 'screens',
          include: ['tests/screens/*.screens.ts'],
          testTimeout: 2 * SHARED_MS_MAX,
          hookTimeout: 2 * SHARED_MS_MAX,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          retry,
          testTimeout: 2 * SHARED_MS_MAX,
          hookTimeout: 2 * SHARED_MS_MAX,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/*.test.ts', 'tests/journeys/{h5,weapp,alipay}/**/*.test.ts'],
          retry,
          // A story whose clock is turned by hand runs on a server in its own process.
          env: { LINLI_TEST_DIALECT: 'sqlite' },
          globalSetup: ['tests/support/global-setup.ts', 'tests/journeys/fill-demos.ts'],
          testTimeout: 2 * SHARED_MS_MAX,
          hookTimeout: 2 * SHARED_MS_MAX,
        },
      },
    ],
  },
})
