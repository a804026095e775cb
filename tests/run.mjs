// npm test: every test that this machine can run, and a line that counts them. What it cannot run it names, with what is missing; a machine
// of CI misses nothing (.ci/run installs it first).
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../server/cli/prepare.mjs'
import { findPostgres, startPostgres } from './support/postgres.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const chromium = process.env.LINLI_CHROMIUM ?? '/usr/bin/chromium'
const isCi = process.env.CI === 'true'

prepare()

const projects = ['house', 'src-h5', 'src-weapp', 'src-alipay', 'server-sqlite', 'faults']
const missing = []

const postgresBin = findPostgres()
const postgres = postgresBin ? await startPostgres(postgresBin) : null
if (postgres) projects.push('server-postgres')
else missing.push('server tests on PostgreSQL (no PostgreSQL on this machine; LINLI_POSTGRES_BIN names its bin folder)')

if (existsSync(chromium)) projects.push('journeys')
else missing.push(`journeys in the browser (no Chromium at ${chromium}; LINLI_CHROMIUM names another)`)

const folder = mkdtempSync(join(tmpdir(), 'linli-tests-'))
const report = join(folder, 'report.json')
const args = [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  ...projects.flatMap((project) => ['--project', project]),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]
const env = { ...process.env, LINLI_CHROMIUM: chromium, ...(postgres ? { LINLI_TEST_POSTGRES: postgres.url } : {}) }
const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
await postgres?.stop()

const counts = existsSync(report)
  ? JSON.parse(readFileSync(report, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] }
rmSync(folder, { recursive: true, force: true })
for (const { name, assertionResults } of counts.testResults) {
  for (const { fullName, status: ended, failureMessages } of assertionResults) {
    if (ended !== 'passed' || failureMessages.length === 0) continue
    console.log(
      `passed at the second try: ${relative(root, name)}: ${fullName}\n  ${failureMessages[0].split('\n')[0]}`,
    )
  }
}
for (const what of missing) console.log(`not run here: ${what}`)
const failed =
  counts.numFailedTests + (status !== 0 && counts.numFailedTests === 0 ? 1 : 0) + (isCi ? missing.length : 0)
const skipped = counts.numPendingTests > 0 ? `, ${counts.numPendingTests} skipped` : ''
console.log(`${counts.numPassedTests} passed, ${failed} failed${skipped}`)
process.exit(failed === 0 ? 0 : 1)
