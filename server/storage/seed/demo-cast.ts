import { need, type PeoplePlan, type Resident } from './demo-people'
import { GIVEN_NAMES } from './names'
import type { SeededRandom } from './random'
import type { Voice } from './read-script'

const PERSONA_OF = { li: 'resident-li', zhou: 'resident-zhou' } as const

/** Who says what in a grid: its verified residents, by generation; the personas only where the script names them. */
export class Cast {
  readonly #random: SeededRandom
  readonly #people: PeoplePlan
  readonly #gridId: string
  readonly #others: readonly Resident[]
  readonly #spoken = new Map<string, number>()

  constructor(people: PeoplePlan, gridId: string, random: SeededRandom) {
    this.#random = random
    this.#people = people
    this.#gridId = gridId
    const personas = new Set(['resident-li', 'resident-zhou', 'resident-far'])
    this.#others = people.residents.filter(
      ({ person, household }) => household.gridId === gridId && !personas.has(person.code),
    )
  }

  persona(name: 'li' | 'zhou'): Resident {
    const isThem = ({ person, household }: Resident) =>
      person.code === PERSONA_OF[name] && household.gridId === this.#gridId
    return need(this.#people.residents.find(isThem))
  }

  /** Somebody of that voice who has written least so far. */
  author(voice: Voice): Resident {
    if (voice === 'li' || voice === 'zhou') return this.persona(voice)
    const suited =
      voice === 'any' ? this.#others : this.#others.filter(({ person }) => generationOf(person.displayName) === voice)
    const able = suited.length > 0 ? suited : this.#others
    const least = Math.min(...able.map((resident) => this.#spokenBy(resident)))
    const author = this.#random.pick(able.filter((resident) => this.#spokenBy(resident) === least))
    this.#spoken.set(author.person.id, least + 1)
    return author
  }

  /** So many different neighbours, in no order, without some. */
  neighbours(count: number, without: readonly string[]): Resident[] {
    const able = this.#others.filter(({ person }) => !without.includes(person.id))
    const chosen: Resident[] = []
    for (let left = Math.min(count, able.length); left > 0; left -= 1) {
      const [resident] = able.splice(this.#random.between(0, able.length), 1)
      if (resident) chosen.push(resident)
    }
    return chosen
  }

  #spokenBy({ person }: Resident): number {
    return this.#spoken.get(person.id) ?? 0
  }
}

function generationOf(displayName: string): Voice {
  const given = displayName.slice(1)
  if (GIVEN_NAMES.elder.includes(given)) return 'elder'
  return GIVEN_NAMES.young.includes(given) ? 'young' : 'middle'
}
