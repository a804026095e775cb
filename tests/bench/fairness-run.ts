import { seededFractions, seedOf } from '../../server/features/deliberation/opinion-map/seeded-fractions'
import type { NeedFacts, OfferFacts } from '../../server/features/mutual-aid/matching/facts'
import { findBestOffers, matchAll } from '../../server/features/mutual-aid/matching/find-matches'
import { OfferIndex } from '../../server/features/mutual-aid/matching/offer-index'
import { fits, metresBetween } from '../../server/features/mutual-aid/matching/rules'
import { firstRoundAt, roundOf } from '../../server/features/mutual-aid/states'
import { BEGINNING, type Helper, type Town, WEEKS } from './fairness-town'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
const WEEK_MS = 7 * DAY_MS
/** So many of those who ask take the first proposal at once; the others wait for the rounds. */
const CHOOSES_AT_ONCE = 0.6
const DAILY_MINUTE = 6 * 60
const DELAY_MINUTES = { now: 4, today: 40, normal: 150 } as const

export const POLICIES = ['linli', 'nearest first', 'broadcast to all'] as const
export type Policy = (typeof POLICIES)[number]

interface Question {
  helper: number
  at: number
  state: 'asked' | 'declined' | 'accepted' | 'over'
}

interface Asking {
  need: NeedFacts
  /** The helpers who fit by kind, place and hours: those who do not are sorted out once, and not at each question. */
  fitting: readonly number[]
  round: number
  questions: Map<string, Question>
}

export interface Outcome {
  met: number
  /** From the need to the yes, of those that were met. */
  waitMinutes: number[]
  /** Of each helper, how often they were asked. */
  requests: number[]
}

/**
 * Half a year of a town under one way of asking. Who is asked by `linli` comes out of the rules, rounds and daily matching that the server
 * runs; "nearest first" asks as many in the same rounds, by distance alone; "broadcast to all" asks everybody who fits, at once. People answer
 * alike whoever asks: each pair of need and helper has its own luck, and whoever was asked `tiredAt` times within the last seven days says yes
 * half as often as when rested (infinite: nobody tires).
 */
export function liveThrough(town: Town, policy: Policy, tiredAt: number): Outcome {
  return new HalfYear(town, policy, tiredAt).run()
}

class HalfYear {
  readonly #town: Town
  readonly #policy: Policy
  readonly #tiredAt: number
  /** What happens in each minute since the beginning, in the order in which it was arranged. */
  readonly #agenda = new Map<number, (() => void)[]>()
  readonly #open = new Set<Asking>()
  readonly #history: Question[][]
  readonly #done: Map<string, number>[]
  readonly #byCategory = new Map<string, number[]>()
  readonly #outcome: Outcome
  #now = BEGINNING

  constructor(town: Town, policy: Policy, tiredAt: number) {
    this.#town = town
    this.#policy = policy
    this.#tiredAt = tiredAt
    this.#history = town.helpers.map(() => [])
    this.#done = town.helpers.map(() => new Map())
    this.#outcome = { met: 0, waitMinutes: [], requests: town.helpers.map(() => 0) }
    for (const [number, { offer }] of town.helpers.entries())
      for (const category of offer.categories)
        this.#byCategory.set(category, [...(this.#byCategory.get(category) ?? []), number])
  }

