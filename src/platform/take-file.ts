import { OfflineError } from './network-errors'

export interface Download {
  url: string
  headers: Record<string, string>
}

/** `path` is a temporary file, or an object URL in a browser; null where the server refused, which `body` then explains. */
export interface DownloadedFile {
  status: number
  body: string
  path: string | null
}

export type DownloadFile = (download: Download) => Promise<DownloadedFile>

/**
 * How a file reaches the person: a browser saves it at once; WeChat hands it to a chat, which must be asked for by a tap;
 * Alipay hands out no files, so the person is told where else to get it.
 */
export const fileWay: 'save' | 'share' | 'elsewhere' = 'save'

export const downloadFile: DownloadFile = async ({ url, headers }) => {
  let response: Response
  try {
    response = await fetch(url, { headers })
  } catch (error) {
    throw new OfflineError(error instanceof Error ? error.message : 'fetch failed')
  }
  const { status } = response
  if (!response.ok) return { status, body: await response.text(), path: null }
  return { status, body: '', path: URL.createObjectURL(await response.blob()) }
}

/** Gives a downloaded file to the person. False when they thought better of it. */
export async function handOver(path: string, name: string): Promise<boolean> {
  const link = document.createElement('a')
  link.href = path
  link.download = name
  document.body.appendChild(link)
  link.click()
  link.remove()
  // The browser has begun to read it by then; a minute later it has it.
  setTimeout(() => URL.revokeObjectURL(path), 60_000)
  return true
}
