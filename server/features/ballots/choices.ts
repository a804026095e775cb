import type { PollOption } from '../polls'

/** What a poll lets people choose. */
export interface ChoiceBounds {
  options: readonly PollOption[]
  choicesMin: number
  choicesMax: number
}

/** The chosen options by their places in the poll's list, in its order. Null for what is not on the poll, too many or too few. Pure. */
export function readChoices(poll: ChoiceBounds, optionIds: readonly string[]): number[] | null {
  if (optionIds.length < poll.choicesMin || optionIds.length > poll.choicesMax) return null
  const places = optionIds.map((id) => poll.options.findIndex((option) => option.id === id))
  if (places.includes(-1) || new Set(places).size < places.length) return null
  return places.sort((a, b) => a - b)
}

export function writeChoices(places: readonly number[]): string {
  return JSON.stringify(places)
}

export function parseChoices(choices: string): number[] {
  return JSON.parse(choices)
}

export function idsOf(options: readonly PollOption[], places: readonly number[]): string[] {
  return places.map((place) => options[place]?.id ?? '')
}
