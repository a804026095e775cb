import { GrowingVotes } from './growing-votes'
import { lastVotes, type VoteTable } from './votes'

/** What is wrong with a table of votes, in one sentence. */
export class VotesError extends Error {}

export interface ParticipantVotes {
  votes: VoteTable
  /** The headings of the statements, in their order. */
  statementIds: string[]
}

const PARTICIPANT = 'participant'
/** What pol.is tells of a participant beside the votes. */
const ABOUT_PARTICIPANT = [PARTICIPANT, 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree', 'xid']
const STATEMENTS_MAX = 10_000
const PEOPLE_MAX = 200_000

/**
 * Reads a table with the columns of a pol.is `participants-votes.csv`: a heading, then a row a participant with a column a statement, in which 1
 * is agree, −1 disagree, 0 pass, and nothing not seen. Its groups and counts are not looked at. Of a participant with several rows the last
 * vote on each statement counts.
 *
 * @throws VotesError where the heading is another, or a row has a vote that is none
 */
export async function readParticipantVotes(
  rows: AsyncIterable<string[]> | Iterable<string[]>,
): Promise<ParticipantVotes> {
  let heading: Heading | null = null
  const cast = new GrowingVotes()
  const numbers = new Map<string, number>()
  let line = 0
  for await (const row of rows) {
    line += 1
    if (heading === null) {
      heading = readHeading(row)
      continue
    }
    if (row.length !== heading.columns)
      throw new VotesError(`Line ${line} has ${row.length} columns, and the heading ${heading.columns}.`)
    const name = row[heading.participant] ?? ''
    if (name === '') throw new VotesError(`Line ${line} names no participant.`)
    const person = numbers.get(name) ?? numbers.size
    numbers.set(name, person)
    if (numbers.size > PEOPLE_MAX) throw new VotesError(`It has more than ${PEOPLE_MAX} participants.`)
    for (const [statement, column] of heading.statements.entries()) {
      const word = row[column] as string
      if (word !== '') cast.add(person, statement, readVote(word, line))
    }
  }
  if (heading === null) throw new VotesError('There is nothing in it.')
  const votes = lastVotes(cast.done(numbers.size, heading.statements.length))
  return { votes, statementIds: heading.ids }
}

interface Heading {
  columns: number
  participant: number
  statements: number[]
  ids: string[]
}

function readHeading(row: string[]): Heading {
  const participant = row.indexOf(PARTICIPANT)
  if (participant === -1) throw new VotesError(`Its heading has no column "${PARTICIPANT}".`)
  const statements = Array.from(row.keys()).filter((column) => !ABOUT_PARTICIPANT.includes(row[column] as string))
  const ids = statements.map((column) => row[column] as string)
  const unknown = ids.find((id) => !/^\d+$/.test(id))
  if (unknown !== undefined) throw new VotesError(`"${unknown}" in its heading is no statement's number.`)
  if (ids.length === 0) throw new VotesError('Its heading has no statements.')
  if (ids.length > STATEMENTS_MAX) throw new VotesError(`It has more than ${STATEMENTS_MAX} statements.`)
  if (new Set(ids).size < ids.length) throw new VotesError('Its heading has a statement twice.')
  return { columns: row.length, participant, statements, ids }
}

function readVote(word: string, line: number): number {
  const vote = /^[+-]?[01](\.0+)?$/.test(word) ? Number(word) : Number.NaN
  if (Number.isNaN(vote))
    throw new VotesError(`"${word.slice(0, 24)}" in line ${line} is no vote: 1, -1, 0 or nothing.`)
  return vote
}
