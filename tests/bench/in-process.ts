import Database from 'better-sqlite3'
import { readConfig } from '../../server/config'
import { makeDeps } from '../../server/main'
import { measureReadsInProcess } from './in-process-reads'
import { measureWritesInProcess } from './in-process-writes'
import { measureStampedeInProcess } from './stampede-in-process'

// Ours and the floor on one file in one process, without HTTP.
const [file = '', dataDir = ''] = process.argv.slice(2)

export interface InProcessCommand {
  what: 'reads' | 'writes' | 'stampede'
  posts: number
  rounds: number
  batch: number
}

const config = readConfig({
  NODE_ENV: 'production',
  LINLI_DATA_DIR: dataDir,
  DATABASE_URL: `file:${file}`,
  LINLI_SECRET: 'a secret that is only for benchmarks, and long enough',
})
const deps = await makeDeps(config)
const database = new Database(file)
for (const pragma of ['busy_timeout = 10000', 'synchronous = FULL', 'cache_size = -32768', 'mmap_size = 268435456'])
  database.pragma(pragma)

process.on('message', async (command: InProcessCommand | 'stop') => {
  if (command === 'stop') process.exit(0)
  const { what, posts, rounds, batch } = command
  const measure = {
    reads: () => measureReadsInProcess(deps, database, posts, rounds),
    writes: () => measureWritesInProcess(deps, database, posts, rounds, batch),
    stampede: () => measureStampedeInProcess(deps, database, rounds, batch),
  }
  process.send?.(await measure[what]())
})
process.on('disconnect', () => process.exit(0))
process.send?.({ address: '' })
