export type { DenseAssignment, DenseProblem, SparseAssignment, SparseProblem } from './assignment/problem'
export { CostsError, readOrLibrary } from './assignment/read-or-library'
export { solveDense } from './assignment/solve-dense'
export { solveSparse } from './assignment/solve-sparse'
