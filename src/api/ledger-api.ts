import type {
  CreateTransferRequest,
  LedgerHead,
  LedgerProof,
  LedgerTotals,
  MyAccount,
  PageOf,
  PlaceAccount,
  PointsRanking,
  PointsRule,
  Resident,
  ResidentAccount,
  Transfer,
} from '../contract'
import type { HttpClient } from './http-client'

/** Points, and what is published of them. Giving points is not kept for later: by then the budget may be another. */
export class LedgerApi {
  constructor(private readonly http: HttpClient) {}

  getMyAccount(placeId: string): Promise<MyAccount> {
    return this.http.get('/me/account', { placeId })
  }

  showInRanking(placeId: string, showInRanking: boolean): Promise<MyAccount> {
    return this.http.patch(`/me/account?placeId=${placeId}`, { showInRanking })
  }

  listTransfers(accountId: string, cursor: string | null): Promise<PageOf<Transfer>> {
    return this.http.get(`/accounts/${accountId}/transfers`, { cursor })
  }

  getProof(transferId: string): Promise<LedgerProof> {
    return this.http.get('/ledger/proof', { transferId })
  }

  getTotals(placeId: string): Promise<LedgerTotals> {
    return this.http.get(`/places/${placeId}/ledger`)
  }

  listHeads(placeId: string, cursor: string | null): Promise<PageOf<LedgerHead>> {
    return this.http.get('/ledger/heads', { placeId, cursor })
  }

  getRanking(placeId: string): Promise<PointsRanking> {
    return this.http.get(`/places/${placeId}/points-ranking`)
  }

  listRules(placeId: string): Promise<PageOf<PointsRule>> {
    return this.http.get(`/places/${placeId}/points-rules`)
  }

  getPlaceAccount(placeId: string): Promise<PlaceAccount> {
    return this.http.get(`/places/${placeId}/account`)
  }

  /** By a part of a name or of a door's number; '' for everybody. */
  listResidents(placeId: string, part: string, cursor: string | null): Promise<PageOf<Resident>> {
    return this.http.get(`/places/${placeId}/residents`, { q: part, cursor })
  }

  getResidentAccount(placeId: string, personId: string): Promise<ResidentAccount> {
    return this.http.get(`/places/${placeId}/residents/${personId}/account`)
  }

  createTransfer(id: string, transfer: CreateTransferRequest): Promise<Transfer> {
    return this.http.put(`/transfers/${id}`, transfer)
  }
}
