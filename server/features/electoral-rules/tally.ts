import { addArea } from './area'

/** A ballot as it is counted. `options` are places in the poll's list of options, each once. Area in cm², 0 where it is not weighed. */
export interface CountedBallot {
  options: readonly number[]
  area: number
  isPaper: boolean
}

/** Heads and area in cm². */
export interface Weight {
  heads: number
  area: number
}

export interface Tally {
  /** By place in the list of options. */
  options: readonly (Weight & { paperHeads: number })[]
  /** Whoever handed in a ballot, blank or not, took part. */
  takingPart: Weight
  paperHeads: number
}

/** Adds ballots up. @throws RangeError for an option that is not on the poll, or where areas are more than can be added exactly */
export function tallyBallots(optionCount: number, ballots: Iterable<CountedBallot>): Tally {
  const options = Array.from({ length: optionCount }, () => ({ heads: 0, area: 0, paperHeads: 0 }))
  const takingPart = { heads: 0, area: 0 }
  let paperHeads = 0
  for (const ballot of ballots) {
    takingPart.heads += 1
    takingPart.area = addArea(takingPart.area, ballot.area)
    if (ballot.isPaper) paperHeads += 1
    for (const place of ballot.options) {
      const option = options[place]
      if (option === undefined) throw new RangeError('a ballot chooses what is not on the poll')
      option.heads += 1
      option.area += ballot.area
      if (ballot.isPaper) option.paperHeads += 1
    }
  }
  return { options, takingPart, paperHeads }
}
