import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { computeOpinionMap, lastVotes, readParticipantVotes, type VoteTable } from '../../server/features/deliberation'
import { silhouette } from '../../server/features/deliberation/opinion-map/silhouette'
import { referenceData } from '../support/reference-data'
import { runLinli } from '../support/run-linli'

type Row = Record<string, string>

const rowsOf = (folder: string, file: string): Row[] =>
  parse(readFileSync(join(folder, file), 'utf8'), { columns: true })
const linesOf = (folder: string, file: string): string[][] => parse(readFileSync(join(folder, file), 'utf8'))

/** Every vote that was cast, in the order of time; people by their place in participants-votes.csv. */
function castVotes(folder: string, people: Map<string, number>, statements: number) {
  const rows = rowsOf(folder, 'votes.csv').sort((a, b) => Number(a.timestamp) - Number(b.timestamp))
  return {
    people: people.size,
    statements,
    personOf: Int32Array.from(rows, (row) => people.get(row['voter-id'] ?? '') ?? -1),
    statementOf: Int32Array.from(rows, (row) => Number(row['comment-id'])),
    votes: Int8Array.from(rows, (row) => Number(row.vote)),
  }
}

const cellsOf = ({ people, starts, statementOf, votes }: VoteTable) =>
  Array.from({ length: people }, (_, person) =>
    Array.from(statementOf.subarray(starts[person], starts[person + 1]), (statement, at) => [
      statement,
      votes[(starts[person] ?? 0) + at],
    ]),
  )

/** How far two groupings agree beyond chance: 1 where they are the same (Hubert and Arabie, J. Classif. 2 (1985) 193–218). */
function adjustedRandIndex(one: readonly number[], other: readonly number[]): number {
  const pairs = (count: number) => (count * (count - 1)) / 2
  const count = (keys: readonly string[]) => {
    const counts = new Map<string, number>()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return [...counts.values()].reduce((sum, size) => sum + pairs(size), 0)
  }
  const both = count(one.map((group, at) => `${group} ${other[at]}`))
  const [ones, others] = [count(one.map(String)), count(other.map(String))]
  const chance = (ones * others) / pairs(one.length)
  return (both - chance) / ((ones + others) / 2 - chance)
}

describe.each([
  { name: 'vtaiwan-uberx', people: 1_921, statements: 197, votes: 49_443 },
  { name: 'seattle-15-per-hour', people: 339, statements: 54, votes: 2_872 },
])('$name', (expected) => {
  const folder = referenceData(`opinion/${expected.name}`)
  const path = folder ?? ''
  const isAbsent = folder === null
  const load = async () => {
    const lines = linesOf(path, 'participants-votes.csv')
    const { votes } = await readParticipantVotes(lines)
    return { votes, rows: rowsOf(path, 'participants-votes.csv') }
  }

  test.skipIf(isAbsent)('agreements and disagreements of every statement, changed votes among them', () => {
    const counts = new Map<string, { agrees: number; disagrees: number }>()
    for (const row of rowsOf(path, 'votes.csv')) {
      const count = counts.get(row['comment-id'] ?? '') ?? { agrees: 0, disagrees: 0 }
      counts.set(row['comment-id'] ?? '', count)
      if (row.vote === '1') count.agrees += 1
      if (row.vote === '-1') count.disagrees += 1
    }
    const comments = rowsOf(path, 'comments.csv')
    expect(comments).toHaveLength(expected.statements)
    for (const comment of comments) {
      const count = counts.get(comment['comment-id'] ?? '') ?? { agrees: 0, disagrees: 0 }
      expect(count).toEqual({ agrees: Number(comment.agrees), disagrees: Number(comment.disagrees) })
    }
  })

  test.skipIf(isAbsent)('the last vote of each person on each statement, out of all that were cast', async () => {
    const { votes, rows } = await load()
    const people = new Map(rows.map((row, person) => [row.participant ?? '', person]))
    const last = lastVotes(castVotes(path, people, expected.statements))
    expect(last.votes).toHaveLength(expected.votes)
    expect(cellsOf(last)).toEqual(cellsOf(votes))
  })

  test.skipIf(isAbsent)('our groups lie as well apart as those that were exported', async () => {
    const { votes, rows } = await load()
    const map = computeOpinionMap({ votes })
    const both = rows.flatMap((row, person) => (row['group-id'] !== '' && map.letterOf[person] !== -1 ? [person] : []))
    const at = (values: Float64Array) => Float64Array.from(both, (person) => values[person] ?? 0)
    const [x, y] = [at(map.points.x), at(map.points.y)]
    const own = both.map((person) => map.letterOf[person] ?? -1)
    const exported = both.map((person) => Number(rows[person]?.['group-id']))
    const [ownWidth, exportedWidth] = [own, exported].map((groups) => silhouette(x, y, Int32Array.from(groups)))
    process.stdout.write(
      `${expected.name}: ${map.groups.map(({ size }) => size).join(' + ')} people, silhouette ${ownWidth?.toFixed(3)} (exported ${exportedWidth?.toFixed(3)}), ` +
        `adjusted Rand index ${adjustedRandIndex(own, exported).toFixed(2)}\n`,
    )
    expect(ownWidth).toBeGreaterThanOrEqual((exportedWidth ?? 1) - 0.02)
    expect(both.length).toBeGreaterThan(100)
  })

  test.skipIf(isAbsent)('linli opinion-map prints it, the same every time', async () => {
    const args = ['opinion-map', join(path, 'participants-votes.csv')]
    const answer = await runLinli(args)
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\{.*\}\n$/) })
    const map = JSON.parse(answer.stdout)
    expect(map).toMatchObject({ participants: expected.people, statements: expected.statements, votes: expected.votes })
    for (const { id, score } of map.consensus) {
      const shares = map.groups.map((group: { statements: { id: string; agree: number; seen: number }[] }) => {
        const { agree, seen } = group.statements.find((statement) => statement.id === id) ?? { agree: 0, seen: 0 }
        return (agree + 1) / (seen + 2)
      })
      expect(score).toBeCloseTo(
        shares.reduce((product: number, share: number) => product * share, 1),
        12,
      )
    }
    expect((await runLinli(args)).stdout).toBe(answer.stdout)
  })
})
