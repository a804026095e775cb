import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { AppealsApi } from '../api/appeals-api'
import type { OfficeApi } from '../api/office-api'
import type { AppealsSummary, DepartmentRating, DepartmentRatings } from '../contract'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'

export type Period = 'month' | 'year' | 'all'

type RatingLine = DepartmentRating & { id: string }

const MONTH_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000
/** Shanghai has kept this offset since 1991. */
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000

/** The day of the calendar in Shanghai, "2026-10-01". */
const dayOf = (at: number) => new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)

/** How a place does with its cases; and how a department was rated. Both are numbers without names. */
export class PlacePageStore {
  placeId: string | null = null
  period: Period = 'month'
  summary: Loadable<AppealsSummary> | null = null
  departmentId: string | null = null
  ratings: PagedList<RatingLine> | null = null
  ratingsHead: Pick<DepartmentRatings, 'department' | 'ratings' | 'meanStars'> | null = null

  constructor(
    private readonly api: AppealsApi,
    private readonly office: OfficeApi,
    private readonly around: Pick<Surroundings, 'now'>,
  ) {
    makeAutoObservable<this, 'api' | 'office' | 'around'>(
      this,
      {
        summary: observableRef,
        ratings: observableRef,
        ratingsHead: observableRef,
        api: false,
        office: false,
        around: false,
      },
      { autoBind: true },
    )
  }

  async open(placeId: string, period: Period = this.period): Promise<void> {
    if (placeId !== this.placeId || period !== this.period || this.summary === null) {
      this.placeId = placeId
      this.period = period
      const { from, to } = this.daysOf(period)
      this.summary = new Loadable(() => this.api.getSummary(placeId, from, to))
    }
    await this.summary.load()
  }

  async openRatings(departmentId: string): Promise<void> {
    if (departmentId !== this.departmentId || this.ratings === null) {
      this.departmentId = departmentId
      this.ratingsHead = null
      this.ratings = new PagedList(async (cursor) => {
        const { items, nextCursor, ...head } = await this.office.getRatings(departmentId, cursor)
        runInAction(() => {
          this.ratingsHead = head
        })
        return { items: items.map((rating) => ({ ...rating, id: rating.appealId })), nextCursor }
      })
    }
    await this.ratings.refresh()
  }

  forget(): void {
    this.placeId = null
    this.summary = null
    this.departmentId = null
    this.ratings = null
    this.ratingsHead = null
  }

  private daysOf(period: Period): { from: string | null; to: string | null } {
    if (period === 'all') return { from: null, to: null }
    const now = this.around.now().getTime()
    const to = dayOf(now)
    const from = period === 'year' ? `${to.slice(0, 4)}-01-01` : dayOf(now - (MONTH_DAYS - 1) * DAY_MS)
    return { from, to }
  }
}

export const placePageStore: StoreKind<PlacePageStore> = ({ api, around }) =>
  new PlacePageStore(api.appeals, api.office, around)
