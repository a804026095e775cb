import type { Surroundings } from './surroundings'

/** A picture of something that waits: when it last went up, null where it never did. */
export interface OutgoingPicture {
  id: string
  upAt: string | null
}

/** Alipay gives a program 50 MB for files of its own; the rest is for what the platform keeps there. */
const BYTES_MAX = 40 * 1024 * 1024
/** The server forgets after 24 hours what nothing uses. */
const FRESH_MS = 20 * 3_600_000

export const isFresh = (upAt: string | null | undefined, now: Date): boolean =>
  upAt != null && now.getTime() - Date.parse(upAt) < FRESH_MS

/** The pictures of drafts and of what waits to be sent, on the phone until they are needed no longer. Each person has their own. */
export class KeptPictures {
  private ownerId: string | null = null

  constructor(private readonly around: Pick<Surroundings, 'openShelf'>) {}

  /** Whoever leaves takes the pictures of their drafts along; those of what waits stay for their next coming. */
  openFor(personId: string | null, waitingIds: readonly string[]): void {
    const before = this.ownerId
    this.ownerId = personId
    if (before !== null && before !== personId) void this.removeAll(before, (id) => !waitingIds.includes(id))
  }

  getReady(): void {
    this.around.openShelf().catch(() => {})
  }

  /** False where the phone has no room, or enough is kept already: then the picture lives as long as the page. */
  async keep(id: string, path: string, bytes: number): Promise<boolean> {
    const { ownerId } = this
    if (ownerId === null) return false
    try {
      const shelf = await this.around.openShelf()
      const names = await shelf.names()
      if (nameOf(names, ownerId, id) !== undefined) return true
      const sum = names.reduce((total, name) => total + Number(name.split('.')[2]), bytes)
      return sum <= BYTES_MAX && (await shelf.put(`${ownerId}.${id}.${bytes}`, path))
    } catch {
      return false
    }
  }

  /** What can be shown and uploaded; null where it is not on the phone. */
  async find(id: string): Promise<string | null> {
    const shelf = await this.around.openShelf()
    const name = nameOf(await shelf.names(), this.ownerId, id)
    return name === undefined ? null : shelf.find(name)
  }

  drop(ids: readonly string[]): void {
    if (this.ownerId !== null && ids.length > 0) void this.removeAll(this.ownerId, (id) => ids.includes(id))
  }

  private async removeAll(ownerId: string, isGone: (id: string) => boolean): Promise<void> {
    try {
      const shelf = await this.around.openShelf()
      for (const name of await shelf.names()) {
        const [owner, id = ''] = name.split('.')
        if (owner === ownerId && isGone(id)) await shelf.remove(name)
      }
    } catch {
      // What cannot be removed now is removed when its owner leaves.
    }
  }
}

/** A name tells the owner, the picture and its bytes. */
const nameOf = (names: readonly string[], ownerId: string | null, id: string) =>
  names.find((name) => name.startsWith(`${ownerId}.${id}.`))
