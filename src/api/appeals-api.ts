import type {
  Appeal,
  AppealAction,
  AppealBulkAction,
  AppealBulkAnswer,
  AppealCategory,
  AppealLine,
  AppealsSummary,
  GeoPoint,
  GuessCategoryAnswer,
  PageOf,
  SimilarAppeals,
} from '../contract'
import type { HttpClient } from './http-client'

/** New cases, and what residents do with theirs, are sent by the pending store, which keeps them until they have arrived. */
export class AppealsApi {
  constructor(private readonly http: HttpClient) {}

  /** Nothing is stored: a guess from the words alone. */
  guessCategory(text: string): Promise<GuessCategoryAnswer> {
    return this.http.post('/appeal-guesses', { text })
  }

  /** Open cases like it, near the point or else at the place. */
  listSimilar(placeId: string, category: AppealCategory, point: GeoPoint | null): Promise<SimilarAppeals> {
    return this.http.get(`/places/${placeId}/appeals/similar`, { category, lng: point?.lng, lat: point?.lat })
  }

  getAppeal(id: string): Promise<Appeal> {
    return this.http.get(`/appeals/${id}`)
  }

  act(id: string, act: AppealAction): Promise<Appeal> {
    return this.http.post(`/appeals/${id}/actions`, act)
  }

  actOnSeveral(act: AppealBulkAction): Promise<AppealBulkAnswer> {
    return this.http.post('/appeals/actions', act)
  }

  listMine(cursor: string | null): Promise<PageOf<AppealLine>> {
    return this.http.get('/me/appeals', { cursor })
  }

  listAtPlace(placeId: string, category: AppealCategory | null, cursor: string | null): Promise<PageOf<AppealLine>> {
    return this.http.get(`/places/${placeId}/appeals`, { category, cursor })
  }

  /** Days of the calendar in Shanghai, both counted in; null is open to that side. */
  getSummary(placeId: string, from: string | null, to: string | null): Promise<AppealsSummary> {
    return this.http.get(`/places/${placeId}/appeals/summary`, { from, to })
  }
}
