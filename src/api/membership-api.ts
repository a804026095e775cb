import type { CreateMembershipRequest, MembershipAction, MembershipView } from '../contract'
import type { HttpClient } from './http-client'

export class MembershipApi {
  constructor(private readonly http: HttpClient) {}

  requestMembership(id: string, request: CreateMembershipRequest): Promise<MembershipView> {
    return this.http.put(`/memberships/${id}`, request)
  }

  getMembership(id: string): Promise<MembershipView> {
    return this.http.get(`/memberships/${id}`)
  }

  act(membershipId: string, act: MembershipAction): Promise<MembershipView> {
    return this.http.post(`/memberships/${membershipId}/actions`, act)
  }
}
