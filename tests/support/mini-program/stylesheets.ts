import path from 'node:path'
import postcss, { type AtRule, type Declaration, type Rule } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { BUILTIN_TAGS, type BuildJson } from './build-files'

/** A sheet's place in the cascade: WeChat lays app.wxss first, then the components', then the page's. */
export type SheetKind = 'app' | 'component' | 'page'

export interface CompiledSheet {
  kind: SheetKind
  css: string
  /** The prefix the component framework writes before each class of an isolated component; empty where shared. */
  scope: string
}

interface SheetSource {
  files: ReadonlySet<string>
  json: Record<string, BuildJson>
  read(file: string): string
}

const SHARED = new Set(['shared', 'page-shared'])

/** Turns every wxss of a build into css for one document, scoped as WeChat scopes it. Keyed by name without ending. */
export function compileSheets(source: SheetSource): Record<string, CompiledSheet> {
  const sheets: Record<string, CompiledSheet> = {}
  let count = 0
  for (const file of source.files) {
    if (!file.endsWith('.wxss')) continue
    const name = file.slice(0, -5)
    const json = source.json[name]
    // A sheet without a json beside it is only ever imported by another.
    if (name !== 'app' && !json) continue
    const kind: SheetKind = name === 'app' ? 'app' : json?.component ? 'component' : 'page'
    const isolated = kind === 'component' && !SHARED.has(json?.styleIsolation ?? 'isolated')
    const scope = isolated ? `s${count++}` : ''
    sheets[name] = { kind, scope, css: compileSheet(inlineImports(source, file, new Set()), kind, name, scope) }
  }
  return sheets
}

function inlineImports(source: SheetSource, file: string, seen: Set<string>): string {
  if (seen.has(file) || !source.files.has(file)) return ''
  seen.add(file)
  return source.read(file).replace(/@import\s+(?:url\()?["']([^"']+)["']\)?\s*;?/g, (_all, target: string) => {
    const from = target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(file), target)
    return inlineImports(source, from, seen)
  })
}

function compileSheet(text: string, kind: SheetKind, name: string, scope: string): string {
  const tree = postcss.parse(text)
  tree.walkDecls((declaration: Declaration) => {
    declaration.value = translateUnits(declaration.value)
  })
  const selectors = selectorParser((root) => {
    root.walkTags((tag) => {
      if (tag.value === 'page') tag.value = 'wx-page'
      else if (BUILTIN_TAGS.has(tag.value)) tag.value = `wx-${tag.value}`
    })
    root.walkPseudos((pseudo) => {
      if (pseudo.value === ':host') {
        pseudo.replaceWith(
          selectorParser.attribute({ attribute: 'wx-host', operator: '=', value: scope, quoteMark: '"', raws: {} }),
        )
      } else if (pseudo.value === ':root') {
        pseudo.replaceWith(selectorParser.tag({ value: 'wx-page' }))
      }
    })
    if (scope)
      root.walkClasses((name_) => {
        name_.value = `${scope}--${name_.value}`
      })
  })
  tree.walkRules((rule: Rule) => {
    if (rule.parent?.type === 'atrule' && /keyframes/.test((rule.parent as AtRule).name)) return
    rule.selector = selectors.processSync(rule.selector)
    if (kind === 'page') rule.selectors = rule.selectors.map((selector) => withinPage(selector, name))
  })
  return tree.toString()
}

/**
 * WeChat gives every page its own document; here all share one, so a page's sheet is held to that page.
 * `:where` adds nothing to the weight of a selector, so the cascade stays as it was.
 */
function withinPage(selector: string, page: string): string {
  const where = `:where([data-page="${page}"])`
  return /^\s*wx-page/.test(selector) ? selector.replace(/^\s*wx-page/, `wx-page${where}`) : `${where} ${selector}`
}

/** rpx is a 750th of the screen's width; vh and the safe area follow the page's window, not the browser's. */
export function translateUnits(value: string): string {
  return value
    .replace(/(-?\d*\.?\d+)rpx\b/g, (_all, number: string) => `${Number((Number(number) / 7.5).toFixed(5))}vw`)
    .replace(/(-?\d*\.?\d+)vh\b/g, (_all, number: string) => `calc(var(--mp-vh) * ${number})`)
    .replace(/(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^)]*)?\)/g, 'var(--mp-safe-$1)')
}
