import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runLinli } from '../../support/run-linli'

const folder = mkdtempSync(join(tmpdir(), 'linli-opinion-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'folder'))

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('linli opinion-map', () => {
  test('prints the map of a table of votes', async () => {
    const lines = Array.from({ length: 12 }, (_, person) => `${person},,0,3,1,1,${person < 7 ? '1,-1,1' : '-1,1,1'}`)
    const heading = 'participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2'
    const answer = await runLinli(['opinion-map', write('votes.csv', `\uFEFF${[heading, ...lines].join('\r\n')}\r\n`)])
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\{.*\}\n$/) })
    expect(JSON.parse(answer.stdout)).toMatchObject({
      participants: 12,
      statements: 3,
      votes: 36,
      tooFew: false,
      groups: [
        { id: 'A', size: 7 },
        { id: 'B', size: 5 },
      ],
      consensus: [{ id: '2', score: (8 / 9) * (6 / 7) }, {}, {}],
    })
  })

  test.each<[string, string[], RegExp]>([
    ['no file named', ['opinion-map'], /missing required args/],
    ['a file that is not there', ['opinion-map', join(folder, 'missing.csv')], /missing\.csv is not there\.\n$/],
    ['a folder', ['opinion-map', join(folder, 'folder')], /folder is a folder\.\n$/],
    ['an empty file', ['opinion-map', write('empty.csv', '')], /is no table of votes\. There is nothing in it\.\n$/],
    ['another table', ['opinion-map', write('other.csv', 'a,b\n1,2\n')], /no column "participant"/],
    ['a vote that is none', ['opinion-map', write('vote.csv', 'participant,0\n1,9\n')], /"9" in line 2 is no vote/],
    [
      'a quote that does not end',
      ['opinion-map', write('quote.csv', 'participant,0\n"1,1\n')],
      /is no table of votes\. Quote/,
    ],
    [
      'a line without end',
      ['opinion-map', write('long.csv', `participant,0\n${'1'.repeat(2_000_000)}`)],
      /is no table of votes/,
    ],
  ])('says in a sentence what is wrong and exits 1: %s', async (_, args, sentence) => {
    const answer = await runLinli(args)
    expect(answer).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(sentence) })
    expect(answer.stderr).not.toMatch(/^\s+at /m)
  })
})
