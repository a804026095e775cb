export interface PickedTable {
  /** Can be given to an upload. */
  path: string
  name: string
  bytes: number
}

/** Whether this platform hands out files that are no pictures. */
export const canPickTable: boolean = true

/** Lets the person choose one spreadsheet. Null when they think better of it. */
export function pickTable(): Promise<PickedTable | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.xlsx,.csv'
    input.onchange = () => {
      const file = input.files?.[0]
      resolve(file ? { path: URL.createObjectURL(file), name: file.name, bytes: file.size } : null)
    }
    input.addEventListener('cancel', () => resolve(null))
    input.click()
  })
}
