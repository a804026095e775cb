import type { PollRule } from '../electoral-rules'
import type { PollRow } from './repository'
import type { DefinitionFacts } from './rules'

export interface PollOption {
  id: string
  text: string
}

/** The lists that a row keeps as JSON: we wrote them ourselves. */
export function optionsOf({ options }: Pick<PollRow, 'options'>): PollOption[] {
  return JSON.parse(options)
}

export function ruleOf({ rule }: Pick<PollRow, 'rule'>): PollRule {
  return JSON.parse(rule)
}

/** The place of the option that means yes, or null. */
export function assentOf(row: Pick<PollRow, 'options' | 'assentOption'>): number | null {
  if (row.assentOption === null) return null
  return optionsOf(row).findIndex(({ id }) => id === row.assentOption)
}

export function definitionOf(row: PollRow, announcedAt: Date, credentialKey: string | null): DefinitionFacts {
  return {
    id: row.id,
    placeId: row.placeId,
    question: row.question,
    body: row.body,
    options: optionsOf(row),
    choicesMin: row.choicesMin,
    choicesMax: row.choicesMax,
    secrecy: row.secrecy,
    electorate: row.electorate,
    rule: ruleOf(row),
    assentOption: row.assentOption,
    opensAt: new Date(row.opensAt),
    closesAt: new Date(row.closesAt),
    announcedAt,
    credentialKey,
  }
}
