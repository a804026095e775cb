import { createContext, useContext } from 'react'

export interface Appearance {
  elder: boolean
  dark: boolean
  /** Read out on the back arrow that h5 draws. */
  backLabel: string
  /** Where the back arrow leads from a page opened by a link, with nothing behind it. */
  goHome?: () => void
}

/** Given once, by the app; every Page turns it into classes on its root. */
export const AppearanceContext = createContext<Appearance>({ elder: false, dark: false, backLabel: '' })

export const useAppearance = (): Appearance => useContext(AppearanceContext)
