import type { PictureShelf } from './picture-shelf-types'

interface Calls<Answer> {
  success: (answer: Answer) => void
  fail: () => void
}

/** What both platforms' file systems have in common, as far as it is needed. */
export interface FolderCalls {
  copyFile(call: { srcPath: string; destPath: string } & Calls<unknown>): void
  readdir(call: { dirPath: string } & Calls<{ files: string[] }>): void
  unlink(call: { filePath: string } & Calls<unknown>): void
}

/** Other files of the platform lie in the same folder. */
const PREFIX = 'linli-picture-'

/** The pictures as files in the program's own folder, which stays when temporary files go. */
export function shelfIn(files: FolderCalls, folder: string): PictureShelf {
  const pathOf = (name: string) => `${folder}/${PREFIX}${name}`
  const works = (call: (calls: Calls<unknown>) => void) =>
    new Promise<boolean>((resolve) => call({ success: () => resolve(true), fail: () => resolve(false) }))
  const names = () =>
    new Promise<string[]>((resolve) =>
      files.readdir({
        dirPath: folder,
        success: ({ files: found }) =>
          resolve(found.filter((file) => file.startsWith(PREFIX)).map((file) => file.slice(PREFIX.length))),
        fail: () => resolve([]),
      }),
    )
  return {
    names,
    put: (name, path) => works((calls) => files.copyFile({ srcPath: path, destPath: pathOf(name), ...calls })),
    find: async (name) => ((await names()).includes(name) ? pathOf(name) : null),
    remove: async (name) => void (await works((calls) => files.unlink({ filePath: pathOf(name), ...calls }))),
  }
}
