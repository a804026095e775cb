/** WeChat asks for this component once the tab bar is custom; ours is drawn inside each page, so this one is empty. */
export default function CustomTabBar() {
  return null
}
