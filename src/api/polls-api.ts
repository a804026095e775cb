import type {
  CastBallotRequest,
  CorrectionAction,
  CountedBallots,
  CreateCorrectionRequest,
  CreateObjectionRequest,
  CreatePollRequest,
  CredentialAnswer,
  CredentialRequest,
  LogConsistency,
  LogProof,
  ObjectionAction,
  PageOf,
  PaperBallot,
  PaperBallotRequest,
  Poll,
  PollAction,
  PollCorrection,
  PollObjection,
  PollResult,
  PollRoll,
  Receipt,
  RollCandidate,
  RollEntry,
  Simulation,
} from '../contract'
import type { HttpClient } from './http-client'

/** Polls and ballots. What concerns a secret ballot after it was signed is asked by nobody: without the session's token. */
export class PollsApi {
  constructor(private readonly http: HttpClient) {}

  listPolls(placeId: string, cursor: string | null): Promise<PageOf<Poll>> {
    return this.http.get(`/places/${placeId}/polls`, { cursor })
  }

  getPoll(id: string): Promise<Poll> {
    return this.http.get(`/polls/${id}`)
  }

  createPoll(id: string, poll: CreatePollRequest): Promise<Poll> {
    return this.http.put(`/polls/${id}`, poll)
  }

  act(id: string, act: PollAction): Promise<Poll> {
    return this.http.post(`/polls/${id}/actions`, act)
  }

  getRoll(id: string): Promise<PollRoll> {
    return this.http.get(`/polls/${id}/roll`)
  }

  object(pollId: string, id: string, objection: CreateObjectionRequest): Promise<PollObjection> {
    return this.http.put(`/polls/${pollId}/objections/${id}`, objection)
  }

  /** One's own; all of them to staff. */
  listObjections(pollId: string, cursor: string | null): Promise<PageOf<PollObjection>> {
    return this.http.get(`/polls/${pollId}/objections`, { cursor })
  }

  answerObjection(pollId: string, id: string, act: ObjectionAction): Promise<PollObjection> {
    return this.http.post(`/polls/${pollId}/objections/${id}/actions`, act)
  }

  listCorrections(pollId: string, cursor: string | null): Promise<PageOf<PollCorrection>> {
    return this.http.get(`/polls/${pollId}/corrections`, { cursor })
  }

  proposeCorrection(pollId: string, id: string, correction: CreateCorrectionRequest): Promise<PollCorrection> {
    return this.http.put(`/polls/${pollId}/corrections/${id}`, correction)
  }

  decideOnCorrection(pollId: string, id: string, act: CorrectionAction): Promise<PollCorrection> {
    return this.http.post(`/polls/${pollId}/corrections/${id}/actions`, act)
  }

  /** Who would be on the roll if it were made today, by a part of a name or of a door's number (staff). */
  listCandidates(pollId: string, part: string, cursor: string | null): Promise<PageOf<RollCandidate>> {
    return this.http.get(`/polls/${pollId}/roll/candidates`, { q: part, cursor })
  }

  simulate(id: string, shares: { heads?: number; area?: number; assent?: number }): Promise<Simulation> {
    return this.http.get(`/polls/${id}/simulation`, shares)
  }

  getResult(id: string): Promise<PollResult> {
    return this.http.get(`/polls/${id}/result`)
  }

  /** Where the platform put the PDF. */
  fetchCertificate(id: string): Promise<string> {
    return this.http.download(`/polls/${id}/certificate`)
  }

  castOpen(pollId: string, ballotId: string, ballot: CastBallotRequest): Promise<Receipt> {
    return this.http.put(`/polls/${pollId}/ballots/${ballotId}`, ballot)
  }

  signCredential(pollId: string, request: CredentialRequest): Promise<CredentialAnswer> {
    return this.http.post(`/polls/${pollId}/credentials`, request)
  }

  castSecret(pollId: string, ballotId: string, ballot: CastBallotRequest): Promise<Receipt> {
    return this.http.asNobody('PUT', `/polls/${pollId}/ballots/${ballotId}`, ballot)
  }

  getProof(pollId: string, leafHash: string): Promise<LogProof> {
    return this.http.asNobody('GET', `/polls/${pollId}/log/proof?leafHash=${encodeURIComponent(leafHash)}`)
  }

  getConsistency(pollId: string, first: number, second: number): Promise<LogConsistency> {
    return this.http.asNobody('GET', `/polls/${pollId}/log/consistency?first=${first}&second=${second}`)
  }

  /** Those whose credential's hash begins so, in hex. */
  listCounted(pollId: string, prefix: string): Promise<CountedBallots> {
    return this.http.asNobody('GET', `/polls/${pollId}/counted-ballots?prefix=${prefix}`)
  }

  /** By a part of a name or of a door's number; '' for everybody (staff). */
  listEntries(pollId: string, part: string, cursor: string | null): Promise<PageOf<RollEntry>> {
    return this.http.get(`/polls/${pollId}/roll/entries`, { q: part, cursor })
  }

  listPaper(pollId: string, cursor: string | null): Promise<PageOf<PaperBallot>> {
    return this.http.get(`/polls/${pollId}/paper-ballots`, { cursor })
  }

  enterPaper(pollId: string, id: string, ballot: PaperBallotRequest): Promise<PaperBallot> {
    return this.http.put(`/polls/${pollId}/paper-ballots/${id}`, ballot)
  }

  withdrawPaper(pollId: string, id: string, act: { id: string; reason: string }): Promise<PaperBallot> {
    return this.http.post(`/polls/${pollId}/paper-ballots/${id}/actions`, { ...act, action: 'withdraw' })
  }
}
