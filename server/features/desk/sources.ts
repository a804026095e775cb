import { type DeskItem, type Language, LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { listDeskAppeals } from '../appeals'
import { listCareTasksWaitingFor, presentCareTask } from '../care'
import { findDuties } from '../hand-overs'
import { listMembershipsOfGrids, presentMembership } from '../membership'
import { listCasesWaitingFor, type ModerationPorts, presentCases } from '../moderation'
import { listActivitiesWaitingFor } from '../volunteering'
import type { MyGrids } from './find-my-grids'
import { dueAfter, type Waiting } from './rules'

/** Who looks at a desk. */
export interface DeskReader {
  deps: Deps
  ports: ModerationPorts
  personId: string
  language: Language
  grids: MyGrids
}

/** Where one list goes on: after the thing with this time and id. */
export type Position = readonly [time: number, id: string]
export const BEGINNING: Position = [0, BEFORE_ALL_IDS]

/** One thing of a list: how it stands in the order, where the list goes on after it. */
export interface SourceItem extends Waiting {
  position: Position
}

export interface SourcePage {
  items: SourceItem[]
  /** The things of the page as the contract has them, in the order of the ids. */
  show(ids: readonly string[]): Promise<Map<string, DeskItem>>
}

/** A list of things that wait, soonest due first. */
export interface DeskSource {
  kind: DeskItem['kind']
  list(reader: DeskReader, after: Position, limit: number): Promise<SourcePage>
}

const toTime = (at: number) => new Date(at).toISOString()

/** Nobody decides about their own request. They have few, so that many more are asked for. */
const memberships: DeskSource = {
  kind: 'membership',
  list: async ({ deps, personId, grids }, [since, afterId], limit) => {
    const more = limit + LIMITS.membershipsPending
    const after = [new Date(since), afterId] as const
    const rows = await listMembershipsOfGrids(deps.store.read, grids.verifying, 'pending', after, more)
    const others = rows.filter((row) => row.personId !== personId).slice(0, limit)
    return {
      items: others.map(({ id, createdAt }) => ({ id, dueAt: dueAfter(createdAt), position: [createdAt, id] })),
      show: async (ids) =>
        new Map(
          others
            .filter(({ id }) => ids.includes(id))
            .map((row): [string, DeskItem] => {
              const times = { waitingSince: toTime(row.createdAt), dueAt: toTime(dueAfter(row.createdAt)) }
              const membership = presentMembership(row, grids.standing)
              return [row.id, { kind: 'membership', id: row.id, ...times, membership }]
            }),
        ),
    }
  },
}

const reports: DeskSource = {
  kind: 'report',
  list: async ({ deps, ports, personId, language, grids }, [since, afterId], limit) => {
    const after = [new Date(since), afterId] as const
    const rows = await listCasesWaitingFor(deps.store.read, personId, grids.moderating, { after, limit })
    return {
      items: rows.map(({ id, createdAt }) => ({ id, dueAt: dueAfter(createdAt), position: [createdAt, id] })),
      show: async (ids) => {
        const shown = rows.filter(({ id }) => ids.includes(id))
        const presented = await presentCases(deps.store.read, ports, shown, grids.standing, language)
        return new Map(
          shown.flatMap((row, index): [string, DeskItem][] => {
            const report = presented[index]
            const times = { waitingSince: toTime(row.createdAt), dueAt: toTime(dueAfter(row.createdAt)) }
            return report === undefined ? [] : [[row.id, { kind: 'report', id: row.id, ...times, report }]]
          }),
        )
      },
    }
  },
}

const appeals: DeskSource = {
  kind: 'appeal',
  list: async ({ deps, personId }, [since, afterId], limit) => {
    const { cases, show } = await listDeskAppeals(deps, personId, { after: [new Date(since), afterId], limit })
    const known = new Map(cases.map((one) => [one.id, one]))
    return {
      items: cases.map(({ id, dueAt }) => ({ id, dueAt, position: [dueAt, id] })),
      show: async (ids) => {
        const lines = await show(ids)
        return new Map(
          [...lines].map(([id, appeal]): [string, DeskItem] => {
            const times = { waitingSince: appeal.createdAt, dueAt: toTime(known.get(id)?.dueAt ?? 0) }
            return [id, { kind: 'appeal', id, ...times, appeal }]
          }),
        )
      },
    }
  },
}

const careTasks: DeskSource = {
  kind: 'care_task',
  list: async ({ deps, personId }, after, limit) => {
    const duties = await findDuties(deps.store.read, personId, deps.clock.now())
    const rows = await listCareTasksWaitingFor(deps.store.read, duties, { after, limit })
    return {
      items: rows.map(({ id, dueAt }) => ({ id, dueAt, position: [dueAt, id] })),
      show: async (ids) =>
        new Map(
          rows
            .filter(({ id }) => ids.includes(id))
            .map((row): [string, DeskItem] => {
              const careTask = presentCareTask(row, duties)
              const times = { waitingSince: careTask.createdAt, dueAt: careTask.dueAt }
              return [row.id, { kind: 'care_task', id: row.id, ...times, careTask }]
            }),
        ),
    }
  },
}

const activities: DeskSource = {
  kind: 'activity',
  list: async ({ deps, grids }, [since, afterId], limit) => {
    const page = { after: [new Date(since), afterId] as const, limit }
    const waiting = await listActivitiesWaitingFor(deps.store.read, grids.standing, page)
    return {
      items: waiting.map(({ id, createdAt }) => ({ id, dueAt: dueAfter(createdAt), position: [createdAt, id] })),
      show: async (ids) =>
        new Map(
          waiting
            .filter(({ id }) => ids.includes(id))
            .map(({ id, createdAt, activity }): [string, DeskItem] => {
              const times = { waitingSince: toTime(createdAt), dueAt: toTime(dueAfter(createdAt)) }
              return [id, { kind: 'activity', id, ...times, activity }]
            }),
        ),
    }
  },
}

/** All lists that a desk is made of; of two things due at one time, the earlier list's stands first. */
export const SOURCES: readonly DeskSource[] = [memberships, reports, appeals, careTasks, activities]
