/** What is wrong with the bytes of a sound; for our own logs. */
export class Fault extends Error {}
