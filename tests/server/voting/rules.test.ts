import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CountedBallot,
  decide,
  headsOfUnits,
  makeWhole,
  type PollRule,
  type Question,
  readArea,
  readFraction,
  reasonInWords,
  simulate,
  tallyBallots,
  type Weight,
  writeArea,
  writePerCent,
} from '../../../server/features/electoral-rules'

const ORDINARY: PollRule = { kind: 'civil_code_278_ordinary', quorum: null, threshold: null }
const SPECIAL: PollRule = { kind: 'civil_code_278_special', quorum: null, threshold: null }
const PLURALITY: PollRule = { kind: 'plurality', quorum: null, threshold: null }
const MAJORITY: PollRule = { kind: 'majority', quorum: null, threshold: null }

const owners = (rule: PollRule, electorate: Weight): Question => ({ rule, weighsArea: true, assent: 0, electorate })

/** Two options, yes and no, from what takes part and what of it says yes. */
function tallied(takingPart: Weight, yes: Weight) {
  const no = { heads: takingPart.heads - yes.heads, area: takingPart.area - yes.area }
  return { takingPart, paperHeads: 0, options: [yes, no].map((weight) => ({ ...weight, paperHeads: 0 })) }
}

// 900 heads on 9,000,000 cm²: two thirds are 600 heads and 6,000,000 cm².
const ALL = { heads: 900, area: 9_000_000 }

describe('Civil Code art. 278, at, just under and just over each bound', () => {
  test.each<[what: string, rule: PollRule, takingPart: Weight, yes: Weight, passed: boolean]>([
    ['two thirds of both exactly', ORDINARY, { heads: 600, area: 6_000_000 }, { heads: 600, area: 6_000_000 }, true],
    ['one cm² less takes part', ORDINARY, { heads: 600, area: 5_999_999 }, { heads: 600, area: 5_999_999 }, false],
    ['one cm² more', ORDINARY, { heads: 600, area: 6_000_001 }, { heads: 600, area: 6_000_001 }, true],
    ['one head less takes part', ORDINARY, { heads: 599, area: 6_000_000 }, { heads: 599, area: 6_000_000 }, false],
    ['one head more', ORDINARY, { heads: 601, area: 6_000_000 }, { heads: 601, area: 6_000_000 }, true],
    [
      'half of the heads: not more than half',
      ORDINARY,
      { heads: 600, area: 6_000_000 },
      { heads: 300, area: 4_000_000 },
      false,
    ],
    ['one head above half', ORDINARY, { heads: 600, area: 6_000_000 }, { heads: 301, area: 4_000_000 }, true],
    ['one head under half', ORDINARY, { heads: 600, area: 6_000_000 }, { heads: 299, area: 4_000_000 }, false],
    [
      'half of the area: not more than half',
      ORDINARY,
      { heads: 600, area: 6_000_000 },
      { heads: 400, area: 3_000_000 },
      false,
    ],
    ['one cm² above half', ORDINARY, { heads: 600, area: 6_000_000 }, { heads: 400, area: 3_000_001 }, true],
    ['one cm² under half', ORDINARY, { heads: 600, area: 6_000_000 }, { heads: 400, area: 2_999_999 }, false],
    ['three quarters of both exactly', SPECIAL, { heads: 600, area: 6_000_000 }, { heads: 450, area: 4_500_000 }, true],
    ['one cm² under three quarters', SPECIAL, { heads: 600, area: 6_000_000 }, { heads: 450, area: 4_499_999 }, false],
    ['one cm² over three quarters', SPECIAL, { heads: 600, area: 6_000_000 }, { heads: 450, area: 4_500_001 }, true],
    ['one head under three quarters', SPECIAL, { heads: 600, area: 6_000_000 }, { heads: 449, area: 4_500_000 }, false],
    ['one head over three quarters', SPECIAL, { heads: 600, area: 6_000_000 }, { heads: 451, area: 4_500_000 }, true],
    [
      'special too wants two thirds to take part',
      SPECIAL,
      { heads: 599, area: 9_000_000 },
      { heads: 599, area: 9_000_000 },
      false,
    ],
    ['all say no', ORDINARY, ALL, { heads: 0, area: 0 }, false],
    ['nobody votes', ORDINARY, { heads: 0, area: 0 }, { heads: 0, area: 0 }, false],
  ])('%s', (_, rule, takingPart, yes, passed) => {
    expect(decide(owners(rule, ALL), tallied(takingPart, yes)).passed).toBe(passed)
  })

  test('where a third does not come out even, nothing is rounded', () => {
    const electorate = { heads: 100, area: 1_000_000_000_000_001 }
    const least = 666_666_666_666_668
    const at = (area: number) =>
      decide(owners(ORDINARY, electorate), tallied({ heads: 67, area }, { heads: 67, area })).passed
    expect([at(least), at(least - 1)]).toEqual([true, false])
    const heads = (count: number) =>
      decide(owners(ORDINARY, electorate), tallied({ heads: count, area: least }, { heads: count, area: least })).passed
    expect([heads(67), heads(66)]).toEqual([true, false])
  })

  test('each line says what was measured, cites the article, and cuts its share downwards', () => {
    const { reasons } = decide(
      owners(ORDINARY, ALL),
      tallied({ heads: 600, area: 5_999_999 }, { heads: 600, area: 5_999_999 }),
    )
    expect(reasons.map(({ code, measure, isMet, article, share }) => [code, measure, isMet, article, share])).toEqual([
      ['took_part_at_least', 'area', false, 'civil_code_278', '66.6%'],
      ['took_part_at_least', 'heads', true, 'civil_code_278', '66.6%'],
      ['assented_more_than', 'area', true, 'civil_code_278', '100%'],
      ['assented_more_than', 'heads', true, 'civil_code_278', '100%'],
    ])
    const [first] = reasons
    if (first === undefined) throw new Error('no reasons')
    expect(reasonInWords(first, '同意', 'zh-CN')).toBe(
      '参与表决的专有部分面积为 599.9999 m² / 900 m²，66.6%，未达到应当参与的三分之二以上。',
    )
    expect(reasonInWords(first, 'Yes', 'en')).toBe(
      'By area, 599.9999 m² of 900 m² (66.6%) took part; at least two thirds must: not reached.',
    )
  })
})

