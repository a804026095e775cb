import { featureScreens, tabScreens } from './screens'

/** The native TDesign components that src/ui/*.weapp.tsx use; lazy loading keeps the rest out of a page's start. */
const nativeComponents = ['button', 'dialog', 'input', 'progress', 'switch', 'tag', 'textarea']

const tabTitles = ['网格', '办事', '参与', '我的', '工作台']

/** Colours come from theme.json on WeChat, by the phone's light or dark setting. */
const themed = (name: string, plain: string) => (process.env.TARO_ENV === 'weapp' ? `@${name}` : plain)

const weappOnly =
  process.env.TARO_ENV === 'weapp'
    ? {
        lazyCodeLoading: 'requiredComponents',
        darkmode: true,
        themeLocation: 'theme.json',
        __usePrivacyCheck__: true,
        // A point on the map is chosen by the person's own hand; where the phone is, is never asked.
        requiredPrivateInfos: ['chooseLocation' as const],
        usingComponents: Object.fromEntries(
          nativeComponents.map((name) => [`t-${name}`, `tdesign-miniprogram/${name}/${name}`]),
        ),
      }
    : {}

export default defineAppConfig({
  pages: tabScreens.map((screen) => `pages/${screen}/index`),
  subPackages: Object.entries<readonly string[]>(featureScreens).map(([feature, screens]) => ({
    root: `pages/${feature}`,
    pages: screens.map((screen) => `${screen}/index`),
  })),
  // The bar itself is drawn by the pages (ui/TabBar); the platform is told of it only so that switchTab works.
  tabBar: {
    // On Alipay a custom bar would need a component of its own; ui/TabBar hides the platform's instead.
    custom: process.env.TARO_ENV !== 'alipay',
    color: themed('second', '#5B635E'),
    selectedColor: themed('brand', '#0B6E55'),
    backgroundColor: themed('card', '#FFFFFF'),
    borderStyle: themed('edge', 'white') as 'white',
    list: tabScreens.map((screen, index) => ({ pagePath: `pages/${screen}/index`, text: tabTitles[index] ?? '' })),
  },
  window: {
    navigationBarTitleText: '邻里',
    navigationBarBackgroundColor: themed('page', '#F5F6F4'),
    navigationBarTextStyle: themed('text', 'black') as 'black',
    backgroundColor: themed('page', '#F5F6F4'),
    backgroundColorTop: themed('page', '#F5F6F4'),
    backgroundColorBottom: themed('page', '#F5F6F4'),
  },
  ...weappOnly,
})
