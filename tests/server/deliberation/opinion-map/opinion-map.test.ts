import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  computeOpinionMap,
  lastVotes,
  presentOpinionMap,
  type VoteTable,
} from '../../../../server/features/deliberation'
import { makeBaseClusters } from '../../../../server/features/deliberation/opinion-map/base-clusters'
import { priorityOf } from '../../../../server/features/deliberation/opinion-map/group-votes'
import { findGroups } from '../../../../server/features/deliberation/opinion-map/groups'
import { chooseNextStatement } from '../../../../server/features/deliberation/opinion-map/next-statement'
import { membersOf } from '../../../../server/features/deliberation/opinion-map/opinion-map'
import { conversation, idsOf, times } from './conversation'

const documentOf = (votes: VoteTable, isOut?: Uint8Array) =>
  presentOpinionMap({ map: computeOpinionMap({ votes, isOut }), votes, statementIds: idsOf(votes), isOut })

/** Two camps of ten and eight that agree on the first statement and on nothing else; each has somebody who wavers. */
const camps = conversation([...times(9, '++++----'), '+++0----', ...times(7, '+---++++'), '+--0++++'])

/** No number of it is NaN or infinite: both become null in JSON. */
function expectNumbers(document: unknown): void {
  expect(JSON.stringify(document)).not.toContain('null')
}

describe('last votes', () => {
  test('a vote that was changed a hundred times counts once, as it was last', () => {
    const changed = {
      people: 2,
      statements: 3,
      personOf: new Int32Array(101),
      statementOf: new Int32Array(101),
      votes: new Int8Array(101),
    }
    for (let at = 0; at < 101; at += 1) changed.votes[at] = at % 2 === 0 ? -1 : 1
    const { starts, statementOf, votes } = lastVotes(changed)
    expect([starts, statementOf, votes].map((list) => Array.from(list))).toEqual([[0, 1, 1], [0], [-1]])
  })

  test('against a map of maps, in any order', () => {
    const cell = fc.record({ person: fc.nat(5), statement: fc.nat(4), vote: fc.constantFrom(-1, 0, 1) })
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
        const last = new Map(cells.map(({ person, statement, vote }) => [`${person} ${statement}`, vote]))
        const table = lastVotes({
          people: 6,
          statements: 5,
          personOf: Int32Array.from(cells, ({ person }) => person),
          statementOf: Int32Array.from(cells, ({ statement }) => statement),
          votes: Int8Array.from(cells, ({ vote }) => vote),
        })
        const own = new Map<string, number>()
        for (let person = 0; person < 6; person += 1)
          for (let at = table.starts[person] ?? 0; at < (table.starts[person + 1] ?? 0); at += 1)
            own.set(`${person} ${table.statementOf[at]}`, table.votes[at] ?? Number.NaN)
        expect([...own].sort()).toEqual([...last].sort())
      }),
    )
  })

  test.each([
    ['a person', { personOf: [2], statementOf: [0], votes: [1] }],
    ['a statement', { personOf: [0], statementOf: [-1], votes: [1] }],
    ['a vote', { personOf: [0], statementOf: [0], votes: [2] }],
  ])('%s that is not there is refused', (_, { personOf, statementOf, votes }) => {
    const cast = {
      personOf: Int32Array.from(personOf),
      statementOf: Int32Array.from(statementOf),
      votes: Int8Array.from(votes),
    }
    expect(() => lastVotes({ people: 2, statements: 2, ...cast })).toThrow(RangeError)
  })
})

describe('who is in', () => {
  const line = (votes: number) => '+'.repeat(votes) + '.'.repeat(10 - votes)
  const numbersIn = (isIn: Uint8Array) => [...isIn.keys()].filter((person) => isIn[person])

  test('seven votes are enough, six are not', () => {
    const table = conversation([...times(20, line(7)), line(6)])
    expect(numbersIn(membersOf(table, 10, null))).toEqual(Array.from({ length: 20 }, (_, person) => person))
  })

  test('where there are fewer statements, all of them', () => {
    expect(numbersIn(membersOf(conversation([...times(15, '+++'), '++.']), 3, null))).toHaveLength(15)
  })

  test('fewer than fifteen are topped up with those who voted most, never with somebody who did not', () => {
    const table = conversation([line(1), line(9), line(0), line(5), line(8), line(5)])
    expect(numbersIn(membersOf(table, 10, null))).toEqual([0, 1, 3, 4, 5])
    const many = conversation([...times(14, line(7)), line(2), line(3), line(3)])
    expect(numbersIn(membersOf(many, 10, null)).slice(14)).toEqual([15])
  })

  test('once in, always in', () => {
    const table = conversation([...times(20, line(7)), line(1)])
    expect(
      membersOf(
        table,
        10,
        Uint8Array.from({ length: 21 }, (_, person) => (person === 20 ? 1 : 0)),
      )[20],
    ).toBe(1)
  })
})

