// Starts a throwaway PostgreSQL for the tests, from whatever server binaries this machine has. Nothing is mocked: the tests that say
// "postgres" run on it. Where there are none, the caller is told so.
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @returns {string | null} the folder of initdb and postgres */
export function findPostgres() {
  const versions = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))
    : []
  const folders = [process.env.LINLI_POSTGRES_BIN, ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`)]
  return folders.find((folder) => folder && existsSync(join(folder, 'initdb'))) ?? null
}

/** PostgreSQL refuses to run as root. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {}
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** @param {string} bin */
export async function startPostgres(bin) {
  const folder = mkdtempSync(join(tmpdir(), 'linli-postgres-'))
  const owner = unprivileged()
  if (owner.uid) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const asOwner = { ...owner, cwd: folder, stdio: 'ignore' }
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'linli', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'],
    asOwner,
  )
  const port = await freePort()
  const settings = [
    'fsync=off',
    'full_page_writes=off',
    'max_connections=400',
    'shared_buffers=128MB',
    'autovacuum=off',
  ]
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    folder,
    ...settings.flatMap((setting) => ['-c', setting]),
  ]
  const server = spawn(join(bin, 'postgres'), args, asOwner)
  const url = `postgresql://linli@127.0.0.1:${port}/postgres`
  await untilReady(bin, port)
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilReady(bin, port) {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'linli'], { stdio: 'ignore' })
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error('PostgreSQL did not become ready')
}
