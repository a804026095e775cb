import type { Sql } from '../../storage/store'
import {
  findAxes,
  listMembers,
  listVotedStatements,
  readVotes,
  type TopicKey,
  type VotedStatement,
} from './map-repository'
import { GrowingVotes } from './opinion-map/growing-votes'
import type { LastMap } from './opinion-map/opinion-map'
import { lastVotes, type VoteTable } from './opinion-map/votes'

/** The votes of a topic, and what its last map said of the people and statements that are there. */
export interface Conversation {
  /** In the order of their ids: the number of a person is their place here. */
  people: string[]
  statements: VotedStatement[]
  votes: VoteTable
  /** 1 for a statement that was taken out. */
  isOut: Uint8Array
  /** Undefined before the first map. */
  last: LastMap | undefined
}

/** Reads all votes of a topic, in pages; of a hundred thousand votes it keeps less than a megabyte and their people's ids. */
export async function readConversation(sql: Sql, topic: TopicKey): Promise<Conversation> {
  const statements = await listVotedStatements(sql, topic)
  const numberOf = new Map(statements.map(({ id }, number) => [id, number]))
  const people: string[] = []
  const cast = new GrowingVotes()
  for await (const page of readVotes(sql, topic)) {
    for (const { personId, statementId, vote } of page) {
      const statement = numberOf.get(statementId)
      if (statement === undefined) continue
      if (people.at(-1) !== personId) people.push(personId)
      cast.add(people.length - 1, statement, vote)
    }
  }
  return {
    people,
    statements,
    votes: lastVotes(cast.done(people.length, statements.length)),
    isOut: Uint8Array.from(statements, ({ state }) => Number(state !== 'shown')),
    last: await readLast(sql, topic, people, statements),
  }
}

async function readLast(
  sql: Sql,
  topic: TopicKey,
  people: readonly string[],
  statements: readonly VotedStatement[],
): Promise<LastMap | undefined> {
  const members = new Map((await listMembers(sql, topic)).map(({ personId, letter }) => [personId, letter]))
  const axes = await findAxes(sql, topic)
  if (axes === null) return undefined
  const along = (axis: 0 | 1) => Float64Array.from(statements, ({ id }) => axes[id]?.[axis] ?? 0)
  return {
    isIn: Uint8Array.from(people, (id) => Number(members.has(id))),
    letterOf: Int32Array.from(people, (id) => members.get(id) ?? -1),
    first: along(0),
    second: along(1),
  }
}
