import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { consensusOf, countGroupVotes, prioritiesOf } from '../../server/features/deliberation/opinion-map/group-votes'
import { computeOpinionMap, membersOf } from '../../server/features/deliberation/opinion-map/opinion-map'
import { extremityOf } from '../../server/features/deliberation/opinion-map/projection'
import { representativesOf } from '../../server/features/deliberation/opinion-map/representativeness'
import { lastVotes, type VoteTable } from '../../server/features/deliberation/opinion-map/votes'
import { referenceData } from '../support/reference-data'

/** What the production system of pol.is computed of two real conversations. In its mathematics agreement is −1, in the votes +1. */
interface Production {
  tids: number[]
  'mod-out': number[]
  'meta-tids': number[]
  'in-conv': number[]
  'user-vote-counts': Record<string, number>
  pca: { center: number[]; comps: [number[], number[]]; 'comment-extremity': number[] }
  'base-clusters': { id: number[]; members: number[][]; x: number[]; y: number[] }
  'group-clusters': { id: number; members: number[] }[]
  'group-votes': Record<string, { 'n-members': number; votes: Record<string, { A: number; D: number; S: number }> }>
  'group-aware-consensus': Record<string, number>
  'comment-priorities': Record<string, number>
  repness: Record<string, ProductionRepness[]>
}

interface ProductionRepness {
  tid: number
  'n-success': number
  'n-trials': number
  'p-success': number
  'p-test': number
  repness: number
  'repness-test': number
  'repful-for': 'agree' | 'disagree'
}

const read = (folder: string, file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const near = (value: number) => expect.closeTo(value, 6)
const flags = (length: number, chosen: number[]) =>
  Uint8Array.from({ length }, (_, at) => (chosen.includes(at) ? 1 : 0))

function load(folder: string) {
  const math: Production = read(folder, 'math-pca2.json')
  const rows: Record<string, number | string>[] = read(folder, 'votes.json')
  const field = (row: Record<string, number | string>, ...names: string[]) =>
    Number(names.map((name) => row[name]).find((value) => value !== undefined))
  const cast = rows
    .map((row) => ({
      person: field(row, 'participant_id', 'pid'),
      statement: field(row, 'statement_id', 'tid'),
      vote: field(row, 'vote'),
      at: field(row, 'modified'),
    }))
    .sort((a, b) => a.at - b.at)
  const statements = math.tids.length
  expect([...math.tids].sort((a, b) => a - b)).toEqual(Array.from({ length: statements }, (_, tid) => tid))
  const votes = lastVotes({
    people: 1 + Math.max(...cast.map(({ person }) => person)),
    statements,
    personOf: Int32Array.from(cast, ({ person }) => person),
    statementOf: Int32Array.from(cast, ({ statement }) => statement),
    votes: Int8Array.from(cast, ({ vote }) => vote),
  })
  return { math, votes, isOut: flags(statements, math['mod-out']), isMeta: flags(statements, math['meta-tids']) }
}

/** The groups that production found, by person. */
function groupsOf(math: Production, people: number): Int32Array {
  const groupOf = new Int32Array(people).fill(-1)
  for (const [group, { members }] of math['group-clusters'].entries())
    for (const base of members)
      for (const person of math['base-clusters'].members[math['base-clusters'].id.indexOf(base)] ?? [])
        groupOf[person] = group
  return groupOf
}

const byStatement = (values: Record<string, number>, statements: number) =>
  Array.from({ length: statements }, (_, statement) => values[statement] ?? Number.NaN)

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? Number.NaN), 0)

