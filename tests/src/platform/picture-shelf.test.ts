import { expect, test } from 'vitest'
import { type FolderCalls, shelfIn } from '../../../src/platform/picture-shelf-mini'

/** A mini program's files: what is copied to where there is no room fails, as it does there. */
function aPhone(room: number) {
  const files = new Map([
    ['tmp://1', 'one'],
    ['usr/other', 'of the platform'],
  ])
  const calls: FolderCalls = {
    copyFile: ({ srcPath, destPath, success, fail }) => {
      const bytes = files.get(srcPath)
      if (bytes === undefined || files.size > room) return fail()
      files.set(destPath, bytes)
      success({})
    },
    readdir: ({ dirPath, success }) => {
      const paths = [...files.keys()].filter((path) => path.startsWith(`${dirPath}/`))
      success({ files: paths.map((path) => path.slice(dirPath.length + 1)) })
    },
    unlink: ({ filePath, success, fail }) => (files.delete(filePath) ? success({}) : fail()),
  }
  return { files, shelf: shelfIn(calls, 'usr') }
}

test('a picture outlives its temporary file, and nothing else in the folder is touched', async () => {
  const { files, shelf } = aPhone(10)
  expect(await shelf.put('p1.a.3', 'tmp://1')).toBe(true)
  files.delete('tmp://1')
  expect(await shelf.names()).toEqual(['p1.a.3'])
  expect(files.get((await shelf.find('p1.a.3')) ?? '')).toBe('one')
  await shelf.remove('p1.a.3')
  expect(await shelf.find('p1.a.3')).toBeNull()
  await shelf.remove('p1.a.3')
  expect([...files.keys()]).toEqual(['usr/other'])
})

test('says so where the phone has no room, or the picture has gone', async () => {
  expect(await aPhone(1).shelf.put('p1.a.3', 'tmp://1')).toBe(false)
  expect(await aPhone(10).shelf.put('p1.a.3', 'tmp://gone')).toBe(false)
})
