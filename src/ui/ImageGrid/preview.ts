import type * as Viewer from './viewer'

/** Taro's viewer for browsers brings a whole slider with it, which is fetched at the first tap and not before. */
export const preview = async (...picture: Parameters<typeof Viewer.view>): Promise<void> => {
  const { view } = await import('./viewer')
  view(...picture)
}
