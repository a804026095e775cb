/** The ids on a path, from the root to the place itself. */
export function idsOnPath(path: string): string[] {
  return path.split('/').filter(Boolean)
}

/** Whether a place lies at or below another, told by their paths alone. */
export function isWithin(path: string, ancestorPath: string): boolean {
  return path.startsWith(ancestorPath)
}
