import type { AlertAction, MissingAlert, PageOf, Sighting } from '../contract'
import type { HttpClient } from './http-client'

/** New alerts and sightings are sent by the pending store, which keeps them until they have arrived. */
export class AlertsApi {
  constructor(private readonly http: HttpClient) {}

  getAlert(id: string): Promise<MissingAlert> {
    return this.http.get(`/alerts/${id}`)
  }

  listOpen(placeId: string): Promise<PageOf<MissingAlert>> {
    return this.http.get(`/places/${placeId}/alerts`, { state: 'open' })
  }

  act(id: string, act: AlertAction): Promise<MissingAlert> {
    return this.http.post(`/alerts/${id}/actions`, act)
  }

  listSightings(id: string, cursor: string | null): Promise<PageOf<Sighting>> {
    return this.http.get(`/alerts/${id}/sightings`, { cursor })
  }
}
