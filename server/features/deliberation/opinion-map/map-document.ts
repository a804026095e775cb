import type { OpinionMap } from './opinion-map'
import type { Points } from './projection'
import type { Representativeness } from './representativeness'
import type { VoteTable } from './votes'

/** What anybody may see of an opinion map: `GET /topics/{id}/opinion-map`. No person can be told from it. */
export interface MapDocument {
  /** People with a vote, statements, and votes, the last of each person on each statement. */
  participants: number
  statements: number
  votes: number
  /** Fewer than two groups could be told apart. */
  tooFew: boolean
  groups: {
    id: string
    size: number
    statements: {
      id: string
      agree: number
      disagree: number
      seen: number
      repness: number
      for: 'agree' | 'disagree'
      representative: boolean
    }[]
  }[]
  consensus: { id: string; score: number }[]
  points: { x: number; y: number; group: string; people: number }[]
}

/** The picture is a grid of so many steps from one side to the other: whoever stands near each other is one dot. */
const PICTURE_STEPS = 24
const CODE_OF_A = 65

export interface DocumentSource {
  map: OpinionMap
  votes: VoteTable
  statementIds: readonly string[]
  isOut?: Uint8Array
}

/** Groups by letter, what represents each first; consensus from the greatest down, of equals in the order of the statements. */
export function presentOpinionMap({ map, votes, statementIds, isOut }: DocumentSource): MapDocument {
  const idOf = (statement: number) => statementIds[statement] ?? String(statement)
  const shown = statementIds.flatMap((_, statement) => (isOut?.[statement] ? [] : [statement]))
  const say = (said: Representativeness, representative: boolean) => ({
    id: idOf(said.statement),
    agree: said.agrees,
    disagree: said.disagrees,
    seen: said.seen,
    repness: said.repness,
    for: said.for,
    representative,
  })
  const scores = shown.map((statement) => ({ statement, score: map.consensus[statement] as number }))
  scores.sort((a, b) => b.score - a.score || a.statement - b.statement)
  return {
    participants: countPeople(votes),
    statements: shown.length,
    votes: votes.votes.length,
    tooFew: map.groups.length < 2,
    groups: map.groups.map(({ letter, size, says }) => ({
      id: letterName(letter),
      size,
      statements: [...says.representative.map((said) => say(said, true)), ...says.rest.map((said) => say(said, false))],
    })),
    consensus: map.groups.length === 0 ? [] : scores.map(({ statement, score }) => ({ id: idOf(statement), score })),
    points: pictureOf(map),
  }
}

export const letterName = (letter: number) => String.fromCharCode(CODE_OF_A + letter)

function countPeople({ people, starts }: VoteTable): number {
  let count = 0
  for (let person = 0; person < people; person += 1) if (starts[person + 1] !== starts[person]) count += 1
  return count
}

/** Where people stand in the picture: on a coarse grid from −1 to 1, the farthest of those who are in at the edge. */
export function picturePlaces({ points, letterOf }: Pick<OpinionMap, 'points' | 'letterOf'>): Points {
  const farthest = letterOf.reduce(
    (most, letter, person) =>
      letter === -1 ? most : Math.max(most, Math.abs(points.x[person] as number), Math.abs(points.y[person] as number)),
    0,
  )
  const half = PICTURE_STEPS / 2
  // Adding 0 makes −0 a plain 0.
  const step = (value: number) => (farthest === 0 ? 0 : Math.round((value / farthest) * half) / half + 0)
  return { x: points.x.map(step), y: points.y.map(step) }
}

/** Dots by group, and of each how many stand there. None where all stand at one place. */
function pictureOf(map: OpinionMap): MapDocument['points'] {
  const places = picturePlaces(map)
  const dots = new Map<string, MapDocument['points'][number]>()
  for (const [person, letter] of map.letterOf.entries()) {
    if (letter === -1) continue
    const [x, y] = [places.x[person] as number, places.y[person] as number]
    const key = `${letter} ${x} ${y}`
    const dot = dots.get(key) ?? { x, y, group: letterName(letter), people: 0 }
    dot.people += 1
    dots.set(key, dot)
  }
  const all = [...dots.values()]
  if (all.every(({ x, y }) => x === 0 && y === 0)) return []
  return all.sort((a, b) => a.group.localeCompare(b.group) || a.x - b.x || a.y - b.y)
}
