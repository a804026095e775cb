import type { ListLine, ListLineKind, ListMatch, ListName, ThreeLists } from '../../../src/contract'

/** So many of the lines that fit are named; how many pieces they are is counted in full. */
const NAMED_MAX = 3

/** A line before it is known what fits it. Times are milliseconds since 1970. */
export interface BareLine {
  id: string
  kind: ListLineKind
  title: string
  personId: string
  who: string
  category: string
  total: number
  left: number
  asked: number
  createdAt: number
}

/** A need, what of the other two lists fits it, and how many pieces (1 for help). */
export interface Fit {
  needId: string
  lineId: string
  quantity: number
}

export type Lists = Record<ListName, ListLine[]>

/** The lists with what fits written on both sides of each fit. What fits a line twice over is counted up to what is left of it. */
export function joinLists(bare: Record<ListName, readonly BareLine[]>, fits: readonly Fit[]): Lists {
  const lines = new Map(Object.values(bare).flatMap((list) => list.map((line) => [line.id, line] as const)))
  const found = new Map<string, ListMatch[]>()
  const note = (at: string, id: string, quantity: number): void => {
    const other = lines.get(id)
    if (other === undefined) return
    found.set(at, [...(found.get(at) ?? []), { kind: other.kind, id, title: other.title, quantity }])
  }
  for (const { needId, lineId, quantity } of fits) {
    note(needId, lineId, quantity)
    note(lineId, needId, quantity)
  }
  const join = (line: BareLine): ListLine => {
    const matches = found.get(line.id) ?? []
    const pieces = matches.reduce((sum, { quantity }) => sum + quantity, 0)
    return {
      ...line,
      // A service is booked by the hour: nothing of it is used up.
      matched: line.kind === 'service' ? pieces : Math.min(pieces, line.left),
      matches: matches.slice(0, NAMED_MAX),
      createdAt: new Date(line.createdAt).toISOString(),
    }
  }
  const sorted = (list: readonly BareLine[]) => list.toSorted(newestFirst).map(join)
  return { resources: sorted(bare.resources), needs: sorted(bare.needs), services: sorted(bare.services) }
}

const newestFirst = (a: BareLine, b: BareLine) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1)

export function sumUp({ resources, needs, services }: Lists): ThreeLists {
  const sum = (of: (line: ListLine) => number) => needs.reduce((total, line) => total + of(line), 0)
  return {
    resources: resources.length,
    needs: needs.length,
    services: services.length,
    lacking: sum(({ left }) => left),
    covered: sum(({ matched }) => matched),
  }
}

/** Those after a line, which need not be there any more. */
export function linesAfter(
  lines: readonly ListLine[],
  after: readonly [createdAt: Date, id: string] | null,
  limit: number,
): ListLine[] {
  if (after === null) return lines.slice(0, limit)
  const [at, id] = [after[0].toISOString(), after[1]]
  return lines.filter((line) => line.createdAt < at || (line.createdAt === at && line.id < id)).slice(0, limit)
}
