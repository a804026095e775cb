import type { Household, HouseholdCount, PageOf, Place, PlaceChild, Poll } from '../contract'
import type { HttpClient } from './http-client'

export class PlacesApi {
  constructor(private readonly http: HttpClient) {}

  getPlace(id: string): Promise<Place> {
    return this.http.get(`/places/${id}`)
  }

  getPlaceByCode(code: string): Promise<Place> {
    return this.http.get(`/places/by-code/${encodeURIComponent(code)}`)
  }

  /** The tops of the tree. */
  listRoots(cursor?: string | null): Promise<PageOf<PlaceChild>> {
    return this.http.get('/places', { limit: 50, cursor })
  }

  listChildren(id: string, cursor?: string | null): Promise<PageOf<PlaceChild>> {
    return this.http.get(`/places/${id}/children`, { limit: 50, cursor })
  }

  listHouseholds(buildingId: string, cursor?: string | null): Promise<PageOf<Household>> {
    return this.http.get(`/places/${buildingId}/households`, { limit: 50, cursor })
  }

  /** Of this place and those above it. Here and not with the other polls, because the home page asks for nothing else of them. */
  listOpenPolls(id: string, cursor: string | null): Promise<PageOf<Poll>> {
    return this.http.get(`/places/${id}/polls`, { state: 'open', cursor })
  }

  countHouseholds(id: string): Promise<HouseholdCount> {
    return this.http.get(`/places/${id}/household-count`)
  }
}
