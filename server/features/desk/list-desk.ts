import type { DeskItem, Language } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, encodeCursor } from '../../kernel/cursor'
import type { ModerationPorts } from '../moderation'
import { findMyGrids } from './find-my-grids'
import { mergeWaiting } from './rules'
import { BEGINNING, type DeskReader, type Position, SOURCES, type SourcePage } from './sources'

export interface DeskQuery {
  personId: string
  kind: DeskItem['kind'] | undefined
  limit: number
  cursor: string | undefined
  language: Language
}

const NOTHING: SourcePage = { items: [], show: async () => new Map() }

/**
 * What waits for a member of staff, soonest due first. Each list goes on where the page before left it, so that what joins one of them meanwhile
 * moves nothing in the others.
 */
export async function listDesk(
  deps: Deps,
  ports: ModerationPorts,
  { personId, kind, limit, cursor, language }: DeskQuery,
): Promise<{ items: DeskItem[]; nextCursor: string | null }> {
  const positions = decodePositions(cursor)
  const grids = await findMyGrids(deps.store.read, personId)
  const reader: DeskReader = { deps, ports, personId, language, grids }
  const pages: SourcePage[] = []
  for (const [index, source] of SOURCES.entries()) {
    const isAsked = kind === undefined || kind === source.kind
    pages.push(isAsked ? await source.list(reader, positions[index] ?? BEGINNING, limit + 1) : NOTHING)
  }
  const { page, hasMore } = mergeWaiting(
    pages.map(({ items }) => items),
    limit,
  )
  for (const { list, item } of page) positions[list] = item.position
  const shown = await Promise.all(
    pages.map((one, index) => one.show(page.filter(({ list }) => list === index).map(({ item }) => item.id))),
  )
  const items = page.flatMap(({ list, item }) => shown[list]?.get(item.id) ?? [])
  return { items, nextCursor: hasMore ? encodeCursor(positions.flat()) : null }
}

function decodePositions(cursor: string | undefined): Position[] {
  const key = decodeCursor(cursor, ['time', 'id', 'time', 'id', 'time', 'id', 'time', 'id', 'time', 'id'])
  if (key === null) return SOURCES.map(() => BEGINNING)
  const [since0, id0, since1, id1, since2, id2, since3, id3, since4, id4] = key
  return [
    [since0.getTime(), id0],
    [since1.getTime(), id1],
    [since2.getTime(), id2],
    [since3.getTime(), id3],
    [since4.getTime(), id4],
  ]
}
