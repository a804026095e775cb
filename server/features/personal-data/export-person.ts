import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { Language } from '../../../src/contract'
import type { Deps } from '../../deps'
import type { PersonalFile } from '../../storage/personal-data'
import { holdersOf } from './holders'
import { writeReadme } from './readme'

/** Everything held about a person as a ZIP archive, made piece by piece while it is sent. */
export async function* exportPerson(deps: Deps, personId: string, language: Language): AsyncGenerator<Uint8Array> {
  const now = deps.clock.now()
  const files = holdersOf(deps).flatMap((holder) => holder.exportFiles(deps.store.read, personId, language))
  const archive = new Archive(now)
  yield* archive.text('README.txt', [writeReadme(files, language, now)])
  for (const file of files) yield* addFile(archive, file)
  yield* archive.end()
}

async function* addFile(archive: Archive, file: PersonalFile): AsyncGenerator<Uint8Array> {
  if ('files' in file) {
    for await (const { name, bytes } of file.files()) yield* archive.bytes(`${file.name}${name}`, bytes)
  } else if ('rows' in file) yield* archive.text(file.name, listAsJson(file.rows()))
  else yield* archive.text(file.name, [`${JSON.stringify(await file.value(), null, 2)}\n`])
}

/** A list with one item on each line. */
async function* listAsJson(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const page of pages) {
    if (page.length === 0) continue
    yield before + page.map((row) => `  ${JSON.stringify(row)}`).join(',\n')
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** A ZIP archive whose bytes are given out as they come to be. */
class Archive {
  readonly #zip: Zip
  readonly #mtime: Date
  #ready: Uint8Array[] = []

  constructor(mtime: Date) {
    this.#mtime = mtime
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error
      this.#ready.push(bytes)
    })
  }

  async *text(name: string, parts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = this.#mtime
    this.#zip.add(file)
    for await (const part of parts) {
      file.push(strToU8(part))
      yield* this.#take()
    }
    file.push(new Uint8Array(0), true)
    yield* this.#take()
  }

  /** As they are: a picture does not get smaller. */
  *bytes(name: string, bytes: Uint8Array): Generator<Uint8Array> {
    const file = new ZipPassThrough(name)
    file.mtime = this.#mtime
    this.#zip.add(file)
    file.push(bytes, true)
    yield* this.#take()
  }

  *end(): Generator<Uint8Array> {
    this.#zip.end()
    yield* this.#take()
  }

  #take(): Uint8Array[] {
    return this.#ready.splice(0)
  }
}
