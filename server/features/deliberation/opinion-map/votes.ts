/** +1 agree, −1 disagree, 0 pass. */
export type Vote = 1 | -1 | 0

/**
 * Who voted what, person by person (compressed sparse rows): the votes of person `i` are `starts[i] … starts[i + 1] - 1`, in the order of the
 * statements. Each person has one vote a statement at most.
 */
export interface VoteTable {
  people: number
  statements: number
  starts: Int32Array
  statementOf: Int32Array
  votes: Int8Array
}

/** Votes as they were cast, the earliest first: three lists of one length. */
export interface CastVotes {
  people: number
  statements: number
  personOf: Int32Array
  statementOf: Int32Array
  votes: Int8Array
}

/**
 * The last vote of each person on each statement. O(votes + people + statements).
 *
 * @throws RangeError where a person or a statement is not there, or a vote is none
 */
export function lastVotes(cast: CastVotes): VoteTable {
  const { people, statements, personOf, statementOf, votes } = cast
  for (let index = 0; index < votes.length; index += 1) {
    const [person, statement, vote] = [personOf[index] as number, statementOf[index] as number, votes[index] as number]
    if (person < 0 || person >= people || statement < 0 || statement >= statements || vote < -1 || vote > 1)
      throw new RangeError(`vote ${index} is ${vote} of person ${person} on statement ${statement}`)
  }
  // Two stable sorts by counting put them in order of person, then statement, then time.
  const byStatement = sortByCount(statementOf, statements, null)
  const inOrder = sortByCount(personOf, people, byStatement)
  const starts = new Int32Array(people + 1)
  const keptStatements = new Int32Array(votes.length)
  const keptVotes = new Int8Array(votes.length)
  let [kept, lastPerson, lastStatement] = [0, -1, -1]
  for (const index of inOrder) {
    const [person, statement] = [personOf[index] as number, statementOf[index] as number]
    if (person === lastPerson && statement === lastStatement) kept -= 1
    keptStatements[kept] = statement
    keptVotes[kept] = votes[index] as number
    kept += 1
    starts[person + 1] = kept
    ;[lastPerson, lastStatement] = [person, statement]
  }
  for (let person = 0; person < people; person += 1)
    starts[person + 1] = Math.max(starts[person + 1] as number, starts[person] as number)
  return { people, statements, starts, statementOf: keptStatements.slice(0, kept), votes: keptVotes.slice(0, kept) }
}

function sortByCount(keys: Int32Array, keyCount: number, order: Int32Array | null): Int32Array {
  const places = new Int32Array(keyCount + 1)
  for (const key of keys) places[key + 1] = (places[key + 1] as number) + 1
  for (let key = 0; key < keyCount; key += 1) places[key + 1] = (places[key + 1] as number) + (places[key] as number)
  const sorted = new Int32Array(keys.length)
  for (let at = 0; at < keys.length; at += 1) {
    const index = order === null ? at : (order[at] as number)
    const key = keys[index] as number
    sorted[places[key] as number] = index
    places[key] = (places[key] as number) + 1
  }
  return sorted
}

/** How many votes each person has. */
export function votesOfPeople({ people, starts }: VoteTable): Int32Array {
  return Int32Array.from({ length: people }, (_, person) => (starts[person + 1] as number) - (starts[person] as number))
}

/** The votes of the table without those on some statements, which thereby are columns of nothing but zeros. */
export function withoutStatements(table: VoteTable, isOut: Uint8Array): VoteTable {
  const starts = new Int32Array(table.people + 1)
  const statementOf = new Int32Array(table.votes.length)
  const votes = new Int8Array(table.votes.length)
  let kept = 0
  for (let person = 0; person < table.people; person += 1) {
    for (let at = table.starts[person] as number; at < (table.starts[person + 1] as number); at += 1) {
      const statement = table.statementOf[at] as number
      if (isOut[statement]) continue
      statementOf[kept] = statement
      votes[kept] = table.votes[at] as number
      kept += 1
    }
    starts[person + 1] = kept
  }
  return { ...table, starts, statementOf: statementOf.slice(0, kept), votes: votes.slice(0, kept) }
}
