import type { CastVotes } from './votes'

/** Lists that grow, so that millions of votes need no object each. */
export class GrowingVotes {
  #personOf = new Int32Array(1_024)
  #statementOf = new Int32Array(1_024)
  #votes = new Int8Array(1_024)
  #count = 0

  add(person: number, statement: number, vote: number): void {
    if (this.#count === this.#votes.length) this.#grow()
    this.#personOf[this.#count] = person
    this.#statementOf[this.#count] = statement
    this.#votes[this.#count] = vote
    this.#count += 1
  }

  done(people: number, statements: number): CastVotes {
    return {
      people,
      statements,
      personOf: this.#personOf.subarray(0, this.#count),
      statementOf: this.#statementOf.subarray(0, this.#count),
      votes: this.#votes.subarray(0, this.#count),
    }
  }

  #grow(): void {
    const room = 2 * this.#count
    const [personOf, statementOf, votes] = [new Int32Array(room), new Int32Array(room), new Int8Array(room)]
    personOf.set(this.#personOf)
    statementOf.set(this.#statementOf)
    votes.set(this.#votes)
    ;[this.#personOf, this.#statementOf, this.#votes] = [personOf, statementOf, votes]
  }
}
