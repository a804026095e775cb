import { describe, expect, test } from 'vitest'
import { readParticipantVotes, VotesError } from '../../../../server/features/deliberation'

const HEADING = ['participant', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree', '7', '12']
const row = (participant: string, ...votes: string[]) => [participant, '', '0', '0', '0', '0', ...votes]

describe('a table with the columns of participants-votes.csv', () => {
  test('votes, passes and gaps; its own groups and counts are not looked at', async () => {
    const { votes, statementIds } = await readParticipantVotes([HEADING, row('5', '1', ''), row('3', '0', '-1')])
    expect(statementIds).toEqual(['7', '12'])
    expect({ people: votes.people, starts: Array.from(votes.starts) }).toEqual({ people: 2, starts: [0, 1, 3] })
    expect(Array.from(votes.statementOf)).toEqual([0, 0, 1])
    expect(Array.from(votes.votes)).toEqual([1, 0, -1])
  })

  test('only the participant and the statements need be there, in any order; 1.0 is 1', async () => {
    const { votes, statementIds } = await readParticipantVotes([
      ['3', 'xid', 'participant'],
      ['1.0', 'x', 'a'],
      ['-1.0', 'y', 'b'],
    ])
    expect(statementIds).toEqual(['3'])
    expect(Array.from(votes.votes)).toEqual([1, -1])
  })

  test('of a participant with several rows the last vote on each statement counts', async () => {
    const { votes } = await readParticipantVotes([HEADING, row('5', '1', '1'), row('5', '-1', '')])
    expect(votes.people).toBe(1)
    expect(Array.from(votes.votes)).toEqual([-1, 1])
  })

  test('nobody', async () => {
    expect((await readParticipantVotes([HEADING])).votes.people).toBe(0)
  })

  test.each<[string, string[][], RegExp]>([
    ['nothing', [], /nothing in it/],
    ['no participant', [['group-id', '0']], /no column "participant"/],
    ['no statements', [['participant', 'group-id']], /has no statements/],
    ['a column that is none', [['participant', 'mood', '0']], /"mood" in its heading is no statement's number/],
    ['a statement twice', [['participant', '0', '0']], /a statement twice/],
    ['a row that is short', [HEADING, ['1', '']], /Line 2 has 2 columns, and the heading 8/],
    ['a row that is long', [HEADING, row('1', '1', '1', '1')], /Line 2 has 9 columns/],
    ['a row without a name', [HEADING, row('', '1', '1')], /Line 2 names no participant/],
    ['a vote of 2', [HEADING, row('1', '1', '1'), row('2', '2', '1')], /"2" in line 3 is no vote/],
    ['a word', [HEADING, row('1', 'agree', '')], /"agree" in line 2 is no vote/],
    ['NaN', [HEADING, row('1', 'NaN', '')], /"NaN" in line 2 is no vote/],
    [
      'too many statements',
      [['participant', ...Array.from({ length: 10_001 }, (_, id) => String(id))]],
      /more than 10000/,
    ],
  ])('is refused: %s', async (_, rows, sentence) => {
    await expect(readParticipantVotes(rows)).rejects.toThrow(VotesError)
    await expect(readParticipantVotes(rows)).rejects.toThrow(sentence)
  })
})
