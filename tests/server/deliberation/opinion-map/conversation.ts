import { lastVotes, type VoteTable } from '../../../../server/features/deliberation'

/** One line a person, one sign a statement: + agree, - disagree, 0 pass, . not seen. */
export function conversation(lines: readonly string[]): VoteTable {
  const cells = lines.flatMap((line, person) =>
    [...line].flatMap((sign, statement) => {
      const vote = { '+': 1, '-': -1, '0': 0 }[sign]
      return vote === undefined ? [] : [{ person, statement, vote }]
    }),
  )
  return lastVotes({
    people: lines.length,
    statements: Math.max(0, ...lines.map((line) => line.length)),
    personOf: Int32Array.from(cells, ({ person }) => person),
    statementOf: Int32Array.from(cells, ({ statement }) => statement),
    votes: Int8Array.from(cells, ({ vote }) => vote),
  })
}

export const times = (count: number, line: string): string[] => Array.from({ length: count }, () => line)
export const idsOf = ({ statements }: VoteTable): string[] =>
  Array.from({ length: statements }, (_, statement) => `s${statement}`)
