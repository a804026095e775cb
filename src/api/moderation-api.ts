import type { PageOf, ReportAction, ReportView } from '../contract'
import type { HttpClient } from './http-client'

/** Reports are sent by the pending store, which keeps them until they have arrived. */
export class ModerationApi {
  constructor(private readonly http: HttpClient) {}

  listCases(
    placeId: string,
    state: 'open' | 'appealed' | 'decided',
    cursor: string | null,
  ): Promise<PageOf<ReportView>> {
    return this.http.get(`/places/${placeId}/moderation`, { state, cursor })
  }

  getCase(reportId: string): Promise<ReportView> {
    return this.http.get(`/reports/${reportId}`)
  }

  act(reportId: string, act: ReportAction): Promise<ReportView> {
    return this.http.post(`/reports/${reportId}/actions`, act)
  }
}
