/** Where pictures outlive the app's closing: the program's own folder, in a browser its database. */
export interface PictureShelf {
  names(): Promise<string[]>
  /** Copies a picture that pickImages gave. False where the phone has no room for it. */
  put(name: string, path: string): Promise<boolean>
  /** What uploadImage and an image can read; null where it is not there. */
  find(name: string): Promise<string | null>
  remove(name: string): Promise<void>
}

/** In a browser its code comes by itself, with the first picture. */
export type OpenShelf = () => Promise<PictureShelf>