describe('polls with a rule of their own', () => {
  const residents = (rule: PollRule, assent: number | null = null): Question => ({
    rule,
    weighsArea: false,
    assent,
    electorate: { heads: 100, area: 0 },
  })
  const votes = (...heads: number[]) => ({
    options: heads.map((count) => ({ heads: count, area: 0, paperHeads: 0 })),
    takingPart: { heads: heads.reduce((sum, count) => sum + count, 0), area: 0 },
    paperHeads: 0,
  })
  const custom = (quorum: string | null, threshold: string | null): PollRule => ({
    kind: 'custom',
    quorum: quorum === null ? null : readFraction(quorum),
    threshold: threshold === null ? null : readFraction(threshold),
  })

  test.each<[what: string, question: Question, heads: number[], passed: boolean, chosen: number[]]>([
    ['plurality: the most', residents(PLURALITY), [3, 5, 4], true, [1]],
    ['plurality: level', residents(PLURALITY), [5, 5, 1], false, []],
    ['plurality with a yes that loses', residents(PLURALITY, 0), [3, 5], false, []],
    ['plurality with a yes that wins', residents(PLURALITY, 0), [5, 3], true, [0]],
    ['plurality of nobody', residents(PLURALITY), [0, 0], false, []],
    ['majority: half is not more than half', residents(MAJORITY), [5, 5], false, []],
    ['majority: one more', residents(MAJORITY), [6, 5], true, [0]],
    ['majority: the most of three, under half', residents(MAJORITY), [4, 3, 3], false, []],
    ['majority of the noes', residents(MAJORITY, 0), [4, 6], false, []],
    ['custom: quorum and threshold exactly', residents(custom('1/5', '3/5')), [12, 8], true, [0]],
    ['custom: one vote under the quorum', residents(custom('1/5', '3/5')), [12, 7], false, []],
    ['custom: one vote under the threshold', residents(custom('1/5', '3/5')), [11, 9], false, []],
    ['custom: half and level with another', residents(custom(null, '1/2')), [10, 10], false, []],
    ['custom: half, and nobody else has as many', residents(custom(null, '1/2')), [10, 6, 4], true, [0]],
    ['custom without either is the most', residents(custom(null, null)), [2, 1], true, [0]],
  ])('%s', (_, question, heads, passed, chosen) => {
    expect(decide(question, votes(...heads))).toMatchObject({ passed, chosen })
  })

  test('custom of owners measures area as well', () => {
    const question: Question = { ...owners(custom('1/2', '2/3'), { heads: 10, area: 1_000 }), assent: 0 }
    const passed = (area: number) => decide(question, tallied({ heads: 5, area: 500 }, { heads: 4, area })).passed
    expect([passed(334), passed(333)]).toEqual([true, false])
  })
})

