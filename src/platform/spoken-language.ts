/** What the phone speaks, as a language tag; undefined where it does not say. */
export function spokenLanguage(): string | undefined {
  return navigator.language
}
