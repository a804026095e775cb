export interface SystemAppearance {
  dark: boolean
  /** 1 is the phone's usual text size; from 1.25 on, the app offers elder mode by itself. */
  fontScale: number
}

const darkQuery = () => window.matchMedia('(prefers-color-scheme: dark)')

/** How large the browser draws 16 px text when nobody says otherwise. */
function browserFontScale(): number {
  const probe = document.createElement('div')
  probe.style.cssText = 'position:absolute;visibility:hidden;font-size:medium;width:1em'
  document.body.appendChild(probe)
  const scale = probe.offsetWidth / 16
  probe.remove()
  return scale > 0 ? scale : 1
}

export function readAppearance(): SystemAppearance {
  return { dark: darkQuery().matches, fontScale: browserFontScale() }
}

/** Calls back when the phone turns dark or light. Answers how to stop. */
export function onDarkChange(listener: (dark: boolean) => void): () => void {
  const query = darkQuery()
  const handleChange = (event: MediaQueryListEvent) => listener(event.matches)
  query.addEventListener('change', handleChange)
  return () => query.removeEventListener('change', handleChange)
}
