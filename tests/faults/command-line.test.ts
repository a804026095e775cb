import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { newId } from '../../server/kernel/ids'
import { runCommand, runLinli } from '../support/run-linli'
import { type ServerProcess, startServerProcess } from '../support/server-process'

const folder = mkdtempSync(join(tmpdir(), 'linli-command-'))
const place = (name: string) => ({
  NODE_ENV: 'test',
  LINLI_DEMO: '1',
  LINLI_DEMO_EXTENT: 'people',
  LINLI_DATA_DIR: join(folder, name),
  DATABASE_URL: '',
})
const servers: ServerProcess[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.kill()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('each command prints one JSON document and exits 0, or says in a sentence what is wrong and exits 1', () => {
  test('migrate, again, seed, again', async () => {
    const env = place('seeded')
    const first = await runLinli(['migrate'], env)
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\{.*\}\n$/) })
    const { applied, alreadyThere } = JSON.parse(first.stdout)
    expect(applied.map((name: string) => name.slice(0, 5))).toEqual(
      applied.map((_: string, index: number) => `000${index + 1}-`),
    )
    expect(alreadyThere).toBe(0)
    expect(JSON.parse((await runLinli(['migrate'], env)).stdout)).toEqual({ applied: [], alreadyThere: applied.length })
    const seeded = await runLinli(['seed'], env)
    expect(seeded).toMatchObject({ code: 0, stderr: expect.stringContaining('places and people') })
    expect(JSON.parse(seeded.stdout)).toEqual({ demo: 'filled' })
    expect(JSON.parse((await runLinli(['seed'], env)).stdout)).toEqual({ demo: 'already_there' })
  })

  test.each<[what: string, args: string[], env: Record<string, string>, sentence: RegExp]>([
    ['an unknown command', ['dance'], {}, /^linli: no command "dance"; linli --help lists them\n$/],
    ['no command', [], {}, /^linli: no command ""/],
    ['a missing file name', ['backup'], {}, /missing required args/],
    ['an unknown option', ['migrate', '--fast'], {}, /Unknown option/],
    ['too many words', ['migrate', 'now'], {}, /^linli migrate: "now" is too much/],
    [
      'a wrong value in the environment',
      ['migrate'],
      { LINLI_DEMO: 'yes' },
      /^LINLI_DEMO must be 1 or 0, not "yes"\.\n$/,
    ],
    ['seeding where demo is off', ['seed'], { LINLI_DEMO: '0' }, /LINLI_DEMO=1/],
    ['a backup of nothing', ['backup', join(folder, 'nothing.tar')], {}, /^There is no database to back up yet\.\n$/],
    ['restoring what is not there', ['restore', join(folder, 'missing.tar')], {}, /is not there\.\n$/],
  ])('%s', async (_, args, env, sentence) => {
    const answer = await runLinli(args, { ...place('refused'), ...env })
    expect(answer).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(sentence) })
    expect(answer.stderr).not.toMatch(/^\s+at /m)
  })

  test.each<[what: string, env: Record<string, string>, sentence: RegExp]>([
    [
      'a host that is not here',
      { HOST: '203.0.113.1', PORT: '0' },
      /^HOST "203\.0\.113\.1" is no address of this machine\.\n$/,
    ],
    [
      'a PostgreSQL that is not there',
      { DATABASE_URL: 'postgresql://linli@127.0.0.1:1/linli' },
      /^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:1\/linli cannot be reached: .*\n$/,
    ],
    ['a database that is none', { DATABASE_URL: 'file:secret' }, /^DATABASE_URL: ".*secret" cannot be used: .*\n$/],
  ])('serve with %s', async (_, env, sentence) => {
    const answer = await runLinli(['serve'], { ...place('unfit'), LINLI_WITHOUT_H5: '1', ...env })
    expect(answer).toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) })
  })

  test.each(['PORT', 'METRICS_PORT'])('serve with a %s that another program has', async (name) => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const env = { ...place('taken'), LINLI_WITHOUT_H5: '1', PORT: '0', [name]: String(port) }
    const answer = await runLinli(['serve'], env)
    other.close()
    expect(answer).toMatchObject({
      code: 1,
      stderr: `${name} ${port} is taken by another program: stop it, or choose another.\n`,
    })
  })

  test('in production a data folder that was a demo is served with a warning', async () => {
    const env = place('was-a-demo')
    expect((await runLinli(['seed'], env)).code).toBe(0)
    const production = { NODE_ENV: 'production', LINLI_SECRET: 'x'.repeat(40), LINLI_DEMO: '', LINLI_RATE_LIMIT: '' }
    const server = await startServerProcess({ dataDir: env.LINLI_DATA_DIR, env: production })
    servers.push(server)
    expect(server.output()).toMatch(/^warning: this data folder holds the invented places and people of the demo/m)
  })

  test('help is no error; npx finds the command from the root of the project, without the network', async () => {
    const npx = await runCommand('npx', ['linli', '--help'], { env: { npm_config_offline: 'true' } })
    expect(npx).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/serve[\s\S]*migrate[\s\S]*seed[\s\S]*backup <file>[\s\S]*restore <file>/),
    })
  })
})

