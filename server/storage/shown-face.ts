/**
 * The picture that others see of a person, as a column of a SELECT over "Person" called `person`: the one they chose once its check has
 * passed, and none before. What they chose themselves stands in "avatarImageId".
 */
export const shownFace = (person: string): string =>
  `(SELECT face."id" FROM "Image" face WHERE face."id" = ${person}."avatarImageId" AND face."state" = 'approved')`
