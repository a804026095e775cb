import type {
  Agenda,
  Councillor,
  CreateCouncillorRequest,
  DeliberationRules,
  Invitation,
  Invitee,
  MeetingCode,
  Minutes,
  NextStatement,
  OpinionMap,
  OpinionVote,
  PageOf,
  PlaceDeliberationRules,
  Ranking,
  RatingLine,
  SimilarStatements,
  Statement,
  StatementAction,
  SupportAnswer,
  Talk,
  TaskAction,
  Topic,
  TopicAction,
  TopicLine,
  VoteAnswer,
  WriteMinutesRequest,
} from '../contract'
import type { HttpClient } from './http-client'

/** Proposals, statements, votes and what residents answer are sent by the pending store, which keeps them until they have arrived. */
export class DeliberationApi {
  constructor(private readonly http: HttpClient) {}

  listTopics(placeId: string, cursor: string | null): Promise<PageOf<TopicLine>> {
    return this.http.get(`/places/${placeId}/topics`, { cursor })
  }

  getTopic(id: string): Promise<Topic> {
    return this.http.get(`/topics/${id}`)
  }

  act(id: string, act: TopicAction): Promise<Topic> {
    return this.http.post(`/topics/${id}/actions`, act)
  }

  support(id: string): Promise<SupportAnswer> {
    return this.http.put(`/topics/${id}/support`)
  }

  withdrawSupport(id: string): Promise<SupportAnswer> {
    return this.http.del(`/topics/${id}/support`)
  }

  /** Null where I have voted on all. */
  nextStatement(topicId: string): Promise<NextStatement | null> {
    return this.http.get(`/topics/${topicId}/next-statement`)
  }

  listStatements(
    topicId: string,
    state: 'pending' | 'shown' | 'hidden',
    cursor: string | null,
  ): Promise<PageOf<Statement>> {
    return this.http.get(`/topics/${topicId}/statements`, { state, cursor })
  }

  /** In every state: what became of my own. */
  listMyStatements(topicId: string, cursor: string | null): Promise<PageOf<Statement>> {
    return this.http.get(`/topics/${topicId}/statements`, { mine: true, cursor })
  }

  listSimilar(topicId: string, text: string): Promise<SimilarStatements> {
    return this.http.get(`/topics/${topicId}/similar-statements`, { text })
  }

  vote(topicId: string, statementId: string, vote: OpinionVote): Promise<VoteAnswer> {
    return this.http.put(`/topics/${topicId}/votes/${statementId}`, { vote })
  }

  decide(statementId: string, act: StatementAction): Promise<Statement> {
    return this.http.post(`/statements/${statementId}/actions`, act)
  }

  getMap(topicId: string): Promise<OpinionMap> {
    return this.http.get(`/topics/${topicId}/opinion-map`)
  }

  getAgenda(topicId: string): Promise<Agenda> {
    return this.http.get(`/topics/${topicId}/agenda`)
  }

  getMeetingCode(topicId: string): Promise<MeetingCode> {
    return this.http.get(`/topics/${topicId}/check-in-code`)
  }

  getInvitation(topicId: string): Promise<Invitation> {
    return this.http.get(`/topics/${topicId}/invitation`)
  }

  listInvitees(topicId: string, part: string, cursor: string | null): Promise<PageOf<Invitee>> {
    return this.http.get(`/topics/${topicId}/invitees`, { q: part, cursor })
  }

  /** What residents say of an outcome, for whoever answers. */
  listRatings(topicId: string, cursor: string | null): Promise<PageOf<RatingLine>> {
    return this.http.get(`/topics/${topicId}/evaluations`, { cursor })
  }

  /** Of a closed topic; answers the file's path on the phone. */
  fetchTable(topicId: string, table: 'votes' | 'statements'): Promise<string> {
    return this.http.download(`/topics/${topicId}/${table}.csv`)
  }

  getMinutes(topicId: string): Promise<Minutes> {
    return this.http.get(`/topics/${topicId}/minutes`)
  }

  writeMinutes(topicId: string, body: WriteMinutesRequest): Promise<Minutes> {
    return this.http.put(`/topics/${topicId}/minutes`, body)
  }

  actOnTask(taskId: string, act: TaskAction): Promise<Topic> {
    return this.http.post(`/tasks/${taskId}/actions`, act)
  }

  getTalk(placeId: string): Promise<Talk> {
    return this.http.get(`/places/${placeId}/talk`)
  }

  getRules(placeId: string): Promise<PlaceDeliberationRules> {
    return this.http.get(`/places/${placeId}/deliberation-rules`)
  }

  saveRules(communityId: string, rules: DeliberationRules): Promise<PlaceDeliberationRules> {
    return this.http.put(`/places/${communityId}/deliberation-rules`, rules)
  }

  listCouncillors(placeId: string, cursor: string | null): Promise<PageOf<Councillor>> {
    return this.http.get(`/places/${placeId}/councillors`, { cursor })
  }

  appointCouncillor(id: string, councillor: CreateCouncillorRequest): Promise<Councillor> {
    return this.http.put(`/councillors/${id}`, councillor)
  }

  dismissCouncillor(id: string): Promise<null> {
    return this.http.del(`/councillors/${id}`)
  }

  /** Of a quarter, or without one of the whole year. */
  getRanking(placeId: string, year: number, quarter: number | null): Promise<Ranking> {
    return this.http.get(`/places/${placeId}/project-ranking`, { year, quarter })
  }
}
