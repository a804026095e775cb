import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { create, extract } from 'tar'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { backup } from '../../../server/cli/backup'
import { restore } from '../../../server/cli/restore'
import { openStore } from '../../../server/storage/open-store'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { createDatabase, dropDatabase, postgresServer } from '../../support/postgres-databases'
import { gridOf } from '../feed/speak'

const isPostgres = process.env.LINLI_TEST_DIALECT === 'postgres'
const SECRET = 'a secret that is only for tests, and long enough'

const folder = mkdtempSync(join(tmpdir(), 'linli-backup-'))
const databases: string[] = []
let t: TestApp
let resident: Client
let picture: Buffer
beforeAll(async () => {
  t = await buildTestApp()
  resident = await t.as('resident-li')
  picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#127' } })
    .png()
    .toBuffer()
})
afterEach(() => vi.unstubAllEnvs())
afterAll(async () => {
  await t.close()
  for (const url of databases) await dropDatabase(url)
  rmSync(folder, { recursive: true, force: true })
})

function stubPlace(dataDir: string, databaseUrl: string, secret = SECRET): void {
  vi.stubEnv('LINLI_DATA_DIR', dataDir)
  vi.stubEnv('DATABASE_URL', databaseUrl)
  vi.stubEnv('LINLI_SECRET', secret)
  vi.stubEnv('LINLI_DEMO', '1')
}

/** A place with nothing in it. */
async function emptyPlace(): Promise<{ dataDir: string; databaseUrl: string }> {
  const dataDir = mkdtempSync(join(folder, 'place-'))
  const databaseUrl = isPostgres ? await createDatabase(postgresServer()) : `file:${join(dataDir, 'linli.db')}`
  if (isPostgres) databases.push(databaseUrl)
  return { dataDir, databaseUrl }
}

async function takeBackup(name: string): Promise<string> {
  stubPlace(t.deps.config.dataDir, t.deps.config.databaseUrl)
  const file = join(folder, name)
  await backup(file)
  return file
}

async function writePost(): Promise<{ postId: string; imageId: string }> {
  const imageId = newId()
  const postId = newId()
  await resident.put(`/api/v1/images/${imageId}`, picture, { 'content-type': 'image/png' })
  const body = { placeId: gridOf(t), kind: 'talk', text: '一条动态', imageIds: [imageId] }
  const { status } = await resident.put(`/api/v1/posts/${postId}`, body)
  if (status !== 201) throw new Error('not written')
  return { postId, imageId }
}

const filesOf = (dataDir: string) => readdirSync(join(dataDir, 'images'), { recursive: true }).map(String)

describe('a backup', () => {
  test('while others write and delete: all that was acknowledged before it began is in it, the pictures too', async () => {
    const before = [await writePost(), await writePost(), await writePost()]
    let isOver = false
    const write = async () => {
      while (!isOver) {
        const { postId } = await writePost()
        await resident.del(`/api/v1/posts/${postId}`)
      }
    }
    const writers = [write(), write()]
    const file = await takeBackup('busy.tar').finally(() => {
      isOver = true
    })
    await Promise.all(writers)

    const place = await emptyPlace()
    stubPlace(place.dataDir, place.databaseUrl)
    expect(await restore(file)).toMatchObject({
      restored: file,
      isSameSecret: true,
      lastMigration: expect.stringMatching(/^\d{4}-/),
    })
    const store = await openStore(place.databaseUrl)
    try {
      const posts = await store.read.sql.all<{ id: string }>('SELECT "id" FROM "Post"')
      expect(posts.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ postId }) => postId)))
      // Every picture that a row names is there, byte for byte.
      const rows = await store.read.sql.all<{ id: string }>('SELECT "id" FROM "Image"')
      expect(rows.length).toBeGreaterThanOrEqual(before.length)
      const files = filesOf(place.dataDir)
      for (const { id } of before.map(({ imageId }) => ({ id: imageId }))) {
        const [name = ''] = files.filter((path) => path.includes(`${id}-full`))
        expect(readFileSync(join(place.dataDir, 'images', name))).toEqual(
          readFileSync(join(t.deps.config.dataDir, 'images', name)),
        )
      }
      expect(files.filter((path) => path.includes('.part'))).toEqual([])
    } finally {
      await store.close()
    }
    if (!isPostgres) {
      const database = new Database(place.databaseUrl.slice('file:'.length), { readonly: true })
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
      database.close()
    }
  })

  test('holds the database, the pictures and what it is, and no secret', async () => {
    const file = await takeBackup('contents.tar')
    const inside = mkdtempSync(join(folder, 'inside-'))
    await extract({ file, cwd: inside })
    expect(readdirSync(inside).sort()).toEqual(['images', isPostgres ? 'linli.pgdump' : 'linli.db', 'manifest.json'])
    const manifest = readFileSync(join(inside, 'manifest.json'), 'utf8')
    expect(manifest).not.toContain(SECRET)
    const packed = readdirSync(join(inside, 'images'), { recursive: true }).map(String)
    expect(Object.keys(JSON.parse(manifest).pictures)).toEqual(packed.filter((name) => name.includes('.')).sort())
    // Nothing of its making is left beside the data.
    expect(readdirSync(t.deps.config.dataDir).filter((name) => name.startsWith('.linli'))).toEqual([])
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('is not written over another file, nor into a folder that is not there', async () => {
    const file = await takeBackup('once.tar')
    await expect(backup(file)).rejects.toThrow('is there already')
    await expect(backup(join(folder, 'nowhere/x.tar'))).rejects.toThrow('The folder of')
    stubPlace(mkdtempSync(join(folder, 'bare-')), isPostgres ? 'postgresql://nobody@127.0.0.1:1/none' : 'file:none.db')
    await expect(backup(join(folder, 'none.tar'))).rejects.toThrow(
      isPostgres ? 'pg_dump failed' : 'There is no database to back up yet.',
    )
    expect(readdirSync(folder)).not.toContain('none.tar')
  })
})