describe('against a brute recount', () => {
  const rolls = fc.array(
    fc.record({
      area: fc.integer({ min: 1, max: 999_999_999 }),
      vote: fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }),
      isPaper: fc.boolean(),
    }),
    { minLength: 1, maxLength: 60 },
  )

  test.each([ORDINARY, SPECIAL])('$kind over any roll, weights and ballots', (rule) => {
    fc.assert(
      fc.property(rolls, (roll) => {
        const cast = roll.flatMap(({ area, vote, isPaper }): CountedBallot[] =>
          vote === null ? [] : [{ options: vote === 2 ? [] : [vote], area, isPaper }],
        )
        const tally = tallyBallots(2, cast)
        const sum = (some: readonly { area: number }[]) => some.reduce((total, { area }) => total + BigInt(area), 0n)
        const yes = roll.filter(({ vote }) => vote === 0)
        const took = roll.filter(({ vote }) => vote !== null)
        expect(tally.options[0]).toEqual({
          heads: yes.length,
          area: Number(sum(yes)),
          paperHeads: yes.filter(({ isPaper }) => isPaper).length,
        })
        expect(tally.takingPart).toEqual({ heads: took.length, area: Number(sum(took)) })
        const isThere = took.length * 3 >= roll.length * 2 && sum(took) * 3n >= sum(roll) * 2n && took.length > 0
        const assents =
          rule === SPECIAL
            ? yes.length * 4 >= took.length * 3 && sum(yes) * 4n >= sum(took) * 3n
            : yes.length * 2 > took.length && sum(yes) * 2n > sum(took)
        const electorate = { heads: roll.length, area: Number(sum(roll)) }
        expect(decide(owners(rule, electorate), tally).passed).toBe(isThere && assents)
      }),
    )
  })

  test('a ballot for what is not on the poll is no ballot, and areas that cannot be added exactly are not added', () => {
    expect(() => tallyBallots(2, [{ options: [2], area: 0, isPaper: false }])).toThrow(RangeError)
    const huge = { options: [0], area: Number.MAX_SAFE_INTEGER, isPaper: false }
    expect(() => tallyBallots(2, [huge, huge])).toThrow(RangeError)
  })
})