  run(): Outcome {
    for (const need of this.#town.needs) this.#at(need.createdAt, () => this.#raise(need))
    if (this.#policy === 'linli')
      for (let day = 0; day < WEEKS * 7; day += 1)
        this.#at(BEGINNING + day * DAY_MS + DAILY_MINUTE * MINUTE_MS, () => this.#matchDaily())
    const minutes = (WEEKS + 1) * 7 * 1_440
    for (let minute = 0; minute < minutes; minute += 1) {
      this.#now = BEGINNING + minute * MINUTE_MS
      // What happens may arrange more for the same minute.
      for (const happens of this.#agenda.get(minute) ?? []) happens()
      this.#agenda.delete(minute)
    }
    return this.#outcome
  }

  #at(time: number, happens: () => void): void {
    const minute = Math.ceil((time - BEGINNING) / MINUTE_MS)
    const known = this.#agenda.get(minute)
    if (known) known.push(happens)
    else this.#agenda.set(minute, [happens])
  }

  #raise(need: NeedFacts): void {
    const helpers = this.#byCategory.get(need.category) ?? []
    const fitting = helpers.filter((number) => fits(need, this.#helper(number).offer))
    const asking: Asking = { need, fitting, round: 0, questions: new Map() }
    this.#open.add(asking)
    this.#at(need.to, () => this.#end(asking))
    if (this.#policy === 'broadcast to all') {
      this.#ask(asking, Number.POSITIVE_INFINITY)
      return
    }
    if (luck(need.id, 'chooses') < CHOOSES_AT_ONCE) this.#ask(asking, 1)
    this.#at(firstRoundAt(need.urgency, new Date(this.#now)).getTime(), () => this.#round(asking))
  }

  #round(asking: Asking): void {
    if (!this.#open.has(asking)) return
    asking.round += 1
    const { asked, nextAt } = roundOf(asking.need.urgency, asking.round, new Date(this.#now))
    this.#ask(asking, asked)
    if (nextAt) this.#at(nextAt.getTime(), () => this.#round(asking))
  }

  #ask(asking: Asking, count: number): void {
    for (const offer of this.#choose(asking, count)) this.#question(asking, offer)
  }

  /** Nobody is asked twice for one need, and nobody who has no turns left this week. */
  #choose({ need, fitting, questions }: Asking, count: number): OfferFacts[] {
    const offers = fitting.map((number) => this.#offerOf(number)).filter(({ id }) => !questions.has(id))
    if (this.#policy === 'linli') {
      const options = { now: this.#now, count, mayMeet: () => true }
      return findBestOffers(need, new OfferIndex(offers), options).map(({ offer }) => offer)
    }
    return offers
      .filter(({ left }) => left > 0)
      .sort((a, b) => metresBetween(need, a) - metresBetween(need, b) || (a.id < b.id ? -1 : 1))
      .slice(0, count)
  }

  #matchDaily(): void {
    const askings = new Map(Array.from(this.#open, (asking) => [asking.need.id, asking]))
    const offers = this.#town.helpers.map((_, number) => this.#offerOf(number))
    const matches = matchAll(
      Array.from(askings.values(), ({ need }) => need),
      offers,
      { now: this.#now, mayMeet: (need, offer) => askings.get(need.id)?.questions.has(offer.id) !== true },
    )
    for (const { need, offer } of matches) {
      const asking = askings.get(need.id)
      if (asking) this.#question(asking, offer)
    }
  }

  #question(asking: Asking, offer: OfferFacts): void {
    const { need } = asking
    const helper = Number(offer.id.slice('offer '.length))
    const { willingness } = this.#helper(helper)
    const question: Question = { helper, at: this.#now, state: 'asked' }
    asking.questions.set(offer.id, question)
    ;(this.#history[helper] as Question[]).push(question)
    this.#outcome.requests[helper] = (this.#outcome.requests[helper] as number) + 1
    const answer = luck(need.id, offer.id)
    const says =
      answer < willingness / (1 + (offer.askedThisWeek / this.#tiredAt) ** 2) ? 'yes' : answer < 0.95 ? 'no' : 'nothing'
    if (says === 'nothing') return
    const delay = -Math.log(1 - luck(offer.id, need.id)) * DELAY_MINUTES[need.urgency]
    this.#at(this.#now + Math.max(1, delay) * MINUTE_MS, () => {
      if (says === 'no' && question.state === 'asked') question.state = 'declined'
      if (says === 'yes' && this.#open.has(asking)) this.#accept(asking, question)
    })
  }

  #accept(asking: Asking, question: Question): void {
    const { need } = asking
    question.state = 'accepted'
    const done = this.#done[question.helper] as Map<string, number>
    done.set(need.category, (done.get(need.category) ?? 0) + 1)
    this.#outcome.met += 1
    this.#outcome.waitMinutes.push((this.#now - need.createdAt) / MINUTE_MS)
    this.#end(asking)
  }

  #end(asking: Asking): void {
    this.#open.delete(asking)
    for (const question of asking.questions.values()) if (question.state === 'asked') question.state = 'over'
  }

  #helper(number: number): Helper {
    return this.#town.helpers[number] as Helper
  }

  /** An offer as it stands now: what the server reads from the questions of the last four weeks. */
  #offerOf(number: number): OfferFacts {
    const { offer } = this.#helper(number)
    const history = this.#history[number] as Question[]
    let [askedThisWeek, askedBefore, taken] = [0, 0, 0]
    for (let at = history.length - 1; at >= 0; at -= 1) {
      const question = history[at] as Question
      const age = this.#now - question.at
      if (age >= 4 * WEEK_MS) break
      if (age >= WEEK_MS) askedBefore += 1
      else {
        askedThisWeek += 1
        if (question.state === 'asked' || question.state === 'accepted') taken += 1
      }
    }
    return {
      ...offer,
      left: Math.max(0, offer.left - taken),
      askedThisWeek,
      askedBefore,
      doneByCategory: this.#done[number] as Map<string, number>,
    }
  }
}

/** From 0 up to 1, the same for the same two. */
function luck(one: string, other: string): number {
  return seededFractions(seedOf(`${one} ${other}`))()
}
