import { LRUCache } from 'lru-cache'
import type { Deps } from '../../deps'
import { topicOf } from '../../storage/versions'
import type { ComputedMap } from './compute-map'
import type { ExportedTable } from './export-conversation'
import { splitIds } from './joined-ids'
import { type MemberRow, saveAxes, saveMembers, type TopicKey } from './map-repository'
import { MapThread } from './map-thread'

/** Readers are given a map that is at most so old (issue 6). */
export const AGE_MS_MAX = 10_000
/** A map is as good as new for so many times what it took to make, and then made anew: a small one nearly at every look. */
const FRESH_TIMES = 20
const FRESH_MS_MAX = 5_000
/** What takes no longer is waited for; what does is made while the old map is still given out. */
const WAIT_MS_MAX = 100
const TOPICS_MAX = 200
const TABLES_MAX = 20
/** Of a closed topic nothing changes but what is taken out, and where several processes share a database only one is told of that. */
const TABLE_MS_MAX = 60_000
/** Rows in one transaction, so that nobody else waits long for the writer. */
const MEMBERS_AT_ONCE = 500

export interface KeptMap {
  map: ComputedMap
  /** Everything that was in the database at this time is in the map. */
  computedAt: Date
  /** The caller's place in the picture, which is told to nobody else. */
  placeOf(personId: string): { x: number; y: number; letter: number } | null
}

interface Entry extends KeptMap {
  version: number
  tookMs: number
}

/** The opinion maps of topics, made in a thread of their own and kept for a few seconds. */
export class OpinionMaps {
  readonly #deps: Deps
  readonly #thread: MapThread
  readonly #kept = new LRUCache<string, Entry>({ max: TOPICS_MAX })
  readonly #underWay = new Map<string, Promise<Entry>>()
  readonly #tables = new LRUCache<string, Promise<string>>({ max: TABLES_MAX, ttl: TABLE_MS_MAX })

  constructor(deps: Deps) {
    this.#deps = deps
    this.#thread = new MapThread(deps.config.databaseUrl)
  }

  /** A map at most `AGE_MS_MAX` old, in which no statement is shown that was taken out before it was asked for. */
  async get(topic: TopicKey): Promise<KeptMap> {
    const known = this.#kept.get(topic.id)
    const age = known === undefined ? Number.POSITIVE_INFINITY : this.#ageOf(topic.id, known)
    if (known !== undefined && age < Math.min(known.tookMs * FRESH_TIMES, FRESH_MS_MAX)) return known
    const renewed = this.#renew(topic)
    if (known === undefined || age > AGE_MS_MAX || known.tookMs < WAIT_MS_MAX) return renewed
    renewed.catch((error: unknown) => this.#deps.log.error({ err: error }, 'an opinion map was not renewed'))
    return known
  }

  /** Anybody may ask for it, as often as they like: however many do, it is made once. */
  exportTable(topic: TopicKey, table: ExportedTable): Promise<string> {
    const key = `${topic.id} ${table} ${this.#deps.store.versionOf(topicOf.opinions(topic.id))}`
    const known = this.#tables.get(key)
    if (known !== undefined) return known
    const made = this.#thread.exportTable(topic, table, this.#deps.secrets.shuffleKey(topic.id))
    this.#tables.set(key, made)
    made.catch(() => this.#tables.delete(key))
    return made
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#underWay.values())
    await this.#thread.stop()
  }

  /** Milliseconds; endless where the statements have changed since: what was taken out must be gone at once. */
  #ageOf(topicId: string, { computedAt, version }: Entry): number {
    if (version !== this.#deps.store.versionOf(topicOf.opinions(topicId))) return Number.POSITIVE_INFINITY
    return Math.abs(this.#deps.clock.now().getTime() - computedAt.getTime())
  }

  #renew(topic: TopicKey): Promise<Entry> {
    const running = this.#underWay.get(topic.id)
    if (running) return running
    const renewed = this.#compute(topic).finally(() => this.#underWay.delete(topic.id))
    this.#underWay.set(topic.id, renewed)
    return renewed
  }

  async #compute(topic: TopicKey): Promise<Entry> {
    const { store, clock } = this.#deps
    // Read before the votes are: what lands in between makes the map old, never the other way round.
    const version = store.versionOf(topicOf.opinions(topic.id))
    const computedAt = clock.now()
    const known = this.#kept.get(topic.id)
    const startedAt = performance.now()
    // A fingerprint is a sum: what was taken out and what came since may add up to the same.
    const unchanged = known?.version === version ? known.map.fingerprint : null
    const map = await this.#thread.computeMap(topic, unchanged)
    if (map === null && known === undefined) throw new Error('broken belief: without a map there is one to make')
    const tookMs = performance.now() - startedAt
    const entry =
      map === null ? { ...(known as Entry), version, computedAt } : entryOf(map, { version, computedAt, tookMs })
    this.#kept.set(topic.id, entry)
    if (map !== null) await this.#keepForNext(topic, map, computedAt)
    return entry
  }

  /** What the next map goes on from, also after a restart and in another process. */
  async #keepForNext(topic: TopicKey, { members, axes }: ComputedMap, computedAt: Date): Promise<void> {
    const { store } = this.#deps
    const ids = splitIds(members.ids)
    for (let start = 0; start < ids.length; start += MEMBERS_AT_ONCE) {
      const part = ids.slice(start, start + MEMBERS_AT_ONCE).map((personId, at): MemberRow => {
        const letter = members.letters[start + at] ?? -1
        return { personId, letter: letter < 0 ? null : letter }
      })
      await store.write((tx) => saveMembers(tx, topic, part))
    }
    await store.write((tx) => saveAxes(tx, topic, axes, computedAt))
  }
}

function entryOf(map: ComputedMap, made: Pick<Entry, 'version' | 'computedAt' | 'tookMs'>): Entry {
  let places: Map<string, number> | null = null
  return {
    map,
    ...made,
    placeOf: (personId) => {
      const { ids, x, y, letters } = map.places
      places ??= new Map(splitIds(ids).map((id, place) => [id, place]))
      const at = places.get(personId)
      return at === undefined ? null : { x: x[at] ?? 0, y: y[at] ?? 0, letter: letters[at] ?? 0 }
    },
  }
}
