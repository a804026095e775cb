export interface PickedFile {
  /** Can be given to uploadImage. */
  path: string
  name: string
  bytes: number
}

/** Alipay lets nobody choose a file: there the person is told to do it in a browser. */
export const canPickFile: boolean = true

/** Lets the person choose one file with one of these endings ("csv"). Null when they think better of it. */
export function pickFile(endings: readonly string[]): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = endings.map((ending) => `.${ending}`).join(',')
    input.onchange = () => {
      const file = input.files?.[0]
      resolve(file ? { path: URL.createObjectURL(file), name: file.name, bytes: file.size } : null)
    }
    input.addEventListener('cancel', () => resolve(null))
    input.click()
  })
}
