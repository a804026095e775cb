export interface ProgressProps {
  /** 0 to 1. */
  value: number
  /** A bound to reach, 0 to 1, drawn as an upright line. */
  mark?: number
  /** What is measured, on the left above the bar. */
  label?: string
  /** The figure in words, on the right above the bar: a bar never speaks by its length alone. */
  text?: string
  tone?: 'brand' | 'wait' | 'alert'
}
