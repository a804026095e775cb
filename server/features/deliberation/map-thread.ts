import { WorkThread } from '../../work-thread'
import type { ComputedMap } from './compute-map'
import type { ExportedTable } from './export-conversation'
import type { TopicKey } from './map-repository'

export type MapJob =
  | { job: 'map'; topic: TopicKey; known: string | null }
  | { job: 'table'; topic: TopicKey; table: ExportedTable; shuffleKey: Uint8Array }

export type MapResult = { map: ComputedMap | null } | { table: string }

/** The thread in which opinion maps are made (opinion-map-worker.ts). */
export class MapThread {
  readonly #thread: WorkThread<MapJob, MapResult>

  constructor(databaseUrl: string) {
    this.#thread = new WorkThread('opinion-map-worker', { databaseUrl })
  }

  /** Null where nothing has changed since the map of the fingerprint `known`. */
  async computeMap(topic: TopicKey, known: string | null): Promise<ComputedMap | null> {
    const answer = await this.#thread.ask({ job: 'map', topic, known })
    if ('map' in answer) return answer.map
    throw new Error('broken belief: a map is answered by a map')
  }

  async exportTable(topic: TopicKey, table: ExportedTable, shuffleKey: Uint8Array): Promise<string> {
    const answer = await this.#thread.ask({ job: 'table', topic, table, shuffleKey })
    if ('table' in answer) return answer.table
    throw new Error('broken belief: a table is answered by a table')
  }

  /** Ends the thread; who waits for it is told so. Whoever asks afterwards has a new one begun. */
  stop(): Promise<void> {
    return this.#thread.stop()
  }
}
