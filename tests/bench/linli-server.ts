import Database from 'better-sqlite3'
import { buildApp } from '../../server/app'
import { readConfig } from '../../server/config'
import { makeDeps } from '../../server/main'
import { answerParent } from './usage'

// The server as it runs in production: rates limited, one process, the database it is given. Requests say who they come from in
// X-Forwarded-For, because one machine's load would otherwise be one address's.
const [file = '', dataDir = ''] = process.argv.slice(2)

let commits = 0
const { prepare } = Database.prototype
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql)
  return sql === 'COMMIT' ? countRuns(statement) : statement
} as typeof prepare

function countRuns(statement: Database.Statement): Database.Statement {
  const run = statement.run.bind(statement)
  statement.run = (...args) => {
    commits += 1
    return run(...args)
  }
  return statement
}

const config = readConfig({
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: '0',
  LINLI_DATA_DIR: dataDir,
  DATABASE_URL: `file:${file}`,
  LINLI_SECRET: 'a secret that is only for benchmarks, and long enough',
  LINLI_TRUST_PROXY: '1',
})
const deps = await makeDeps(config)
const app = await buildApp(deps)
const address = await app.listen({ port: config.port, host: config.host })
answerParent(address, () => ({ commits }))
