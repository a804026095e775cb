import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Talk } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { findPlace, listSubtree } from '../places'
import { refuseSecretary } from './policy'
import type { DeliberationPorts, TalkItem } from './ports'
import { countCategories, excerptOf, WordCount } from './talk-words'

const DAYS = 30
/** Of each kind. */
const ITEMS_MAX = 1_500
/** After so many others have their turn: a text takes some hundred microseconds. */
const ITEMS_AT_ONCE = 20

/** What a place talks about, for the secretary who looks for topics: counts of categories and words, each with what stands behind it. */
export async function readTalk(
  deps: Deps,
  ports: DeliberationPorts,
  { placeId, personId, days = DAYS }: { placeId: string; personId: string; days: number | undefined },
): Promise<Talk> {
  const { read } = deps.store
  const place = found(await findPlace(read, placeId))
  refuseIf(refuseSecretary(await findStanding(read, personId), place))
  const grids = place.kind === 'grid' ? [place] : await listSubtree(read, place.path, 'grid')
  const to = deps.clock.now()
  const from = new Date(to.getTime() - days * 86_400_000)
  const gridIds = grids.map(({ id }) => id)
  const items = await ports.listTalk(read, gridIds, from, ITEMS_MAX)
  const counts = new WordCount()
  for (const [index, item] of items.entries()) {
    if (index % ITEMS_AT_ONCE === ITEMS_AT_ONCE - 1) await nextTurn()
    counts.add(item)
  }
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    looked: items.length,
    categories: countCategories(items).map(withSources),
    words: counts.most().map(withSources),
  }
}

const withSources = <Counted extends { sources: TalkItem[] }>({ sources, ...counted }: Counted) => ({
  ...counted,
  sources: sources.map(presentSource),
})

function presentSource({ kind, id, text, createdAt }: TalkItem): Talk['words'][number]['sources'][number] {
  return { kind, id, text: excerptOf(text), createdAt: new Date(createdAt).toISOString() }
}