describe('two camps', () => {
  test('are told apart, each by what it says, and what they share is consensus', () => {
    const document = documentOf(camps)
    expect(document).toMatchObject({ participants: 18, statements: 8, votes: 144, tooFew: false })
    expect(document.groups.map(({ id, size }) => ({ id, size }))).toEqual([
      { id: 'A', size: 10 },
      { id: 'B', size: 8 },
    ])
    expect(document.consensus[0]).toEqual({ id: 's0', score: (11 / 12) * (9 / 10) })
    expect(document.consensus).toHaveLength(8)
    const [a, b] = document.groups
    expect(a?.statements).toHaveLength(8)
    expect(a?.statements.filter(({ representative }) => representative).map((said) => said.for)).toEqual(
      expect.arrayContaining(['agree']),
    )
    expect(a?.statements.find(({ id }) => id === 's1')).toEqual({
      id: 's1',
      agree: 10,
      disagree: 0,
      seen: 10,
      repness: 11 / 12 / (1 / 10),
      for: 'agree',
      representative: true,
    })
    expect(b?.statements.find(({ id }) => id === 's3')).toMatchObject({ agree: 0, disagree: 7, seen: 8 })
    expect(document.points.reduce((sum, { people }) => sum + people, 0)).toBe(18)
  })

  test('the same votes give the same map, in whatever order people are counted', () => {
    expect(documentOf(camps)).toEqual(documentOf(structuredClone(camps)))
    const turned = conversation([...times(7, '+---++++'), '+--0++++', '+++0----', ...times(9, '++++----')])
    expect(documentOf(turned).groups).toEqual(documentOf(camps).groups)
    expect(documentOf(turned).consensus).toEqual(documentOf(camps).consensus)
  })

  test('camps that are exact opposites are found, too, though no beginning points at them', () => {
    const document = documentOf(conversation([...times(6, '+-+-'), ...times(6, '-+-+')]))
    expect(document.groups.map(({ size }) => size)).toEqual([6, 6])
  })

  test('a statement that was taken out is shown nowhere, and counts for nobody', () => {
    const isOut = Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0)
    const document = documentOf(camps, isOut)
    expect(document.statements).toBe(7)
    expect(JSON.stringify(document)).not.toContain('"s1"')
    expect(document.groups.map(({ size }) => size)).toEqual([10, 8])
  })
})

describe('from the last map', () => {
  test('groups keep their letters and sides when the smaller becomes the larger', () => {
    const before = computeOpinionMap({ votes: camps })
    const grown = conversation([
      ...times(9, '++++----'),
      '+++0----',
      ...times(7, '+---++++'),
      '+--0++++',
      ...times(9, '+---++++'),
    ])
    const fresh = computeOpinionMap({ votes: grown })
    expect(fresh.groups.map(({ size }) => size)).toEqual([17, 10])
    const isIn = new Uint8Array(27)
    isIn.set(before.isIn)
    const letterOf = new Int32Array(27).fill(-1)
    letterOf.set(before.letterOf)
    const last = { isIn, letterOf, first: before.first, second: before.second }
    const after = computeOpinionMap({ votes: grown, last })
    expect(after.groups.map(({ letter, size }) => ({ letter, size }))).toEqual([
      { letter: 0, size: 10 },
      { letter: 1, size: 17 },
    ])
    expect(after.letterOf.subarray(0, 18)).toEqual(before.letterOf)
    expect(Math.sign(after.points.x[0] ?? 0)).toBe(Math.sign(before.points.x[0] ?? 0))
    const turned = computeOpinionMap({ votes: grown, last: { ...last, first: before.first.map((value) => -value) } })
    expect(Math.sign(turned.points.x[0] ?? 0)).toBe(-Math.sign(before.points.x[0] ?? 0))
  })

  test.each([
    ['side by side', [0, 0, 0, 0, 1, 1, 1, 1]],
    ['one above the other', [0, 0, 1, 1, 0, 0, 1, 1]],
  ])('groups that stood %s are gone on with, also where a letter between theirs is missing', (_, before) => {
    // The corners of a square: both ways to part it are as good, so that only the last groups tell which.
    const points = {
      x: Float64Array.of(-1, -1.1, -1, -1.1, 1, 1.1, 1, 1.1),
      y: Float64Array.of(1, 1.1, -1, -1.1, 1, 1.1, -1, -1.1),
    }
    const people = Int32Array.from(before.keys())
    const bases = makeBaseClusters(people, points)
    const groupsAfter = (letters: readonly number[]) => {
      const last = Int32Array.from(before, (group) => letters[group] ?? -1)
      const { count, groupOfBase } = findGroups(bases, people, points, last)
      return { count, groups: Array.from(people, (_, person) => groupOfBase[bases.baseOf[person] ?? -1]) }
    }
    expect(groupsAfter([0, 1])).toEqual({ count: 2, groups: before })
    expect(groupsAfter([0, 2])).toEqual(groupsAfter([0, 1]))
  })

  test('a statement and people that are new since need no entry', () => {
    const before = computeOpinionMap({ votes: camps })
    const wider = conversation([...times(10, '++++----+'), ...times(8, '+---++++-')])
    const { isIn, letterOf, first, second } = before
    expect(computeOpinionMap({ votes: wider, last: { isIn, letterOf, first, second } }).letterOf).toEqual(letterOf)
  })
})

