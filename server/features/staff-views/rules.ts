import type { HeldRole } from '../membership'

/** Things that name somebody in an answer without saying who it is; whoever knows the thing knows the person. */
export type NamingThing = 'appeal' | 'sighting' | 'giftShare' | 'rollEntry'

/** Whom an answer shows: people by their ids, others by what names them. */
export interface Shown {
  personIds: ReadonlySet<string>
  things: Readonly<Record<NamingThing, ReadonlySet<string>>>
}

const isText = (value: unknown): value is string => typeof value === 'string'

/**
 * Looks through an answer. Whatever bears a `displayName` is a person, known by `personId` or `id`. A case names its reporter (`visibleName`), a
 * sighting whoever saw, a share of a gift who gives and who gets it, a roll the voters of an entry, a sheet of paper those of its entry, a line of
 * the three lists `who` it is of.
 */
export function findShown(answer: unknown): Shown {
  const personIds = new Set<string>()
  const things = {
    appeal: new Set<string>(),
    sighting: new Set<string>(),
    giftShare: new Set<string>(),
    rollEntry: new Set<string>(),
  }
  const look = (value: unknown): void => {
    if (value === null || typeof value !== 'object' || value instanceof Date) return
    if (Array.isArray(value)) for (const item of value) look(item)
    const { id, personId = id, ...fields } = value as Record<string, unknown>
    const { rollEntryId, voter } = fields
    if (isText(fields.who) && isText(personId)) personIds.add(personId)
    if (isText(rollEntryId) && voter !== undefined) things.rollEntry.add(rollEntryId)
    if (isText(fields.displayName) && isText(personId))
      (fields.alertId === undefined ? personIds : things.sighting).add(personId)
    if (isText(id)) {
      if (isText(fields.visibleName)) things.appeal.add(id)
      if (isText(fields.receiver)) things.giftShare.add(id)
      if (Array.isArray(fields.names)) things.rollEntry.add(id)
    }
    for (const part of Object.values(fields)) look(part)
  }
  look(answer)
  return { personIds, things }
}

/** The office in which somebody looks: the nearest that is over the home of whom they look at, or else any of theirs. */
export function officeOver(roles: readonly HeldRole[], homePaths: readonly string[]): HeldRole | undefined {
  const over = roles.filter(({ placePath }) => homePaths.some((path) => path.startsWith(placePath)))
  return over.sort((a, b) => b.placePath.length - a.placePath.length)[0] ?? roles[0]
}
