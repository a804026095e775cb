import type { CreateMembershipRequest, MembershipAction, MembershipState, MembershipView, PageOf } from '../contract'
import type { HttpClient } from './http-client'

export class MembershipApi {
  constructor(private readonly http: HttpClient) {}

  requestMembership(id: string, request: CreateMembershipRequest): Promise<MembershipView> {
    return this.http.put(`/memberships/${id}`, request)
  }

  /** For staff. */
  listOfPlace(placeId: string, state: MembershipState, cursor: string | null): Promise<PageOf<MembershipView>> {
    return this.http.get(`/places/${placeId}/memberships`, { state, cursor })
  }

  act(membershipId: string, act: MembershipAction): Promise<MembershipView> {
    return this.http.post(`/memberships/${membershipId}/actions`, act)
  }
}
