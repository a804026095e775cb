import type { PageOf, SearchHit } from '../contract'
import type { HttpClient } from './http-client'

export class SearchApi {
  constructor(private readonly http: HttpClient) {}

  /** Posts and notices of a place in which the words are found. */
  search(placeId: string, words: string, cursor: string | null): Promise<PageOf<SearchHit>> {
    return this.http.get(`/places/${placeId}/search`, { q: words, cursor })
  }
}