describe('restoring refuses', () => {
  let good: string
  let place: Awaited<ReturnType<typeof emptyPlace>>
  beforeAll(async () => {
    await writePost()
    good = await takeBackup('good.tar')
    place = await emptyPlace()
  })

  /** The backup, changed by somebody. */
  async function changed(name: string, change: (inside: string) => void): Promise<string> {
    const inside = mkdtempSync(join(folder, 'changed-'))
    await extract({ file: good, cwd: inside })
    change(inside)
    const file = join(folder, name)
    await create({ file, cwd: inside }, readdirSync(inside))
    return file
  }

  const databaseName = isPostgres ? 'linli.pgdump' : 'linli.db'
  const rewriteManifest = (change: object) => (inside: string) => {
    const file = join(inside, 'manifest.json')
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }))
  }
  const pictureIn = (inside: string) =>
    readdirSync(join(inside, 'images'), { recursive: true })
      .map(String)
      .find((name) => name.endsWith('.webp')) ?? ''
  const flip = (file: string, at: number) => {
    const bytes = readFileSync(file)
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(file, bytes)
  }
  const written = (name: string, bytes: Buffer) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }

  const BAD: [what: string, file: () => Promise<string> | string, sentence: string][] = [
    ['a file that is not there', () => join(folder, 'missing.tar'), 'is not there'],
    ['an empty file', () => written('empty.tar', Buffer.alloc(0)), 'is damaged'],
    ['a picture', () => written('picture.tar', picture), 'is damaged'],
    ['half a backup', () => written('half.tar', readFileSync(good).subarray(0, 40_000)), 'is damaged'],
    [
      'a database with one bit wrong',
      () => changed('bit.tar', (inside) => flip(join(inside, databaseName), 9_000)),
      'is damaged',
    ],
    [
      'a picture with one bit wrong',
      () => changed('picture-bit.tar', (inside) => flip(join(inside, 'images', pictureIn(inside)), 60)),
      'is not the one that was backed up',
    ],
    [
      'one without one of its pictures',
      () => changed('picture-gone.tar', (inside) => rmSync(join(inside, 'images', pictureIn(inside)))),
      'is missing',
    ],
    [
      'a picture that was not backed up',
      () =>
        changed('picture-more.tar', (inside) =>
          writeFileSync(join(inside, 'images', dirname(pictureIn(inside)), 'x.webp'), picture),
        ),
      'is not the one that was backed up',
    ],
    [
      'one whose manifest says nothing of pictures',
      () => changed('picture-unknown.tar', rewriteManifest({ pictures: undefined })),
      'is damaged',
    ],
    [
      'one without its manifest',
      () => changed('bare.tar', (inside) => rmSync(join(inside, 'manifest.json'))),
      'is damaged',
    ],
    [
      'a manifest of nonsense',
      () => changed('nonsense.tar', (inside) => writeFileSync(join(inside, 'manifest.json'), '{"a":')),
      'is damaged',
    ],
    [
      'a manifest that names a file elsewhere',
      () => changed('elsewhere.tar', rewriteManifest({ database: { name: '../../etc/passwd', sha256: 'x' } })),
      'is damaged',
    ],
    [
      'one without its database',
      () => changed('none-in.tar', (inside) => rmSync(join(inside, databaseName))),
      'is damaged',
    ],
    [
      'a backup of a newer Linli',
      () => changed('newer.tar', rewriteManifest({ lastMigration: '9999-later.sql' })),
      'newer Linli (9999-later.sql)',
    ],
    [
      'a backup of the other database',
      () =>
        changed('other.tar', (inside) => {
          const { database } = JSON.parse(readFileSync(join(inside, 'manifest.json'), 'utf8'))
          const name = isPostgres ? 'linli.db' : 'linli.pgdump'
          writeFileSync(join(inside, name), readFileSync(join(inside, databaseName)))
          rewriteManifest({ dialect: isPostgres ? 'sqlite' : 'postgres', database: { ...database, name } })(inside)
        }),
      isPostgres
        ? 'is a backup of sqlite, and DATABASE_URL names postgres'
        : 'is a backup of postgres, and DATABASE_URL names sqlite',
    ],
  ]

  test.each(BAD)('%s, and leaves the place as empty as it was', async (_, makeFile, sentence) => {
    const file = await makeFile()
    stubPlace(place.dataDir, place.databaseUrl)
    await expect(restore(file)).rejects.toThrow(sentence)
    expect(readdirSync(place.dataDir)).toEqual([])
  })

  test('a place that is not empty, and says what is there', async () => {
    stubPlace(t.deps.config.dataDir, t.deps.config.databaseUrl)
    await expect(restore(good)).rejects.toThrow('already holds pictures')
    const other = mkdtempSync(join(folder, 'other-'))
    stubPlace(other, t.deps.config.databaseUrl)
    await expect(restore(good)).rejects.toThrow(isPostgres ? 'is not empty' : 'There is a database already')
  })

  test('and after all that, the good one goes into the same place', async () => {
    mkdirSync(join(place.dataDir, 'images'))
    stubPlace(place.dataDir, place.databaseUrl, 'another secret, long enough, of another installation')
    const sentences: string[] = []
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean(sentences.push(String(text))))
    expect(await restore(good)).toMatchObject({ isSameSecret: false })
    spy.mockRestore()
    expect(sentences.join('')).toContain('LINLI_SECRET is not the one of the backup')
    await expect(restore(good)).rejects.toThrow('restore only into an empty place')
  })
})
