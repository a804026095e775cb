import type {
  AnswerTemplate,
  AppealCategory,
  CareTask,
  CareTaskAction,
  CreateAnswerTemplateRequest,
  CreateHandOverRequest,
  DepartmentRatings,
  DispatchRule,
  DispatchRules,
  HandOver,
  HandOverAction,
  ImportBatch,
  PageOf,
  PlaceBrief,
  SetDispatchRuleRequest,
  StaffMember,
} from '../contract'
import { type HttpClient, queryOf } from './http-client'

/** What an office needs around its cases: whom to call, ready sentences, who stands in, which desk takes what. */
export class OfficeApi {
  constructor(private readonly http: HttpClient) {}

  listDepartments(placeId: string): Promise<PageOf<PlaceBrief>> {
    return this.http.get(`/places/${placeId}/departments`)
  }

  listStaff(placeId: string, cursor: string | null): Promise<PageOf<StaffMember>> {
    return this.http.get(`/places/${placeId}/staff`, { limit: 50, cursor })
  }

  listTemplates(placeId: string, cursor: string | null): Promise<PageOf<AnswerTemplate>> {
    return this.http.get(`/places/${placeId}/answer-templates`, { limit: 50, cursor })
  }

  createTemplate(id: string, template: CreateAnswerTemplateRequest): Promise<AnswerTemplate> {
    return this.http.put(`/answer-templates/${id}`, template)
  }

  deleteTemplate(id: string): Promise<null> {
    return this.http.del(`/answer-templates/${id}`)
  }

  listHandOvers(cursor: string | null): Promise<PageOf<HandOver>> {
    return this.http.get('/me/hand-overs', { cursor })
  }

  createHandOver(id: string, handOver: CreateHandOverRequest): Promise<HandOver> {
    return this.http.put(`/hand-overs/${id}`, handOver)
  }

  actOnHandOver(id: string, act: HandOverAction): Promise<HandOver> {
    return this.http.post(`/hand-overs/${id}/actions`, act)
  }

  getDispatchRules(placeId: string): Promise<DispatchRules> {
    return this.http.get(`/places/${placeId}/dispatch-rules`)
  }

  setDispatchRule(placeId: string, category: AppealCategory, rule: SetDispatchRuleRequest): Promise<DispatchRule> {
    return this.http.put(`/places/${placeId}/dispatch-rules/${category}`, rule)
  }

  removeDispatchRule(placeId: string, category: AppealCategory): Promise<null> {
    return this.http.del(`/places/${placeId}/dispatch-rules/${category}`)
  }

  getRatings(departmentId: string, cursor: string | null): Promise<DepartmentRatings> {
    return this.http.get(`/places/${departmentId}/ratings`, { cursor })
  }

  /** The same id with the same file goes on where it was cut short, and is answered the same once it is done. */
  importCases(
    placeId: string,
    batchId: string,
    channel: '12345' | 'hotline',
    file: { path: string; contentType: string },
  ): Promise<ImportBatch> {
    const path = `/places/${placeId}/appeal-imports/${batchId}${queryOf({ channel })}`
    return this.http.upload(path, file.path, () => {}, file.contentType)
  }

  actOnCareTask(id: string, act: CareTaskAction): Promise<CareTask> {
    return this.http.post(`/care-tasks/${id}/actions`, act)
  }
}
