import { describe, expect, test } from 'vitest'
import { CostsError, readOrLibrary } from '../../../../server/features/mutual-aid'

const read = (text: string) => readOrLibrary(Buffer.from(text))

describe('a file in the layout of the OR-Library', () => {
  test.each<[string, string, number[]]>([
    ['one row', '1\n7', [7]],
    ['costs that run on over line ends', '2\n 1 2 3\r\n\t4 \n', [1, 2, 3, 4]],
    ['all on one line', '2 1 2 3 4', [1, 2, 3, 4]],
    ['negative, decimal and with an exponent', '2\n-1 +2.5 .5 1e3', [-1, 2.5, 0.5, 1_000]],
    ['a byte order mark', '\uFEFF2\n1 2 3 4', [1, 2, 3, 4]],
  ])('%s', (_, text, costs) => {
    const problem = read(text)
    expect(problem.rows).toBe(problem.columns)
    expect(Array.from(problem.costs)).toEqual(costs)
  })

  test.each<[string, string, RegExp]>([
    ['nothing', '', /nothing in it/],
    ['blanks alone', ' \n\t ', /nothing in it/],
    ['n = 0', '0\n', /whole number from 1 to 4000, not "0"/],
    ['n below 0', '-3\n1', /not "-3"/],
    ['half a row', '1.5\n1', /not "1.5"/],
    ['a huge n', '1000000000\n1 2 3', /not "1000000000"/],
    ['an n beyond numbers', '1e999\n', /"1e999" is no number/],
    ['an n that the file is too short for', '4000\n1 2 3', /16000000 costs are wanted, and it has 3/],
    ['cut off', '3\n1 2 3 4 5 6 7 8', /9 costs are wanted, and it has 8/],
    ['cut off, in long numbers', '2\n10000 20000 30000', /4 costs are wanted, and it has 3/],
    ['too many', '2\n1 2 3 4 5', /more than 2 × 2 = 4/],
    ['words', '2\n1 2 three 4', /"three" is no number/],
    ['a word in a file that is too short, too', '9\n1 x', /"x" is no number/],
    ['NaN', '2\n1 2 NaN 4', /"NaN" is no number/],
    ['infinity', '2\n1 2 Infinity 4', /"Infinity" is no number/],
    ['a number beyond numbers', '2\n1 2 1e400 4', /"1e400" is no number/],
    ['hexadecimal', '2\n1 2 0x10 4', /"0x10" is no number/],
    ['commas', '2\n1,2,3,4', /"1,2,3,4" is no number/],
    ['not text', '\u0000\u0001\u0002', /is no number/],
    ['a very long word', `2\n${'9'.repeat(1_000)} 1 1 1`, /^"9{24}…" is no number/],
  ])('is refused: %s', (_, text, sentence) => {
    expect(() => read(text)).toThrow(CostsError)
    expect(() => read(text)).toThrow(sentence)
  })
})
