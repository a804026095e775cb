import { ConfigError } from '../config'
import { CostsError, readOrLibrary, solveDense } from '../features/mutual-aid'
import { readGivenFile } from './read-given-file'

const BYTES_MAX = 500_000_000

/**
 * Solves an assignment problem in the layout of the OR-Library. `assignment[i]` is the column of row `i`, both counted from 0; no other has a
 * lower `cost`.
 */
export async function assign(file: string): Promise<{ cost: number; assignment: number[] }> {
  try {
    const { cost, columnOfRow } = solveDense(readOrLibrary(readGivenFile(file, BYTES_MAX)))
    return { cost, assignment: Array.from(columnOfRow) }
  } catch (error) {
    if (error instanceof CostsError || error instanceof RangeError)
      throw new ConfigError(`${file} is no assignment problem. ${error.message}`)
    throw error
  }
}
