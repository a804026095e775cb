import type { OwnedUnit, OwnersImport, PageOf } from '../contract'
import type { HttpClient } from './http-client'

/** The owners' register of a community. */
export class OwnersApi {
  constructor(private readonly http: HttpClient) {}

  listUnits(communityId: string, cursor: string | null): Promise<PageOf<OwnedUnit>> {
    return this.http.get(`/places/${communityId}/owned-units`, { cursor })
  }

  /** `path` is a file on the phone, `type` its media type. */
  importTable(communityId: string, id: string, path: string, type: string): Promise<OwnersImport> {
    return this.http.upload(`/places/${communityId}/owners-imports/${id}`, path, () => {}, type)
  }

  nameVoter(communityId: string, householdId: string, code: string): Promise<{ code: string }> {
    return this.http.put(`/places/${communityId}/owned-units/${householdId}/voter`, { code })
  }
}
