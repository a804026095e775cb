import { ApiFailure, type Phone } from '../phone'
import type { Shell } from '../shell'
import type { ApiOptions, Plain, TempFile } from '../types'

const USER_FOLDER = 'wxfile://usr'

function fileAt(phone: Phone, path: unknown): TempFile {
  const file = phone.tempFiles.get(String(path))
  if (!file) throw new ApiFailure(`no such file or directory, open '${String(path)}'`)
  return file
}

function contentOf(file: TempFile, encoding: unknown): unknown {
  if (encoding === 'base64') return btoa(Array.from(file.bytes, (byte) => String.fromCharCode(byte)).join(''))
  if (encoding) return new TextDecoder().decode(file.bytes)
  return file.bytes.slice().buffer
}

function bytesOf(data: unknown): Uint8Array<ArrayBuffer> {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0))
  return new TextEncoder().encode(String(data ?? ''))
}

async function sizeOf(file: TempFile): Promise<{ width: number; height: number }> {
  const picture = await createImageBitmap(new Blob([file.bytes], { type: file.type })).catch(() => {
    throw new ApiFailure('not an image')
  })
  return { width: picture.width, height: picture.height }
}

/** The pictures the test put in the album; without any, the person has cancelled. */
function picked(phone: Phone, count: unknown): TempFile[] {
  const files = phone.state.pickedImages.slice(0, Number(count) || 9)
  if (files.length === 0) throw new ApiFailure('cancel')
  return files
}

function fileSystem(phone: Phone): Plain {
  const stats = (file: TempFile): Plain => ({
    size: file.bytes.length,
    isFile: () => true,
    isDirectory: () => false,
    mode: 33188,
    lastModifiedTime: 0,
  })
  const write = (options: ApiOptions): void =>
    void phone.keepFile(bytesOf(options.data), 'application/octet-stream', String(options.filePath))
  return {
    readFile: phone.api('readFile', (options) => ({
      data: contentOf(fileAt(phone, options.filePath), options.encoding),
    })),
    readFileSync: (path: string, encoding?: string) => contentOf(fileAt(phone, path), encoding),
    writeFile: phone.api('writeFile', write),
    writeFileSync: (filePath: string, data: unknown) => write({ filePath, data }),
    unlink: phone.api('unlink', (options) => void phone.tempFiles.delete(String(options.filePath))),
    unlinkSync: (path: string) => void phone.tempFiles.delete(path),
    access: phone.api('access', (options) => void fileAt(phone, options.path)),
    accessSync: (path: string) => void fileAt(phone, path),
    stat: phone.api('stat', (options) => ({ stats: stats(fileAt(phone, options.path)) })),
    statSync: (path: string) => stats(fileAt(phone, path)),
    getFileInfo: phone.api('getFileInfo', (options) => ({ size: fileAt(phone, options.filePath).bytes.length })),
    saveFile: phone.api('saveFile', (options) => ({ savedFilePath: fileAt(phone, options.tempFilePath).path })),
    copyFile: phone.api('copyFile', (options) => {
      const { bytes, type } = fileAt(phone, options.srcPath)
      phone.keepFile(bytes, type, String(options.destPath))
    }),
    readdir: phone.api('readdir', (options) => {
      const folder = `${String(options.dirPath)}/`
      const inside = [...phone.tempFiles.keys()].filter((path) => path.startsWith(folder))
      return { files: inside.map((path) => path.slice(folder.length)) }
    }),
    mkdir: phone.api('mkdir'),
    mkdirSync: () => undefined,
  }
}

/** Pictures and files; `ask` is the privacy question that comes before the album. */
export function fileApis(phone: Phone, shell: Shell, ask: () => Promise<void>): Plain {
  const manager = fileSystem(phone)
  const chooseImage = phone.api('chooseImage', async (options) => {
    await ask()
    const files = picked(phone, options.count)
    const paths = files.map((file) => file.path)
    return {
      tempFilePaths: paths,
      apFilePaths: paths,
      tempFiles: files.map((file) => ({ path: file.path, size: file.bytes.length })),
    }
  })
  const chooseMedia = phone.api('chooseMedia', async (options) => {
    await ask()
    const files = picked(phone, options.count)
    return {
      type: 'image',
      tempFiles: files.map((file) => ({ tempFilePath: file.path, size: file.bytes.length, fileType: 'image' })),
    }
  })
  return {
    env: { USER_DATA_PATH: USER_FOLDER },
    getFileSystemManager: () => manager,
    chooseImage,
    chooseMedia,
    compressImage: phone.api('compressImage', (options) => ({ tempFilePath: fileAt(phone, options.src).path })),
    cropImage: phone.api('cropImage', (options) => ({ tempFilePath: fileAt(phone, options.src).path })),
    getImageInfo: phone.api('getImageInfo', async (options) => {
      const file = fileAt(phone, options.src)
      return { ...(await sizeOf(file)), path: file.path, type: file.type.split('/')[1], orientation: 'up' }
    }),
    getFileInfo: phone.api('getFileInfo', (options) => ({
      size: fileAt(phone, options.filePath ?? options.apFilePath).bytes.length,
    })),
    saveImageToPhotosAlbum: phone.api('saveImageToPhotosAlbum', async (options) => {
      await ask()
      fileAt(phone, options.filePath)
    }),
    previewImage: phone.api('previewImage', (options) => {
      const urls = options.urls as string[]
      const current =
        typeof options.current === 'number'
          ? urls[options.current]
          : ((options.current as string | undefined) ?? urls[0])
      shell.showPicture(phone.pictureUrl(String(current ?? '')))
    }),
    previewMedia: phone.api('previewMedia', (options) => {
      const sources = options.sources as { url: string }[]
      shell.showPicture(phone.pictureUrl(sources[Number(options.current) || 0]?.url ?? ''))
    }),
  }
}