describe('owners as heads (Interpretation, art. 9)', () => {
  const unit = (unitId: string, over: Partial<Parameters<typeof headsOfUnits>[0][number]> = {}) => ({
    unitId,
    area: 100,
    isUnsold: false,
    ownerKeys: [unitId],
    namedOwnerKey: null,
    ...over,
  })

  test('several units of one owner are one head with all their area', () => {
    const heads = headsOfUnits([unit('a', { ownerKeys: ['x'] }), unit('b', { ownerKeys: ['x'], area: 50 }), unit('c')])
    expect(heads).toMatchObject([
      { unitIds: ['a', 'b'], area: 150 },
      { unitIds: ['c'], area: 100 },
    ])
  })

  test('what the developer has not sold is one head together; what a person owns beside it is not', () => {
    const heads = headsOfUnits([unit('a', { isUnsold: true }), unit('b', { isUnsold: true }), unit('c')])
    expect(heads).toMatchObject([
      { unitIds: ['a', 'b'], area: 200, isDeveloper: true, ownerKeys: [] },
      { unitIds: ['c'] },
    ])
  })

  test('co-owners are one head: the one whom they named, or any of them while none is named', () => {
    const couple = ['y', 'x']
    expect(headsOfUnits([unit('a', { ownerKeys: couple })])).toMatchObject([{ ownerKeys: ['x', 'y'] }])
    const named = [unit('a', { ownerKeys: couple, namedOwnerKey: 'x' }), unit('b', { ownerKeys: ['x'] })]
    expect(headsOfUnits(named)).toMatchObject([{ unitIds: ['a', 'b'], ownerKeys: ['x'] }])
    const same = [unit('a', { ownerKeys: couple }), unit('b', { ownerKeys: ['x', 'y'] })]
    expect(headsOfUnits(same)).toHaveLength(1)
  })

  test('every unit is in one head, and no area is lost', () => {
    const units = fc.array(
      fc.record({
        area: fc.integer({ min: 1, max: 999_999_999 }),
        isUnsold: fc.boolean(),
        ownerKeys: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(units, (some) => {
        const all = some.map((one, index) => ({ ...one, unitId: String(index), namedOwnerKey: null }))
        const heads = headsOfUnits(all)
        const ids = heads.flatMap(({ unitIds }) => unitIds)
        expect([...ids].sort()).toEqual(all.map(({ unitId }) => unitId).sort())
        expect(heads.reduce((sum, { area }) => sum + area, 0)).toBe(some.reduce((sum, { area }) => sum + area, 0))
        expect(heads.filter(({ isDeveloper }) => isDeveloper).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('areas and shares', () => {
  test.each<[string, number | null]>([
    ['89.12', 891_200],
    ['89', 890_000],
    ['0.0001', 1],
    ['99999.9999', 999_999_999],
    ['0', null],
    ['100000', null],
    ['89.12345', null],
    ['-1', null],
    ['1e3', null],
    ['', null],
  ])('%s m²', (text, area) => expect(readArea(text)).toBe(area))

  test('an area is written as it was read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (area) => {
        expect(readArea(writeArea(area))).toBe(area)
      }),
    )
  })

  test.each<[string | number, string | null]>([
    ['2/3', '2/3'],
    ['4/6', '2/3'],
    [66, '33/50'],
    [0.55, '11/20'],
    ['0.55', '11/20'],
    [1, '1/1'],
    [0, null],
    ['0/3', null],
    ['4/3', null],
    [101, null],
    [1.5, null],
    ['1/0', null],
  ])('the share %s', (given, fraction) => {
    const read = readFraction(given)
    expect(read && `${read.numerator}/${read.denominator}`).toBe(fraction)
  })

  test('shares of a co-owned unit make up the whole exactly or not at all', () => {
    const third = { numerator: 1, denominator: 3 }
    expect(makeWhole([third, third, third])).toBe(true)
    expect(makeWhole(Array.from({ length: 3 }, () => ({ numerator: 33, denominator: 100 })))).toBe(false)
    expect(makeWhole([])).toBe(false)
  })

  test('a share is cut, never rounded up', () => {
    expect([writePerCent(2, 3), writePerCent(999_999, 1_000_000), writePerCent(1, 2), writePerCent(0, 0)]).toEqual([
      '66.6%',
      '99.9%',
      '50%',
      '0%',
    ])
  })
})

describe('the simulator', () => {
  test('turnout like last time: 61 % of the area is not enough, and what is lacking is exact', () => {
    const question = owners(ORDINARY, ALL)
    const answer = simulate(question, { headsTakingPart: 700, areaTakingPart: 610, assent: 800 })
    expect(answer).toMatchObject({ passed: false, takingPart: { heads: 630, area: 5_490_000 } })
    expect(answer.reasons[0]).toMatchObject({ measure: 'area', share: '61%', isMet: false })
    expect(answer.lacking).toEqual({ measure: 'area', amount: 510_000 })
  })

  test('what is lacking, added, is enough, and one less is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 0, max: 1_000 }), (heads, share) => {
        const question = owners(ORDINARY, { heads, area: heads })
        const { takingPart, lacking } = simulate(question, {
          headsTakingPart: share,
          areaTakingPart: 1_000,
          assent: 1_000,
        })
        if (lacking === null || lacking.measure !== 'heads') return
        const enough = takingPart.heads + lacking.amount
        expect(enough * 3 >= heads * 2 && (enough - 1) * 3 < heads * 2).toBe(true)
      }),
    )
  })
})
