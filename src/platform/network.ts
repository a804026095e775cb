export function isOnline(): Promise<boolean> {
  return Promise.resolve(navigator.onLine)
}

/** Calls back when the network goes or comes. Answers how to stop. */
export function onNetworkChange(listener: (online: boolean) => void): () => void {
  const handleOnline = () => listener(true)
  const handleOffline = () => listener(false)
  window.addEventListener('online', handleOnline)
  window.addEventListener('offline', handleOffline)
  return () => {
    window.removeEventListener('online', handleOnline)
    window.removeEventListener('offline', handleOffline)
  }
}
