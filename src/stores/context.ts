import { createContext, useContext } from 'react'
import type { RootStore, StoreKind } from './root-store'

export const StoresContext = createContext<RootStore | null>(null)

/** Every store; only below the app's provider. */
export function useStores(): RootStore {
  const stores = useContext(StoresContext)
  if (!stores) throw new Error('useStores was called outside of StoresContext')
  return stores
}

/** A store that comes with the pages which ask for it. */
export const useStore = <Store extends object>(kind: StoreKind<Store>): Store => useStores().of(kind)
