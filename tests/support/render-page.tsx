import { render } from '@testing-library/react'
import { observer } from 'mobx-react-lite'
import type { ComponentType, PropsWithChildren } from 'react'
import { type RootStore, StoresContext } from '../../src/stores'
import { AppearanceContext, ToastContext } from '../../src/ui'
import { openWith } from './taro/taro'

const goHome = () => {}

/** What app.tsx gives every page. */
const App = observer(function App({ stores, children }: PropsWithChildren<{ stores: RootStore }>) {
  const { ui } = stores
  const { elder, dark, message } = ui
  const action = message?.undo ? { text: '撤销', onPress: ui.undo } : undefined
  return (
    <StoresContext.Provider value={stores}>
      <AppearanceContext.Provider value={{ elder, dark, backLabel: '返回', goHome }}>
        <ToastContext.Provider value={{ message: message?.text ?? null, action, onHide: ui.hush }}>
          {children}
        </ToastContext.Provider>
      </AppearanceContext.Provider>
    </StoresContext.Provider>
  )
})

/** Opens a page as the app would, with the params of its address. */
export function renderPage(stores: RootStore, Page: ComponentType, params: Record<string, string> = {}) {
  openWith(params)
  return render(
    <App stores={stores}>
      <Page />
    </App>,
  )
}