describe.each(['production-25', 'production-below-100'])('%s', (name) => {
  const folder = referenceData(`opinion/${name}`)
  const path = folder ?? ''
  const isAbsent = folder === null
  const given = () => {
    const { math, votes, isOut, isMeta } = load(path)
    const groupOf = groupsOf(math, votes.people)
    return { math, votes, isOut, isMeta, counts: countGroupVotes(votes, groupOf, math['group-clusters'].length) }
  }

  test.skipIf(isAbsent)('who is in, and how often each voted', () => {
    const { math, votes } = load(path)
    const own = Array.from({ length: votes.people }, (_, person) => countOf(votes, person))
    for (const [person, count] of Object.entries(math['user-vote-counts'])) expect(own[Number(person)]).toBe(count)
    const isIn = membersOf(votes, votes.statements, flags(votes.people, math['in-conv']))
    expect([...isIn.keys()].filter((person) => isIn[person])).toEqual([...math['in-conv']].sort((a, b) => a - b))
  })

  test.skipIf(isAbsent)('votes recounted for every statement and group', () => {
    const { math, counts } = given()
    for (const [group, { id }] of math['group-clusters'].entries()) {
      const own = Array.from({ length: counts.statements }, (_, statement) => {
        const place = group * counts.statements + statement
        return [statement, { A: counts.agrees[place], D: counts.disagrees[place], S: counts.seen[place] }]
      })
      expect(Object.fromEntries(own)).toEqual(math['group-votes'][id]?.votes)
    }
  })

  test.skipIf(isAbsent)('consensus of every statement', () => {
    const { math, counts } = given()
    const wanted = byStatement(math['group-aware-consensus'], counts.statements)
    expect(Array.from(consensusOf(counts))).toEqual(wanted.map(near))
  })

  test.skipIf(isAbsent)('representativeness of every group: values and order', () => {
    const { math, counts, isOut } = given()
    for (const [group, { id }] of math['group-clusters'].entries()) {
      const { representative } = representativesOf(counts, group, isOut)
      const wanted = math.repness[id] ?? []
      expect(representative.map(({ statement }) => statement)).toEqual(wanted.map(({ tid }) => tid))
      expect(
        representative.map((said) => ({
          successes: said.for === 'agree' ? said.agrees : said.disagrees,
          ...said,
        })),
      ).toMatchObject(
        wanted.map((said) => ({
          for: said['repful-for'],
          successes: said['n-success'],
          seen: said['n-trials'],
          share: near(said['p-success']),
          shareZ: near(said['p-test']),
          repness: near(said.repness),
          // Written in single precision.
          repnessZ: near(said['repness-test']),
        })),
      )
    }
  })

  test.skipIf(isAbsent)('the two axes, and how far each statement lies from the middle', () => {
    const { math, votes, isOut } = load(path)
    const { components } = computeOpinionMap({ votes, isOut })
    expect(Array.from(components.means)).toEqual(math.pca.center.map((mean) => near(-mean + 0)))
    for (const [own, wanted] of [
      [components.first, math.pca.comps[0]],
      [components.second, math.pca.comps[1]],
    ] as const) {
      const cosine = dot(own, wanted) / Math.sqrt(dot(own, own) * dot(wanted, wanted))
      expect(Math.abs(cosine)).toBeGreaterThanOrEqual(0.999999)
    }
    expect(Array.from(extremityOf(components, votes.statements))).toEqual(math.pca['comment-extremity'].map(near))
  })

  test.skipIf(isAbsent)('the place of everybody who is a base cluster alone', () => {
    const { math, votes, isOut } = load(path)
    const { points, components } = computeOpinionMap({ votes, isOut })
    const base = math['base-clusters']
    // Agreement has the other sign there, and an axis may point either way.
    const sides = [components.first, components.second].map(
      (own, axis) => -Math.sign(dot(own, math.pca.comps[axis] ?? [])),
    )
    const alone = base.members.flatMap((members, index) => (members.length === 1 ? [index] : []))
    expect(alone.length).toBeGreaterThan(20)
    for (const index of alone) {
      const person = base.members[index]?.[0] ?? -1
      expect([(points.x[person] ?? 0) * (sides[0] ?? 0), (points.y[person] ?? 0) * (sides[1] ?? 0)]).toEqual([
        near(base.x[index] ?? Number.NaN),
        near(base.y[index] ?? Number.NaN),
      ])
    }
  })

  test.skipIf(isAbsent)('the priority of every statement', () => {
    const { math, counts, isMeta } = given()
    const own = prioritiesOf(counts, Float64Array.from(math.pca['comment-extremity']), isMeta)
    expect(Array.from(own)).toEqual(byStatement(math['comment-priorities'], counts.statements).map(near))
  })
})

function countOf({ starts }: VoteTable, person: number): number {
  return (starts[person + 1] ?? 0) - (starts[person] ?? 0)
}
