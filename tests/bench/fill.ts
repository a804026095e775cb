import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { listMigrations, migrate } from '../../server/storage/migrate'
import {
  buildingIdOf,
  CITY,
  cityId,
  communityIdOf,
  communityOfGrid,
  districtId,
  gridIdOf,
  householdIdOf,
  isLikedByAll,
  membershipIdOf,
  noticeIdOf,
  personIdOf,
  postOf,
  residentOf,
  spreadOf,
  streetId,
  textOf,
  tokenHashOf,
} from './city'

/** Rises when the rows change, so that databases kept from before are made anew. */
const FILL_VERSION = 2
const ROWS_PER_TRANSACTION = 500_000
/** What a post takes on the disk with all its indexes, and the sorting of them while it is made. */
const BYTES_PER_POST = 1_400
const BYTES_OF_CITY = 400_000_000
const HASH = 'x'.repeat(43)
const LONG_AGO = Date.UTC(2023, 0, 1)
const FAR_AHEAD = Date.UTC(2090, 0, 1)

const folder = join(tmpdir(), 'linli-bench')

/** Makes a database with that many posts, or takes the one that is kept. @throws Error where the disk has no room for it */
export async function fillDatabase(
  posts: number,
  options: { fresh: boolean; say: (line: string) => void },
): Promise<string> {
  const key = createHash('sha256').update(String(FILL_VERSION))
  for (const { checksum } of listMigrations('sqlite')) key.update(checksum)
  const file = join(folder, `${posts}-posts-${key.digest('hex').slice(0, 12)}.db`)
  if (existsSync(file) && !options.fresh) return file
  mkdirSync(folder, { recursive: true })
  assertRoom(posts * BYTES_PER_POST + BYTES_OF_CITY)
  const startedAt = Date.now()
  options.say(`filling a database with ${posts.toLocaleString('en')} posts …`)
  const making = join(folder, `making-${process.pid}.db`)
  for (const name of [making, file]) removeDatabase(name)
  await migrate(`file:${making}`)
  fill(making, posts)
  renameSync(making, file)
  options.say(`filling it: done in ${Math.round((Date.now() - startedAt) / 1_000)} s`)
  return file
}

export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
}

/** @throws Error that says how much is missing */
export function assertRoom(bytes: number): void {
  mkdirSync(folder, { recursive: true })
  const { bavail, bsize } = statfsSync(folder)
  const gigabytes = (count: number) => `${(count / 1e9).toFixed(1)} GB`
  if (bavail * bsize < bytes)
    throw new Error(`the temporary folder has ${gigabytes(bavail * bsize)} free, and ${gigabytes(bytes)} are needed`)
}

/** A folder for a data folder or a copy, beside the databases. */
export function scratch(name: string): string {
  return join(folder, `${name}-${process.pid}`)
}

/** Rows in the order of their key, without indexes to keep up; the indexes afterwards, each in one sort. */
function fill(file: string, posts: number): void {
  const database = new Database(file)
  for (const pragma of [
    'journal_mode = MEMORY',
    'synchronous = OFF',
    'cache_size = -500000',
    'locking_mode = EXCLUSIVE',
    'threads = 2',
  ]) {
    database.pragma(pragma)
  }
  withoutIndexes(database, () => {
    inTransactions(database, insertPlaces(database))
    inTransactions(database, insertPeople(database))
    inTransactions(database, insertNotices(database))
    inTransactions(database, insertPosts(database, posts))
    inTransactions(database, insertLikes(database, posts))
  })
  database.pragma('analysis_limit = 1000')
  database.exec('ANALYZE')
  database.pragma('locking_mode = NORMAL')
  database.pragma('journal_mode = WAL')
  database.close()
}

/** Does the work without indexes to keep up, and makes them afterwards. */
export function withoutIndexes(database: Database.Database, work: () => void): void {
  const indexes = database
    .prepare(`SELECT "name", "sql" FROM "sqlite_schema" WHERE "type" = 'index' AND "sql" IS NOT NULL`)
    .all() as { name: string; sql: string }[]
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`)
  work()
  for (const { sql } of indexes) database.exec(sql)
}

/** Each step of the work inserts one row. */
function inTransactions(database: Database.Database, work: Generator<void>): void {
  let inserted = 0
  database.exec('BEGIN')
  for (const _ of work) {
    inserted += 1
    if (inserted % ROWS_PER_TRANSACTION === 0) database.exec('COMMIT; BEGIN')
  }
  database.exec('COMMIT')
}

function* insertPlaces(database: Database.Database): Generator<void> {
  const insert = database.prepare(
    `INSERT INTO "Place" ("id", "kind", "parentId", "communityId", "name", "path", "sortOrder") VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const household = database.prepare(
    `INSERT INTO "Household" ("communityId", "buildingId", "id", "gridId", "number", "floor") VALUES (?, ?, ?, ?, ?, ?)`,
  )
  yield void insert.run(cityId, 'city', null, null, '城', `${cityId}/`, 0)
  yield void insert.run(districtId, 'district', cityId, null, '区', `${cityId}/${districtId}/`, 0)
  const street = `${cityId}/${districtId}/${streetId}/`
  yield void insert.run(streetId, 'street', districtId, null, '街道', street, 0)
  for (let community = 0; community < CITY.communities; community += 1) {
    const id = communityIdOf(community)
    yield void insert.run(id, 'community', streetId, id, `第${community + 1}社区`, `${street}${id}/`, community)
  }
  for (let grid = 0; grid < CITY.grids; grid += 1) {
    const community = communityIdOf(communityOfGrid(grid))
    const path = `${street}${community}/${gridIdOf(grid)}/`
    yield void insert.run(gridIdOf(grid), 'grid', community, community, `第${grid + 1}网格`, path, grid)
    const building = buildingIdOf(grid)
    yield void insert.run(building, 'building', gridIdOf(grid), community, '1幢', `${path}${building}/`, 0)
    for (let k = 0; k < CITY.peoplePerGrid; k += 1) {
      yield void household.run(
        community,
        building,
        householdIdOf(residentOf(grid, k)),
        gridIdOf(grid),
        `${k + 1}01`,
        k + 1,
      )
    }
  }
}

