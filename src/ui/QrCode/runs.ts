/** A stretch of squares of one colour in a row of a code. */
export interface Run {
  isDark: boolean
  length: number
}

/** The rows of a code as stretches of one colour, so that a page needs a few hundred boxes and no canvas. */
export function runsOf(modules: { size: number; data: Uint8Array }): Run[][] {
  return Array.from({ length: modules.size }, (_, row) => {
    const runs: Run[] = []
    for (let column = 0; column < modules.size; column += 1) {
      const isDark = Boolean(modules.data[row * modules.size + column])
      const last = runs[runs.length - 1]
      if (last?.isDark === isDark) last.length += 1
      else runs.push({ isDark, length: 1 })
    }
    return runs
  })
}
