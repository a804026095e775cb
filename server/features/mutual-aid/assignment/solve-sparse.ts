import { AugmentingSearch } from './augmenting-search'
import { checkSparse, type SparseAssignment, type SparseProblem } from './problem'
import { reduceRows } from './reduce-rows'
import { makeSparseState } from './sparse-state'

/**
 * Passes on as many pieces as possible from columns to rows, and among all ways to do so takes one of least cost: exactly, for whole numbers;
 * to rounding, for others. With the counts left out this is the sparse assignment problem: each row takes one column at most, each column one
 * row at most. The same input gives the same output; of equals the lowest number is taken.
 *
 * Shortest augmenting paths after Jonker and Volgenant, “A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems”, Computing 38 (1987) 325–340, in their sparse form: augmenting row reduction for what is single, then a search after Dijkstra with
 * a heap (Johnson, J. ACM 24 (1977) 1–13) over costs that prices keep from being negative (Edmonds and Karp, J. ACM 19 (1972) 248–264), once
 * for as many pieces as one way carries. For w pieces, p pairs and n nodes O(w · p · log n) time in the worst case, near to linear in p where
 * offers are not scarce; O(n + p) memory.
 *
 * Proof of optimality that anyone can check, with `u = prices.ofRows`, `v = prices.ofColumns`, `r = cost − u − v`: `r ≥ 0` for a pair that may
 * pass more on, `r ≤ 0` for one that passes something on; `v ≤ 0`, and 0 for a column with something left; `u ≤ unmet`, and equal for a row
 * that wants more.
 *
 * @throws RangeError as `checkSparse`
 */
export function solveSparse(problem: SparseProblem): SparseAssignment {
  const scale = checkSparse(problem)
  const state = makeSparseState(problem, scale)
  reduceRows(state)
  const search = new AugmentingSearch(state)
  for (let row = 0; row < state.rows; row += 1) if ((state.wanted[row] as number) > 0) search.meet(row)
  let [assigned, cost] = [0, 0]
  for (let pair = 0; pair < state.pieces.length; pair += 1) {
    const count = state.pieces[pair] as number
    assigned += count
    cost += count * (problem.costs[pair] as number)
  }
  return {
    pieces: state.pieces,
    assigned,
    cost,
    prices: {
      ofRows: state.ofRows.map((price) => price + scale.least),
      ofColumns: state.ofColumns,
      unmet: scale.unmet + scale.least,
    },
  }
}
