/** The first bytes of a file that pickImages gave; null where it cannot be read. */
export async function readHead(path: string, bytesMax: number): Promise<ArrayBuffer | null> {
  try {
    const blob = await (await fetch(path)).blob()
    return await blob.slice(0, bytesMax).arrayBuffer()
  } catch {
    return null
  }
}
