import Database from 'better-sqlite3'
import { migrate } from '../../server/storage/migrate'
import { CITY, cityId, communityIdOf, communityOfGrid, gridIdOf, personIdOf, tokenHashOf, uuid } from './city'
import { randomConversation } from './cores-data'
import { AT_MS, READER, STATEMENTS_PER_TOPIC, statementIdOf, topicIdOf } from './topics'

const FAR_AHEAD = Date.UTC(2090, 0, 1)
const HASH = 'x'.repeat(43)

const voterIdOf = (person: number) => uuid(AT_MS + person, 53, person)
const wordOf = (vote: number) => (vote === 1 ? 'agree' : vote === -1 ? 'disagree' : 'pass')

interface NewTopic {
  communityId: string
  placeId: string
  id: string
  statementIds: readonly string[]
}

/** Puts an open topic with its statements there, without the way that leads to it. */
function topicInserter(database: Database.Database): (topic: NewTopic) => void {
  const topic = database.prepare(
    `INSERT INTO "Topic" ("communityId", "id", "placeId", "proposerId", "title", "body", "state", "statementCount", "shownCount", "closesAt", "createdAt",
       "requestHash") VALUES (?, ?, ?, ?, '广场的灯', '几点调暗？', 'open', ?, ?, ?, ?, ?)`,
  )
  const statement = database.prepare(
    `INSERT INTO "Statement" ("communityId", "topicId", "number", "id", "text", "state", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, 'shown', ?, ?)`,
  )
  return ({ communityId, placeId, id, statementIds }) => {
    const count = statementIds.length
    topic.run(communityId, id, placeId, personIdOf(READER), count, count, FAR_AHEAD, AT_MS, HASH)
    for (const [index, statementId] of statementIds.entries())
      statement.run(communityId, id, index + 1, statementId, `第 ${index + 1} 条看法`, AT_MS, HASH)
  }
}

/** The triggers that keep a topic on its way stand aside for the work. */
function withoutTriggers(database: Database.Database, work: () => void): void {
  const triggers = database
    .prepare(`SELECT "name", "sql" FROM "sqlite_schema" WHERE "type" = 'trigger' AND "tbl_name" = 'Topic'`)
    .all() as { name: string; sql: string }[]
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`)
  database.transaction(work)()
  for (const { sql } of triggers) database.exec(sql)
}

/** A topic for every grid of the city, in a database that holds its people. */
export function addTopics(file: string): void {
  const database = new Database(file)
  const insert = topicInserter(database)
  withoutTriggers(database, () => {
    for (let grid = 0; grid < CITY.grids; grid += 1)
      insert({
        communityId: communityIdOf(communityOfGrid(grid)),
        placeId: gridIdOf(grid),
        id: topicIdOf(grid),
        statementIds: Array.from({ length: STATEMENTS_PER_TOPIC }, (_, number) => statementIdOf(grid, number)),
      })
  })
  // The figures of the city were taken while it had no topic.
  database.exec('ANALYZE "Topic"; ANALYZE "Statement"')
  database.close()
}

export interface Conversation {
  people: number
  statements: number
  votes: number
}

/** A database with one large topic and one resident who looks at it. */
export async function fillConversation(file: string, { people, statements, votes }: Conversation): Promise<void> {
  await migrate(`file:${file}`)
  const database = new Database(file)
  for (const pragma of ['synchronous = OFF', 'cache_size = -200000']) database.pragma(pragma)
  const [communityId, gridId, id] = [communityIdOf(0), gridIdOf(0), topicIdOf(0)]
  const statementIds = Array.from({ length: statements }, (_, number) => uuid(AT_MS, 52, number))
  withoutTriggers(database, () => {
    insertReader(database)
    topicInserter(database)({ communityId, placeId: gridId, id, statementIds })
    const cast = randomConversation(people, statements, votes)
    const insert = database.prepare(
      `INSERT INTO "StatementVote" ("communityId", "topicId", "personId", "statementId", "vote") VALUES (?, ?, ?, ?, ?)`,
    )
    for (const [index, person] of cast.personOf.entries()) {
      const statement = statementIds[cast.statementOf[index] ?? 0]
      insert.run(communityId, id, voterIdOf(person), statement, wordOf(cast.votes[index] ?? 0))
    }
  })
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

function insertReader(database: Database.Database): void {
  const [communityId, gridId, personId] = [communityIdOf(0), gridIdOf(0), personIdOf(READER)]
  const place = database.prepare(
    `INSERT INTO "Place" ("id", "kind", "parentId", "communityId", "name", "path", "sortOrder") VALUES (?, ?, ?, ?, ?, ?, 0)`,
  )
  place.run(cityId, 'city', null, null, '城', `${cityId}/`)
  place.run(communityId, 'community', cityId, communityId, '社区', `${cityId}/${communityId}/`)
  place.run(gridId, 'grid', communityId, communityId, '网格', `${cityId}/${communityId}/${gridId}/`)
  const [buildingId, householdId] = [uuid(AT_MS, 54, 0), uuid(AT_MS, 55, 0)]
  place.run(buildingId, 'building', gridId, communityId, '1幢', `${cityId}/${communityId}/${gridId}/${buildingId}/`)
  database
    .prepare(
      `INSERT INTO "Household" ("communityId", "buildingId", "id", "gridId", "number", "floor") VALUES (?, ?, ?, ?, '101', 1)`,
    )
    .run(communityId, buildingId, householdId, gridId)
  database.prepare(`INSERT INTO "Person" ("id", "displayName", "createdAt") VALUES (?, '邻居', ?)`).run(personId, AT_MS)
  database
    .prepare(
      `INSERT INTO "Session" ("tokenHash", "personId", "provider", "createdAt", "expiresAt") VALUES (?, ?, 'wechat', ?, ?)`,
    )
    .run(tokenHashOf(READER), personId, AT_MS, FAR_AHEAD)
  database
    .prepare(
      `INSERT INTO "Membership" ("communityId", "id", "personId", "householdId", "buildingId", "gridId", "relation", "state", "createdAt", "requestHash")
       VALUES (?, ?, ?, ?, ?, ?, 'owner', 'verified', ?, ?)`,
    )
    .run(communityId, uuid(AT_MS, 56, 0), personId, householdId, buildingId, gridId, AT_MS, HASH)
}