describe('a backup of a server that is being written to', () => {
  const API = '/api/v1'

  async function write(address: string, token: string, placeId: string): Promise<{ postId: string; imageId: string }> {
    const headers = { authorization: `Bearer ${token}` }
    const [postId, imageId] = [newId(), newId()]
    const png = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#284' } })
      .png()
      .toBuffer()
    const image = await fetch(`${address}${API}/images/${imageId}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'image/png' },
      body: new Uint8Array(png),
    })
    const body = JSON.stringify({ placeId, kind: 'talk', text: '写个不停', imageIds: [imageId] })
    const post = await fetch(`${address}${API}/posts/${postId}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    })
    if (image.status !== 201 || post.status !== 201) throw new Error(`not written: ${image.status} ${post.status}`)
    return { postId, imageId }
  }

  async function readFeed(address: string, token: string, placeId: string) {
    const posts = new Map<string, string | undefined>()
    for (let cursor = ''; ; ) {
      const answer = await fetch(`${address}${API}/places/${placeId}/feed?limit=50${cursor}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const { items, nextCursor } = (await answer.json()) as {
        items: { id: string; images: { urls: { full: string } }[] }[]
        nextCursor: string | null
      }
      for (const { id, images } of items) posts.set(id, images[0]?.urls.full)
      if (nextCursor === null) return posts
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`
    }
  }

  test('restored elsewhere, it holds all that was acknowledged before it began, the pictures too', async () => {
    const dataDir = join(folder, 'busy')
    const server = await startServerProcess({ dataDir })
    servers.push(server)
    const token = await server.signIn('resident-0001')
    const demo = (await (await fetch(`${server.address}${API}/demo`)).json()) as {
      communities: { grids: { id: string }[] }[]
    }
    const placeId = demo.communities[0]?.grids[0]?.id ?? ''
    const acknowledged: string[] = []
    let isOver = false
    const writeOn = async () => {
      while (!isOver) acknowledged.push((await write(server.address, token, placeId)).postId)
    }
    const writers = [writeOn(), writeOn(), writeOn()]
    while (acknowledged.length < 30) await new Promise((done) => setTimeout(done, 20))
    const before = [...acknowledged]
    const file = join(folder, 'busy.tar')
    const taken = await runLinli(['backup', file], place('busy'))
    isOver = true
    await Promise.all(writers)
    expect(taken).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(taken.stdout)).toMatchObject({ file, bytes: expect.any(Number) })
    expect((await runLinli(['restore', file], place('busy'))).stderr).toContain('restore only into an empty place')

    const restored = await runLinli(['restore', file], place('restored'))
    expect(restored.code, restored.stderr).toBe(0)
    expect(JSON.parse(restored.stdout)).toMatchObject({ restored: file })
    const database = new Database(join(folder, 'restored/linli.db'))
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
    const second = await startServerProcess({ dataDir: join(folder, 'restored') })
    servers.push(second)
    const posts = await readFeed(second.address, await second.signIn('resident-0003'), placeId)
    expect(before.filter((id) => !posts.has(id))).toEqual([])
    for (const url of posts.values()) expect((await fetch(`${second.address}${url}`)).status).toBe(200)
  })
})

describe('on a fresh checkout', () => {
  /** What git would give and `npm ci` add, without what is made at the first start. */
  function freshCheckout(name: string): string {
    const root = join(folder, name)
    mkdirSync(root)
    const kept = ['package.json', 'project.config.json', 'server', 'src/contract', 'src/proof']
    for (const path of kept) cpSync(path, join(root, path), { recursive: true })
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
    return root
  }

  test('two that start at once compile once and do not trip over each other', async () => {
    const root = freshCheckout('fresh')
    const answers = await Promise.all([1, 2, 3].map(() => runLinli(['migrate'], place('fresh-data'), root)))
    for (const answer of answers) expect(answer).toMatchObject({ code: 0, stderr: '' })
    const applied = answers.map(({ stdout }) => JSON.parse(stdout).applied.length)
    // One of them applied them all.
    expect(applied.filter((count) => count > 0)).toHaveLength(1)
    expect(readdirSync(join(root, 'dist'))).toEqual(['server'])
    expect(readdirSync(join(root, 'dist/server'))).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)])
  })

  test('what a process that died left behind is not waited for, and not used', async () => {
    const root = freshCheckout('after-a-crash')
    mkdirSync(join(root, 'dist/server/0123456789abcdef.999999.part'), { recursive: true })
    writeFileSync(join(root, 'dist/preparing'), '999999')
    expect(await runLinli(['migrate'], place('crash-data'), root)).toMatchObject({ code: 0 })
    expect(existsSync(join(root, 'dist/preparing'))).toBe(false)
  })

  test('a changed source is compiled anew, and what runs keeps what it runs from', async () => {
    const root = freshCheckout('changing')
    await runLinli(['--help'], place('changing-data'), root)
    const [before = ''] = readdirSync(join(root, 'dist/server'))
    writeFileSync(
      join(root, 'server/cli/migrate.ts'),
      'export async function migrateDatabase(): Promise<unknown> {\n  return { changed: true }\n}\n',
    )
    expect(JSON.parse((await runLinli(['migrate'], place('changing-data'), root)).stdout)).toEqual({ changed: true })
    expect(readdirSync(join(root, 'dist/server'))).toHaveLength(2)
    expect(readdirSync(join(root, 'dist/server'))).toContain(before)
  })
})
