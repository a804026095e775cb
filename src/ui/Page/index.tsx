import { View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { type ReactNode, useContext, useEffect, useState } from 'react'
import { type Appearance, useAppearance } from '../appearance'
import { classes } from '../classes'
import { OfflineBar } from '../OfflineBar'
import { Toast, ToastContext } from '../Toast'
import { TopBar } from './TopBar'
import './index.scss'

export interface PageProps {
  /** On h5 in a bar of our own, on a mini program in the platform's. */
  title: string
  /** Stands in place of h5's bar, and at the top of the content elsewhere; for the tab pages. */
  header?: ReactNode
  /** The one main action, at the thumb, above the safe area. */
  footer?: ReactNode
  tabBar?: ReactNode
  /** A FloatingButton. */
  floating?: ReactNode
  /** Shown as a bar while there is no network; null or absent otherwise. */
  offlineText?: string | null
  /** Instead of going back: to ask before a draft is left, say. */
  onBack?: () => void
  /** Without the 16 px margin and the 12 px between parts. */
  bare?: boolean
  children?: ReactNode
}

const isH5 = process.env.TARO_ENV === 'h5'
/** WeChat colours its bar by theme.json; Alipay knows one colour only and must be told. As theme.json has them. */
const ALIPAY_BARS = {
  light: { frontColor: '#000000', backgroundColor: '#F5F6F4' },
  dark: { frontColor: '#ffffff', backgroundColor: '#15191A' },
}

function sayTitle(title: string, dark: boolean) {
  if (isH5) document.title = title
  else void Taro.setNavigationBarTitle({ title })
  if (process.env.TARO_ENV === 'alipay') void Taro.setNavigationBarColor(ALIPAY_BARS[dark ? 'dark' : 'light'])
}

/** The bar is the phone's and belongs to the page in front: one that lies below it says its title when it is seen again. */
function useTitle(title: string, { dark }: Appearance) {
  const [page] = useState(() => Taro.getCurrentInstance().page)
  const say = () => {
    if (Taro.getCurrentInstance().page === page) sayTitle(title, dark)
  }
  useDidShow(say)
  useEffect(say, [title, dark])
}

/** In a browser, the window around the column takes the page's light or dark too. */
function useWindowColour({ dark }: Appearance) {
  useEffect(() => {
    if (isH5) document.documentElement.classList.toggle('linli-dark', dark)
  }, [dark])
}

/** The root of every screen. */
export function Page(props: PageProps) {
  const { title, header, footer, tabBar, floating, offlineText, onBack, bare, children } = props
  const appearance = useAppearance()
  const toast = useContext(ToastContext)
  useTitle(title, appearance)
  useWindowColour(appearance)
  return (
    <View
      className={classes('linli-page', appearance.elder && 'linli-page--elder', appearance.dark && 'linli-page--dark')}
    >
      {isH5 && !header ? <TopBar title={title} withBack={!tabBar} onBack={onBack} /> : null}
      {offlineText ? <OfflineBar text={offlineText} /> : null}
      {header ? <View className='linli-page__header'>{header}</View> : null}
      <View
        className={classes(
          'linli-page__content',
          bare && 'linli-page__content--bare',
          floating !== undefined && 'linli-page__content--under',
        )}
      >
        {children}
      </View>
      <View className='linli-page__bottom'>
        {floating ? <View className='linli-page__floating'>{floating}</View> : null}
        {footer ? <View className='linli-page__footer'>{footer}</View> : null}
        {tabBar ? <View className='linli-page__tabs'>{tabBar}</View> : null}
      </View>
      {toast ? (
        <Toast message={toast.message} action={toast.action} durationMs={toast.durationMs} onHide={toast.onHide} />
      ) : null}
    </View>
  )
}
