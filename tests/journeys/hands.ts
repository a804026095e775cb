/** A person's hands and eyes on a phone, whatever the phone runs. A story is told once with them and played on each end. */
export interface Hands {
  /** Leaves whoever was signed in, and signs in as a demo persona. */
  signInAs(persona: string, displayName: string): Promise<void>
  tap(textOrLabel: string): Promise<void>
  /** By the field's label or its placeholder. */
  fill(name: string, text: string): Promise<void>
  see(text: string): Promise<void>
  openTab(text: string): Promise<void>
  /** Pulls the page down, so that it is read anew. */
  refresh(): Promise<void>
  /** Chooses pictures where the button of that text asks for them. */
  pickPictures(button: string, pictures: Buffer[]): Promise<void>
  /** Presses to begin, says something for as long as it takes to be one, and presses to end. */
  speak(button: string): Promise<void>
  /** Cuts the phone off from the network, or gives it back. */
  setOffline(offline: boolean): Promise<void>
  /** Comes to the join screen as somebody who scanned the poster. */
  scanPoster(code: string): Promise<void>
  screenshot(name: string): Promise<void>
}
