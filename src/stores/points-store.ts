import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { LedgerApi } from '../api/ledger-api'
import type { LedgerProof, MyAccount, Transfer } from '../contract'
import { checkProof, type ProofCheck } from './check-proof'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PersonStorage } from './person-storage'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

export interface CheckedProof {
  proof: LedgerProof
  check: ProofCheck
}

/** One's own points in the community of a grid: balance, entries, and the proof of each. */
export class PointsStore {
  placeId: string | null = null
  account: Loadable<MyAccount> | null = null
  transfers: PagedList<Transfer> | null = null
  checked: CheckedProof | null = null
  isChecking = false
  isSaving = false
  trouble: Trouble | null = null

  constructor(
    private readonly api: LedgerApi,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'now'>,
  ) {
    makeAutoObservable<this, 'api' | 'own' | 'around'>(
      this,
      {
        account: observableRef,
        transfers: observableRef,
        checked: observableRef,
        api: false,
        own: false,
        around: false,
      },
      { autoBind: true },
    )
  }

  get balance(): number | null {
    return this.account?.value?.balance ?? null
  }

  /** The account, and then what came to it and went from it. */
  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      this.transfers = null
      const keep = { storage: this.own, key: `points.${placeId}`, now: this.around.now }
      this.account = new Loadable(() => this.api.getMyAccount(placeId), keep)
    }
    const { account } = this
    await account?.load()
    const accountId = account?.value?.accountId
    if (account !== this.account || accountId === undefined) return
    runInAction(() => {
      this.transfers ??= new PagedList((cursor) => this.api.listTransfers(accountId, cursor))
    })
    await this.transfers?.refresh()
  }

  find(transferId: string): Transfer | null {
    return this.transfers?.items.find(({ id }) => id === transferId) ?? null
  }

  /** Asks for the proof of an entry and checks it here. */
  async check(transfer: Transfer): Promise<void> {
    if (this.isChecking) return
    this.isChecking = true
    this.trouble = null
    this.checked = null
    try {
      const proof = await this.api.getProof(transfer.id)
      const check = checkProof(transfer, proof)
      runInAction(() => {
        this.checked = { proof, check }
      })
    } catch (error) {
      this.say(troubleOf(error))
    } finally {
      runInAction(() => {
        this.isChecking = false
      })
    }
  }

  async showInRanking(isShown: boolean): Promise<void> {
    const { placeId, account } = this
    if (placeId === null || this.isSaving) return
    this.isSaving = true
    this.trouble = null
    try {
      account?.set(await this.api.showInRanking(placeId, isShown))
    } catch (error) {
      this.say(troubleOf(error))
    } finally {
      runInAction(() => {
        this.isSaving = false
      })
    }
  }

  clearCheck(): void {
    this.checked = null
    this.trouble = null
  }

  forget(): void {
    this.placeId = null
    this.account = null
    this.transfers = null
    this.checked = null
    this.trouble = null
  }

  private say(trouble: Trouble): void {
    this.trouble = trouble
  }
}

export const pointsStore: StoreKind<PointsStore> = (root) => new PointsStore(root.api.ledger, root.own, root.around)
