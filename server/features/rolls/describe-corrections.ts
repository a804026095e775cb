import type { CorrectionLine } from '../../../src/contract'
import type { Deps } from '../../deps'
import { writeArea } from '../electoral-rules'
import { listDeskEntries, type PollRow, weighsArea } from '../polls'
import { bodyOf } from './correct-roll'
import { planRollOf, subjectIdOf } from './list-candidates'
import { type CorrectionRow, listDoorLabels, listNames } from './repository'

/**
 * What each correction takes off the roll and puts on it, in words that the second member of staff can hold against what they know. The area of what is
 * put on is that of today, and said only while it is undecided.
 */
export async function describeCorrections(
  deps: Deps,
  poll: PollRow,
  corrections: readonly CorrectionRow[],
): Promise<Map<string, CorrectionLine[]>> {
  const { read } = deps.store
  const bodies = corrections.map((correction) => ({ correction, ...bodyOf(correction) }))
  const entries = await listDeskEntries(read, poll.communityId, poll.id, [
    ...new Set(bodies.flatMap(({ remove }) => remove)),
  ])
  const added = bodies.flatMap(({ add }) => add)
  const names = await listNames(read, [...new Set(added.flatMap(({ personId }) => personId ?? []))])
  const doors = await listDoorLabels(read, [...new Set(added.flatMap(({ householdId }) => householdId ?? []))])
  const isUndecided = bodies.some(({ correction, add }) => correction.state === 'proposed' && add.length > 0)
  const planned = isUndecided && weighsArea(poll) ? await planRollOf(read, poll) : []
  const areas = new Map(planned.map((entry) => [subjectIdOf(entry), entry.area]))
  const areaOf = (area: number | undefined) => (area === undefined || !weighsArea(poll) ? null : writeArea(area))
  return new Map(
    bodies.map(({ correction, remove, add }) => [
      correction.id,
      [
        ...remove.map((id): CorrectionLine => {
          const entry = entries.get(id)
          return { change: 'remove', label: entry?.label ?? '', names: entry?.names ?? [], area: areaOf(entry?.area) }
        }),
        ...add.map(({ personId = '', householdId = '' }): CorrectionLine => {
          const area = correction.state === 'proposed' ? areas.get(householdId) : undefined
          const label = doors.get(householdId) ?? ''
          return { change: 'add', label, names: [names.get(personId) ?? []].flat(), area: areaOf(area) }
        }),
      ],
    ]),
  )
}
