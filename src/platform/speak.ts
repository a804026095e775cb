/** Whether this end can read a text aloud. The mini programs have no way without a plug-in of others. */
export const canSpeak = process.env.TARO_ENV === 'h5' && typeof window !== 'undefined' && 'speechSynthesis' in window

/** Reads texts aloud, one after the other, a little slowly; what was being read before stops. */
export function speak(texts: readonly string[], language: string): void {
  if (!canSpeak) return
  window.speechSynthesis.cancel()
  for (const text of texts) {
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.lang = language
    utterance.rate = 0.9
    window.speechSynthesis.speak(utterance)
  }
}

export function stopSpeaking(): void {
  if (canSpeak) window.speechSynthesis.cancel()
}
