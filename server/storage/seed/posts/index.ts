import { FIRST_GRID_A } from './first-grid-a'
import { FIRST_GRID_B } from './first-grid-b'
import { FIRST_GRID_C } from './first-grid-c'
import { FIRST_GRID_D } from './first-grid-d'
import { SECOND_GRID, THIRD_GRID } from './other-grids-guihuayuan'
import { FIFTH_GRID, FOURTH_GRID, SIXTH_GRID } from './other-grids-wutongli'

/** What is said in each grid of the demo city, in the order of the grids. */
export const SCRIPTS: readonly string[] = [
  FIRST_GRID_A + FIRST_GRID_B + FIRST_GRID_C + FIRST_GRID_D,
  SECOND_GRID,
  THIRD_GRID,
  FOURTH_GRID,
  FIFTH_GRID,
  SIXTH_GRID,
]