describe('too few to tell, and never NaN', () => {
  test.each<[string, string[], { groups: number[]; tooFew: boolean }]>([
    ['nobody', [], { groups: [], tooFew: true }],
    ['people without votes', times(20, '....'), { groups: [], tooFew: true }],
    ['one participant', ['+-+-+-+-'], { groups: [], tooFew: true }],
    ['four people', times(4, '+-+-'), { groups: [], tooFew: true }],
    ['all pass', times(40, '0000'), { groups: [40], tooFew: true }],
    ['all agree', times(40, '++++'), { groups: [40], tooFew: true }],
    ['one statement on which all agree', times(12, '+'), { groups: [12], tooFew: true }],
    [
      'a camp of four among twelve is folded',
      [...times(8, '++++--'), ...times(4, '----++')],
      { groups: [12], tooFew: true },
    ],
    ['one statement, two camps', [...times(6, '+'), ...times(7, '-')], { groups: [7, 6], tooFew: false }],
    ['two camps and a constant column', [...times(6, '+++-'), ...times(7, '+--+')], { groups: [7, 6], tooFew: false }],
    [
      'two camps and a column nobody saw',
      [...times(6, '++.-'), ...times(7, '--.+')],
      { groups: [7, 6], tooFew: false },
    ],
  ])('%s', (_, lines, { groups, tooFew }) => {
    const document = documentOf(conversation(lines))
    expect(document.groups.map(({ size }) => size)).toEqual(groups)
    expect(document.tooFew).toBe(tooFew)
    if (groups.length === 0) expect(document.consensus).toEqual([])
    expectNumbers(document)
  })

  test('any votes: all numbers are numbers, no group is below five, sizes and dots add up', () => {
    const line = fc.string({ unit: fc.constantFrom('+', '-', '0', '.', '.'), minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const votes = conversation(lines)
        const map = computeOpinionMap({ votes })
        const document = presentOpinionMap({ map, votes, statementIds: idsOf(votes) })
        expectNumbers(document)
        expectNumbers([...map.priorities, ...map.points.x, ...map.points.y])
        const inGroups = document.groups.reduce((sum, { size }) => sum + size, 0)
        for (const { size } of document.groups) expect(size).toBeGreaterThanOrEqual(5)
        expect(inGroups).toBe(map.letterOf.filter((letter) => letter !== -1).length)
        const dots = document.points.reduce((sum, { people }) => sum + people, 0)
        expect([0, inGroups]).toContain(dots)
      }),
      { numRuns: 300, seed: 3 },
    )
  })
})

describe('which statement is next', () => {
  test('new ones and dividing ones come first, what is passed on comes last', () => {
    const of = (agrees: number, disagrees: number, seen: number, extremity = 0) =>
      priorityOf({ agrees, disagrees, seen }, extremity, false)
    expect(of(0, 0, 0)).toBeCloseTo((0.25 * 9) ** 2, 12)
    expect(of(0, 0, 0)).toBeGreaterThan(of(10, 5, 20))
    expect(of(10, 10, 20, 2)).toBeGreaterThan(of(10, 10, 20, 1))
    expect(of(2, 2, 20)).toBeLessThan(of(10, 10, 20))
    expect(priorityOf({ agrees: 1, disagrees: 1, seen: 90 }, 0, true)).toBe(49)
  })

  test('by chance as likely as its priority, the same for the same seed', () => {
    const priorities = [
      { id: 'a', priority: 1 },
      { id: 'b', priority: 3 },
      { id: 'c', priority: 0 },
    ]
    const counts = { a: 0, b: 0, c: 0 }
    for (let turn = 0; turn < 4_000; turn += 1) {
      const id = chooseNextStatement(priorities, `person-1 ${turn}`) as 'a' | 'b' | 'c'
      expect(chooseNextStatement(priorities, `person-1 ${turn}`)).toBe(id)
      counts[id] += 1
    }
    expect(counts.c).toBe(0)
    expect(counts.a / 4_000).toBeGreaterThan(0.22)
    expect(counts.a / 4_000).toBeLessThan(0.28)
    expect(chooseNextStatement([], 'x')).toBeNull()
    expect(chooseNextStatement([{ id: 'only', priority: 0 }], 'x')).toBe('only')
  })
})
