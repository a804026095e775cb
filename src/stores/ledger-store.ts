import { makeAutoObservable, observableRef } from 'mobx'
import type { LedgerApi } from '../api/ledger-api'
import type { LedgerHead, LedgerTotals, PlaceAccount, PointsRanking, PointsRule, Transfer } from '../contract'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

type DatedHead = LedgerHead & { id: string }

/** The books of a community: what anybody may know of them, and for those who hold the budget, giving from it. */
export class LedgerStore {
  placeId: string | null = null
  totals: Loadable<LedgerTotals> | null = null
  heads: PagedList<DatedHead> | null = null
  ranking: Loadable<PointsRanking> | null = null
  budget: Loadable<PlaceAccount> | null = null
  /** Entries of the budget, for those who hold it. */
  sent: PagedList<Transfer> | null = null
  rules: Loadable<PointsRule[]> | null = null
  private readonly sender: Sender
  /** Of entries that put another right. */
  readonly corrections: Sender

  constructor(
    private readonly api: LedgerApi,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    this.corrections = new Sender(around)
    makeAutoObservable<this, 'api' | 'sender'>(
      this,
      {
        totals: observableRef,
        heads: observableRef,
        ranking: observableRef,
        budget: observableRef,
        sent: observableRef,
        rules: observableRef,
        api: false,
        sender: false,
        corrections: false,
      },
      { autoBind: true },
    )
  }

  get isBusy(): boolean {
    return this.sender.isBusy
  }

  get trouble(): Trouble | null {
    return this.sender.trouble
  }

  async open(placeId: string): Promise<void> {
    this.choose(placeId)
    await Promise.all([this.totals?.load(), this.heads?.refresh(), this.ranking?.load(), this.rules?.load()])
  }

  async openBudget(placeId: string): Promise<void> {
    this.choose(placeId)
    await this.budget?.load()
    const account = this.budget?.value
    if (account?.can.seeTransfers) {
      this.sent ??= new PagedList((cursor) => this.api.listTransfers(account.accountId, cursor))
      await this.sent.refresh()
    }
  }

  /** Points from the budget to a neighbour. Null where it was refused. */
  async give(personId: string, points: number, reason: string): Promise<Transfer | null> {
    const { placeId, budget } = this
    const from = budget?.value?.accountId
    if (placeId === null || from === undefined) return null
    return this.send(`${personId} ${points} ${reason}`, async (id) => {
      const { accountId } = await this.api.getResidentAccount(placeId, personId)
      return this.api.createTransfer(id, { fromAccountId: from, toAccountId: accountId, points, reason })
    })
  }

  /** Points from the street to the budget. */
  async issue(points: number, reason: string): Promise<Transfer | null> {
    const account = this.budget?.value
    const from = account?.issuance?.accountId
    if (account == null || from === undefined) return null
    const sides = { fromAccountId: from, toAccountId: account.accountId }
    return this.send(`issue ${points} ${reason}`, (id) => this.api.createTransfer(id, { ...sides, points, reason }))
  }

  /** A mistake, by an entry that goes the other way. */
  async takeBack(
    { id: reversesId, fromAccountId, toAccountId, points }: Transfer,
    reason: string,
  ): Promise<Transfer | null> {
    const sides = { fromAccountId: toAccountId, toAccountId: fromAccountId }
    const made = await this.corrections.run(`${reversesId} ${reason}`, (id) =>
      this.api.createTransfer(id, { ...sides, points, reason, reversesId }),
    )
    if (made !== null) await this.budget?.load()
    return made
  }

  clearTrouble(): void {
    this.sender.clear()
    this.corrections.clear()
  }

  forget(): void {
    this.placeId = null
    this.totals = null
    this.heads = null
    this.ranking = null
    this.budget = null
    this.sent = null
    this.rules = null
    this.sender.forget()
    this.corrections.forget()
  }

  private choose(placeId: string): void {
    if (placeId === this.placeId) return
    this.forget()
    this.placeId = placeId
    this.totals = new Loadable(() => this.api.getTotals(placeId))
    this.ranking = new Loadable(() => this.api.getRanking(placeId))
    this.budget = new Loadable(() => this.api.getPlaceAccount(placeId))
    this.rules = new Loadable(async () => (await this.api.listRules(placeId)).items)
    this.heads = new PagedList(async (cursor) => {
      const { items, nextCursor } = await this.api.listHeads(placeId, cursor)
      return { items: items.map((head) => ({ ...head, id: head.date })), nextCursor }
    })
  }

  private async send(key: string, work: (id: string) => Promise<Transfer>): Promise<Transfer | null> {
    const made = await this.sender.run(key, work)
    if (made !== null) await Promise.all([this.budget?.load(), this.sent?.refresh()])
    return made
  }
}

export const ledgerStore: StoreKind<LedgerStore> = ({ api, around }) => new LedgerStore(api.ledger, around)
