import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readOrLibrary, solveDense, solveSparse } from '../../server/features/mutual-aid'
import { proveDense, proveSparse } from '../server/mutual-aid/assignment/certificate'
import { referenceData } from '../support/reference-data'
import { runLinli } from '../support/run-linli'

const folder = referenceData('assignment')
const assign100 = join(folder ?? '', 'assign100.txt')
const OPTIMUM = 305

describe('assign100 of the OR-Library, whose optimum is 305', () => {
  test.skipIf(folder === null)('as a table and as a list of pairs, proved by the prices', () => {
    const problem = readOrLibrary(readFileSync(assign100))
    const dense = solveDense(problem)
    expect(dense).toMatchObject({ assigned: 100, cost: OPTIMUM })
    proveDense(problem, dense)
    const pairs = {
      rows: 100,
      columns: 100,
      starts: Int32Array.from({ length: 101 }, (_, row) => row * 100),
      columnOf: Int32Array.from({ length: 10_000 }, (_, pair) => pair % 100),
      costs: problem.costs,
    }
    const sparse = solveSparse(pairs)
    expect(sparse).toMatchObject({ assigned: 100, cost: OPTIMUM })
    proveSparse(pairs, sparse)
  })

  test.skipIf(folder === null)('linli assign prints it with the assignment, the same every time', async () => {
    const answer = await runLinli(['assign', assign100])
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\{.*\}\n$/) })
    const { cost, assignment } = JSON.parse(answer.stdout) as { cost: number; assignment: number[] }
    const { costs } = readOrLibrary(readFileSync(assign100))
    expect([...assignment].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, column) => column))
    expect(assignment.reduce((sum, column, row) => sum + (costs[row * 100 + column] ?? 0), 0)).toBe(OPTIMUM)
    expect(cost).toBe(OPTIMUM)
    expect((await runLinli(['assign', assign100])).stdout).toBe(answer.stdout)
  })
})
