import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** What app.json, a page's json and a component's json may say, as far as this harness reads it. */
export interface BuildJson {
  pages?: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
  usingComponents?: Record<string, string>
  component?: boolean
  styleIsolation?: string
  tabBar?: { custom?: boolean; list?: { pagePath: string; iconPath?: string; selectedIconPath?: string }[] }
}

/** Tags that the platforms draw themselves; a wxss selector on one of them means the `wx-` element in the DOM. */
export const BUILTIN_TAGS: ReadonlySet<string> = new Set(
  (
    'view text button image input textarea scroll-view swiper swiper-item block icon progress rich-text switch slider ' +
    'checkbox checkbox-group radio radio-group label form picker picker-view picker-view-column navigator video audio canvas ' +
    'map cover-view cover-image movable-area movable-view web-view page-container root-portal match-media page-meta camera ' +
    'live-player live-pusher editor ad official-account open-data share-element sticky-header sticky-section keyboard-accessory'
  ).split(' '),
)

/** Every file of a build, relative to its root, with forward slashes. */
export function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(path.join(root, file)).isFile())
    .map((file) => file.split(path.sep).join('/'))
    .sort()
}

export function readText(root: string, file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

export function packagesOf(app: BuildJson): { root: string; pages: string[] }[] {
  const parts = app.subPackages ?? app.subpackages ?? []
  return parts.map((part) => ({ root: part.root.replace(/^\/|\/$/g, ''), pages: part.pages }))
}

export function pagesOf(app: BuildJson): string[] {
  return [...(app.pages ?? []), ...packagesOf(app).flatMap((part) => part.pages.map((page) => `${part.root}/${page}`))]
}

/** Where a reference such as `../card/index` or `/ui/card/index` leads, seen from a file. */
export function resolveReference(fromFile: string, reference: string): string {
  if (reference.startsWith('/')) return path.posix.normalize(reference.slice(1))
  return path.posix.join(path.posix.dirname(fromFile), reference)
}
