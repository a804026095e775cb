import './platform/deep-link'
import { useDidShow, useLaunch, usePageNotFound } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { type PropsWithChildren, useMemo, useRef, useState } from 'react'
import { t } from './i18n'
import { openTab } from './platform/navigate'
import { watchPrivacy } from './platform/privacy'
import { collectRandomness } from './platform/random'
import { startStores } from './start'
import { StoresContext, useStores } from './stores'
import { AppearanceContext } from './ui/appearance'
import { ToastContext } from './ui/Toast'
import './styles/app.scss'
import './styles/ends'

const goHome = () => void openTab('home/home')

/** What every page takes from the stores without asking: how it looks, and what is to be said in passing. */
const Surface = observer(function Surface({ children }: PropsWithChildren) {
  const { ui } = useStores()
  const { elder, dark, message, language } = ui
  // The label is in the language of the moment.
  const appearance = useMemo(() => ({ elder, dark, backLabel: t('common.back'), goHome }), [elder, dark, language])
  const toast = useMemo(
    () => ({
      message: message?.text ?? null,
      action: message?.undo ? { text: t('common.undo'), onPress: ui.undo } : undefined,
      onHide: ui.hush,
    }),
    [message, ui],
  )
  return (
    <AppearanceContext.Provider value={appearance}>
      <ToastContext.Provider value={toast}>{children}</ToastContext.Provider>
    </AppearanceContext.Provider>
  )
})

export default function App({ children }: PropsWithChildren) {
  const [stores] = useState(startStores)
  const wasShown = useRef(false)

  useLaunch(() => {
    watchPrivacy()
    collectRandomness()
  })
  useDidShow(() => {
    // The first time the start itself has already begun to read.
    if (wasShown.current) void stores.resume()
    wasShown.current = true
  })
  usePageNotFound(goHome)

  return (
    <StoresContext.Provider value={stores}>
      <Surface>{children}</Surface>
    </StoresContext.Provider>
  )
}
