import { makeAutoObservable, runInAction } from 'mobx'
import { PollsApi } from '../api/polls-api'
import type { CreatePollRequest, Poll, PollElectorate, PollRuleKind, PollSecrecy } from '../contract'
import { LIMITS } from '../contract/limits'
import type { PersonStorage } from './person-storage'
import { type PollsStore, pollsStore } from './polls-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { isRefusal, type Trouble, troubleOf } from './trouble'

export interface PollDraft {
  id: string
  question: string
  body: string
  options: string[]
  choicesMax: number
  secrecy: PollSecrecy
  electorate: PollElectorate
  rule: PollRuleKind
  /** Per cent, as typed; of a custom rule. */
  quorum: string
  threshold: string
  /** Null: as soon as it is announced. */
  opensAt: string | null
  closesAt: string
}

const DRAFT_KEY = 'draft.poll'
const DAY_MS = 86_400_000
const WINDOW_DAYS = 7

export const isStatute = (rule: PollRuleKind): boolean => rule.startsWith('civil_code_278')

/** Which rules an electorate can vote by: the Civil Code speaks of owners. */
export function rulesFor(electorate: PollElectorate): PollRuleKind[] {
  const usual: PollRuleKind[] = ['plurality', 'majority', 'custom']
  return electorate === 'owners' ? ['civil_code_278_ordinary', 'civil_code_278_special', ...usual] : usual
}

/** A whole per cent from 1 to 100, as a share; null for anything else. */
export function shareOf(perCent: string): string | null {
  const number = Number(perCent.trim())
  return /^[0-9]{1,3}$/.test(perCent.trim()) && number >= 1 && number <= 100 ? `${number}/100` : null
}

/** A poll being prepared. The draft stays on the phone until it is with the server or thrown away. */
export class ComposePollStore {
  draft: PollDraft
  isSending = false
  trouble: Trouble | null = null
  /** What "as soon as it is announced" was sent as: after a lost answer the same is sent again. */
  private sentAt: string | null = null

  constructor(
    private readonly api: PollsApi,
    private readonly polls: PollsStore,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.draft = this.emptyDraft()
    makeAutoObservable<this, 'api' | 'polls' | 'own' | 'around' | 'sentAt'>(
      this,
      { api: false, polls: false, own: false, around: false, sentAt: false },
      { autoBind: true },
    )
  }

  /** @param usual what a new poll begins with: yes and no in the reader's language */
  open(usual: readonly string[]): void {
    this.trouble = null
    this.draft = this.own.read<PollDraft>(DRAFT_KEY) ?? { ...this.emptyDraft(), options: [...usual] }
  }

  get filledOptions(): string[] {
    return this.draft.options.map((text) => text.trim()).filter((text) => text !== '')
  }

  get canSend(): boolean {
    const { question, rule, quorum, threshold, opensAt, closesAt } = this.draft
    const isNamed = question.trim() !== '' && this.filledOptions.length >= 2
    const hasShares = rule !== 'custom' || [quorum, threshold].every((share) => share === '' || shareOf(share) !== null)
    const from = opensAt === null ? this.around.now() : new Date(opensAt)
    return !this.isSending && isNamed && hasShares && new Date(closesAt) > from
  }

  /** What one choice rules out, it changes with it: the Civil Code decides among owners, openly, and on one option. */
  change(changes: Partial<Omit<PollDraft, 'id'>>): void {
    const draft = { ...this.draft, ...changes }
    const [first = 'plurality'] = rulesFor(draft.electorate)
    if (changes.electorate !== undefined || !rulesFor(draft.electorate).includes(draft.rule)) draft.rule = first
    if (changes.rule !== undefined) draft.rule = changes.rule
    if (isStatute(draft.rule)) Object.assign(draft, { secrecy: 'open', choicesMax: 1 })
    draft.choicesMax = Math.max(1, Math.min(draft.choicesMax, draft.options.length))
    this.draft = draft
    this.sentAt = null
    this.own.write(DRAFT_KEY, draft)
  }

  changeOption(index: number, text: string): void {
    this.change({ options: this.draft.options.map((other, at) => (at === index ? text : other)) })
  }

  addOption(): void {
    if (this.draft.options.length < LIMITS.pollOptions) this.change({ options: [...this.draft.options, ''] })
  }

  /** The poll as a draft of the server's, or null where it was refused. */
  async submit(placeId: string): Promise<Poll | null> {
    if (!this.canSend) return null
    this.isSending = true
    this.trouble = null
    try {
      const poll = await this.api.createPoll(this.draft.id, this.requestBody(placeId))
      this.polls.put(poll)
      this.own.remove(DRAFT_KEY)
      runInAction(() => {
        this.draft = this.emptyDraft()
      })
      return poll
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
        if (isRefusal(error)) this.draft = { ...this.draft, id: this.around.newId() }
      })
      return null
    } finally {
      runInAction(() => {
        this.isSending = false
      })
    }
  }

  private requestBody(placeId: string): CreatePollRequest {
    const { question, body, choicesMax, secrecy, electorate, rule, opensAt, closesAt } = this.draft
    const options = this.filledOptions.map((text, index) => ({ id: `option-${index + 1}`, text }))
    this.sentAt ??= this.around.now().toISOString()
    const [quorum, threshold] = [shareOf(this.draft.quorum), shareOf(this.draft.threshold)]
    return {
      placeId,
      question: question.trim(),
      ...(body.trim() === '' ? {} : { body: body.trim() }),
      options,
      choices: { min: 1, max: Math.min(choicesMax, options.length) },
      secrecy,
      electorate,
      rule: {
        kind: rule,
        ...(rule === 'custom' && quorum !== null ? { quorum } : {}),
        ...(rule === 'custom' && threshold !== null ? { threshold } : {}),
      },
      opensAt: opensAt ?? this.sentAt,
      closesAt,
    }
  }

  private emptyDraft(): PollDraft {
    const closesAt = new Date(this.around.now().getTime() + WINDOW_DAYS * DAY_MS)
    closesAt.setHours(20, 0, 0, 0)
    return {
      id: this.around.newId(),
      question: '',
      body: '',
      options: ['', ''],
      choicesMax: 1,
      secrecy: 'secret',
      electorate: 'residents',
      rule: 'plurality',
      quorum: '',
      threshold: '',
      opensAt: null,
      closesAt: closesAt.toISOString(),
    }
  }
}

export const composePollStore: StoreKind<ComposePollStore> = (root) =>
  new ComposePollStore(new PollsApi(root.api.http), root.of(pollsStore), root.own, root.around)
