import { makeAutoObservable, observableRef } from 'mobx'
import { DeliberationApi } from '../api/deliberation-api'
import type { Ranking, Talk } from '../contract'
import { Loadable } from './loadable'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'

export type RankedPeriod = 'quarter' | 'lastQuarter' | 'year' | 'lastYear'

const SHANGHAI_AHEAD_MS = 8 * 60 * 60 * 1000

/** The year, and the quarter or all of it, as the calendar of Shanghai has it. */
export function periodAt(now: Date, period: RankedPeriod): { year: number; quarter: number | null } {
  const here = new Date(now.getTime() + SHANGHAI_AHEAD_MS)
  const year = here.getUTCFullYear()
  const quarter = Math.floor(here.getUTCMonth() / 3) + 1
  if (period === 'year') return { year, quarter: null }
  if (period === 'lastYear') return { year: year - 1, quarter: null }
  if (period === 'quarter') return { year, quarter }
  return quarter === 1 ? { year: year - 1, quarter: 4 } : { year, quarter: quarter - 1 }
}

/** What a community talks about, for its secretary; and how residents rank what was carried out. */
export class PlaceTalkStore {
  talk: Loadable<Talk> | null = null
  ranking: Loadable<Ranking> | null = null
  period: RankedPeriod = 'quarter'

  constructor(
    private readonly api: DeliberationApi,
    private readonly around: Pick<Surroundings, 'now'>,
  ) {
    makeAutoObservable<this, 'api' | 'around'>(
      this,
      { talk: observableRef, ranking: observableRef, api: false, around: false },
      { autoBind: true },
    )
  }

  async openTalk(placeId: string): Promise<void> {
    this.talk = new Loadable(() => this.api.getTalk(placeId))
    await this.talk.load()
  }

  async openRanking(placeId: string, period: RankedPeriod): Promise<void> {
    const { year, quarter } = periodAt(this.around.now(), period)
    this.period = period
    this.ranking = new Loadable(() => this.api.getRanking(placeId, year, quarter))
    await this.ranking.load()
  }

  forget(): void {
    this.talk = null
    this.ranking = null
    this.period = 'quarter'
  }
}

export const placeTalkStore: StoreKind<PlaceTalkStore> = ({ api, around }) =>
  new PlaceTalkStore(new DeliberationApi(api.http), around)
