import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runLinli } from '../../support/run-linli'

const folder = mkdtempSync(join(tmpdir(), 'linli-assign-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'folder'))

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('linli assign', () => {
  test('prints the least cost and the column of each row', async () => {
    const answer = await runLinli(['assign', write('three.txt', '3\n4 1 3\n2 0 5\n3 2 2\n')])
    expect(answer).toEqual({ code: 0, stdout: '{"cost":5,"assignment":[1,0,2]}\n', stderr: expect.any(String) })
  })

  test.each<[string, string[], RegExp]>([
    ['no file named', ['assign'], /missing required args/],
    ['a file that is not there', ['assign', join(folder, 'missing.txt')], /missing\.txt is not there\.\n$/],
    ['a folder', ['assign', join(folder, 'folder')], /folder is a folder\.\n$/],
    ['a second word', ['assign', 'a', 'b'], /"b" is too much/],
    ['words', ['assign', write('words.txt', '2\n1 2 three 4')], /is no assignment problem\. "three" is no number\.\n$/],
    ['n = 0', ['assign', write('zero.txt', '0')], /is no assignment problem\. The number of rows/],
    [
      'a truncated file',
      ['assign', write('cut.txt', '3\n1 2 3 4')],
      /It ends early: 9 costs are wanted, and it has 4\.\n$/,
    ],
    ['costs that cannot be added', ['assign', write('wide.txt', '2\n0 1e300 0 0')], /span too widely/],
  ])('says in a sentence what is wrong and exits 1: %s', async (_, args, sentence) => {
    const answer = await runLinli(args)
    expect(answer).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(sentence) })
    expect(answer.stderr).not.toMatch(/^\s+at /m)
  })
})
