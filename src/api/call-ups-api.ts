import type { CallUp, CallUpAction, CallUpRadius, CreateCallUpRequest, PageOf, Readiness } from '../contract'
import type { HttpClient } from './http-client'

export class CallUpsApi {
  constructor(private readonly http: HttpClient) {}

  /** Sent at once or not at all: a call that arrives an hour late does harm. */
  call(id: string, request: CreateCallUpRequest): Promise<CallUp> {
    return this.http.put(`/call-ups/${id}`, request)
  }

  getCallUp(id: string): Promise<CallUp> {
    return this.http.get(`/call-ups/${id}`)
  }

  act(id: string, act: CallUpAction): Promise<CallUp> {
    return this.http.post(`/call-ups/${id}/actions`, act)
  }

  listMine(cursor: string | null): Promise<PageOf<CallUp>> {
    return this.http.get('/me/call-ups', { cursor })
  }

  listOfPlace(placeId: string, cursor: string | null): Promise<PageOf<CallUp>> {
    return this.http.get(`/places/${placeId}/call-ups`, { cursor })
  }

  getReadiness(placeId: string, radius: CallUpRadius, skill: string | null): Promise<Readiness> {
    return this.http.get(`/places/${placeId}/readiness`, { radius, skill })
  }
}
