export interface PickedImage {
  /** Can be shown by an image, and given to uploadImage. */
  path: string
  bytes: number
}

/** Lets the person choose up to `count` pictures or take one. Empty when they think better of it. */
export function pickImages(count: number): Promise<PickedImage[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/jpeg,image/png,image/webp'
    input.multiple = count > 1
    input.onchange = () =>
      resolve(
        Array.from(input.files ?? [])
          .slice(0, count)
          .map((file) => ({ path: URL.createObjectURL(file), bytes: file.size })),
      )
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
