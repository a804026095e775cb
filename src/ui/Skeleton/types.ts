export interface SkeletonProps {
  kind: 'line' | 'card' | 'list'
  count?: number
  /** Read out while waiting. */
  label?: string
}