function* insertPeople(database: Database.Database): Generator<void> {
  const person = database.prepare(`INSERT INTO "Person" ("id", "displayName", "createdAt") VALUES (?, ?, ?)`)
  const session = database.prepare(
    `INSERT INTO "Session" ("tokenHash", "personId", "provider", "createdAt", "expiresAt") VALUES (?, ?, 'wechat', ?, ?)`,
  )
  const membership = database.prepare(
    `INSERT INTO "Membership" ("communityId", "id", "personId", "householdId", "buildingId", "gridId", "relation", "state", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, 'owner', 'verified', ?, ?)`,
  )
  for (let index = 0; index < CITY.grids * CITY.peoplePerGrid; index += 1) {
    const grid = Math.floor(index / CITY.peoplePerGrid)
    const id = personIdOf(index)
    person.run(id, `邻居${index}`, LONG_AGO)
    session.run(tokenHashOf(index), id, LONG_AGO, FAR_AHEAD)
    const community = communityIdOf(communityOfGrid(grid))
    const ids = [membershipIdOf(index), id, householdIdOf(index), buildingIdOf(grid), gridIdOf(grid)]
    yield void membership.run(community, ...ids, LONG_AGO, HASH)
  }
}

function* insertNotices(database: Database.Database): Generator<void> {
  const notice = database.prepare(
    `INSERT INTO "Notice" ("communityId", "id", "authorId", "title", "body", "level", "needsReceipt", "publishAt", "announcedAt", "createdAt", "requestHash")
     VALUES (?, ?, ?, '停水通知', '周三上午九点到十一点停水，请提前备水。', 'important', 1, ?, ?, ?, ?)`,
  )
  const noticePlace = database.prepare(
    `INSERT INTO "NoticePlace" ("communityId", "placeId", "publishAt", "noticeId", "level") VALUES (?, ?, ?, ?, 'important')`,
  )
  for (let index = 0; index < CITY.communities * CITY.noticesPerCommunity; index += 1) {
    const community = Math.floor(index / CITY.noticesPerCommunity)
    const communityId = communityIdOf(community)
    const at = LONG_AGO + index
    yield void notice.run(communityId, noticeIdOf(index), personIdOf(0), at, at, at, HASH)
    for (let k = 0; k < CITY.gridsPerCommunity; k += 1) {
      noticePlace.run(communityId, gridIdOf(community * CITY.gridsPerCommunity + k), at, noticeIdOf(index))
    }
  }
}

const KINDS = ['talk', 'give', 'lost_found', 'recommend']

function* insertPosts(database: Database.Database, posts: number): Generator<void> {
  const insert = database.prepare(
    `INSERT INTO "Post" ("communityId", "gridId", "id", "authorId", "buildingId", "kind", "text", "state", "likeCount", "commentCount", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, ?, 'shown', ?, ?, ?, ?)`,
  )
  const { grids, perGrid, stride } = spreadOf(posts)
  for (let index = 0; index < grids; index += 1) {
    const grid = index * stride
    const place = [communityIdOf(communityOfGrid(grid)), gridIdOf(grid)]
    const building = buildingIdOf(grid)
    const people = Array.from({ length: CITY.peoplePerGrid }, (_, k) => personIdOf(residentOf(grid, k)))
    for (let j = 0; j < perGrid; j += 1) {
      const { id, createdAt } = postOf(posts, grid, j)
      const author = people[j % CITY.peoplePerGrid]
      const words = [KINDS[j % 4], textOf(grid + j)]
      yield void insert.run(...place, id, author, building, ...words, 1 + (j % 9), j % 4, createdAt, HASH)
    }
  }
}

/** Every post counts likes, so that each is looked up for the reader. In the pages that are read, everybody likes two posts of twenty. */
function* insertLikes(database: Database.Database, posts: number): Generator<void> {
  const insert = database.prepare(`INSERT INTO "PostLike" ("communityId", "postId", "personId") VALUES (?, ?, ?)`)
  const { grids, perGrid, stride } = spreadOf(posts)
  for (let index = 0; index < grids; index += 1) {
    const grid = index * stride
    const communityId = communityIdOf(communityOfGrid(grid))
    for (let j = 0; j < perGrid; j += 1) {
      if (!isLikedByAll(posts, j)) continue
      const { id } = postOf(posts, grid, j)
      for (let k = 0; k < CITY.peoplePerGrid; k += 1)
        yield void insert.run(communityId, id, personIdOf(residentOf(grid, k)))
    }
  }
}
