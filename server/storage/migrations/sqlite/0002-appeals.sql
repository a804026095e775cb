-- AlterTable
ALTER TABLE "Place" ADD COLUMN "latE6" INTEGER;
ALTER TABLE "Place" ADD COLUMN "lngE6" INTEGER;
ALTER TABLE "Place" ADD COLUMN "radiusMetres" INTEGER;

-- CreateTable
CREATE TABLE "Appeal" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "streetId" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "buildingId" TEXT,
    "nearPlaceId" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'resident' CHECK ("source" IN ('resident', '12345', 'hotline', 'smoke_sensor', 'door_sensor')),
    "category" TEXT NOT NULL CHECK ("category" IN ('facilities', 'sanitation', 'noise', 'parking', 'safety', 'elder_care', 'dispute', 'other')),
    "text" TEXT NOT NULL,
    "imageIds" TEXT NOT NULL DEFAULT '[]',
    "lngE6" INTEGER,
    "latE6" INTEGER,
    "cell" TEXT,
    "reporterId" TEXT,
    "isAnonymous" BOOLEAN NOT NULL DEFAULT false,
    "isConflict" BOOLEAN NOT NULL DEFAULT false,
    "isPublic" BOOLEAN NOT NULL DEFAULT true,
    "isOpen" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT NOT NULL DEFAULT 'submitted' CHECK ("state" IN ('submitted', 'accepted', 'whistled', 'approved', 'assigned', 'answered', 'reopened', 'closed', 'merged', 'withdrawn')),
    "level" TEXT NOT NULL DEFAULT 'grid' CHECK ("level" IN ('grid', 'street', 'above')),
    "desk" TEXT NOT NULL DEFAULT 'grid' CHECK ("desk" IN ('grid', 'community', 'street', 'department', 'above')),
    "handlerPlaceId" TEXT NOT NULL,
    "wishedDepartmentId" TEXT,
    "departmentId" TEXT,
    "departmentAnsweredAt" DATETIME,
    "departmentStars" INTEGER,
    "workingHours" INTEGER NOT NULL,
    "dueAt" DATETIME,
    "provisionalSince" DATETIME,
    "actAt" DATETIME,
    "overdueAt" DATETIME,
    "answeredAt" DATETIME,
    "closesAt" DATETIME,
    "announcedAt" DATETIME,
    "endedAt" DATETIME,
    "endedBy" TEXT CHECK ("endedBy" IN ('rating', 'time_out', 'withdrawal', 'merge')),
    "stars" INTEGER,
    "starsGiven" TEXT NOT NULL DEFAULT '',
    "mergedIntoId" TEXT,
    "householdCount" INTEGER NOT NULL DEFAULT 0,
    "lastSequence" INTEGER NOT NULL DEFAULT 0,
    "countedAs" TEXT NOT NULL DEFAULT '[]',
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "AppealEvent" (
    "communityId" TEXT NOT NULL,
    "appealId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('report', 'accept', 'answer', 'whistle', 'merge', 'approve', 'send_back', 'assign', 'note', 'rate', 'withdraw', 'join', 'undo_time_out', 'escalate', 'time_out', 'merge_in', 'hand_over')),
    "actorId" TEXT,
    "actorRole" TEXT NOT NULL CHECK ("actorRole" IN ('reporter', 'neighbour', 'grid_officer', 'secretary', 'street_staff', 'department_staff', 'clock', 'channel')),
    "actorPlaceId" TEXT,
    "fromState" TEXT,
    "toState" TEXT NOT NULL,
    "level" TEXT NOT NULL CHECK ("level" IN ('grid', 'street', 'above')),
    "handlerPlaceId" TEXT NOT NULL,
    "dueAt" DATETIME,
    "text" TEXT,
    "imageIds" TEXT NOT NULL DEFAULT '[]',
    "stars" INTEGER,
    "otherAppealId" TEXT,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "appealId", "sequence")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "AppealTie" (
    "communityId" TEXT NOT NULL,
    "appealId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "householdId" TEXT,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('reporter', 'joined', 'merged')),
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "appealId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "AppealRating" (
    "communityId" TEXT NOT NULL,
    "appealId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "personId" TEXT NOT NULL,
    "stars" INTEGER NOT NULL,
    "text" TEXT,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "appealId", "sequence")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "AppealConflict" (
    "communityId" TEXT NOT NULL,
    "appealId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "appealId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "DepartmentRating" (
    "departmentId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "appealId" TEXT NOT NULL,
    "communityId" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "stars" INTEGER NOT NULL,
    "text" TEXT,
    "ratedById" TEXT NOT NULL,

    PRIMARY KEY ("departmentId", "createdAt", "appealId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "AppealCount" (
    "communityId" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("communityId", "gridId", "period", "dimension")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "DispatchRule" (
    "placeId" TEXT NOT NULL,
    "category" TEXT NOT NULL CHECK ("category" IN ('facilities', 'sanitation', 'noise', 'parking', 'safety', 'elder_care', 'dispute', 'other')),
    "handler" TEXT NOT NULL CHECK ("handler" IN ('grid', 'street', 'department')),
    "departmentId" TEXT,
    "workingHours" INTEGER NOT NULL,
    "updatedById" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("placeId", "category")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "AnswerTemplate" (
    "placeId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("placeId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "HandOver" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "placeId" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('grid_officer', 'secretary', 'street_staff', 'department_staff')),
    "absentId" TEXT NOT NULL,
    "substituteId" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Signal" (
    "channel" TEXT NOT NULL CHECK ("channel" IN ('12345', 'hotline', 'smoke_sensor', 'door_sensor')),
    "number" TEXT NOT NULL,
    "placeId" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "outcome" TEXT NOT NULL CHECK ("outcome" IN ('appeal', 'care_task')),
    "outcomeId" TEXT NOT NULL,
    "receivedAt" DATETIME NOT NULL,

    PRIMARY KEY ("channel", "number")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "CareTask" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "buildingId" TEXT NOT NULL,
    "householdId" TEXT,
    "channel" TEXT NOT NULL CHECK ("channel" IN ('12345', 'hotline', 'smoke_sensor', 'door_sensor')),
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'taken', 'done')),
    "takenById" TEXT,
    "takenAt" DATETIME,
    "report" TEXT,
    "dueAt" DATETIME NOT NULL,
    "doneAt" DATETIME,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "SensorConsent" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "householdId" TEXT NOT NULL,
    "channel" TEXT NOT NULL CHECK ("channel" IN ('smoke_sensor', 'door_sensor')),
    "device" TEXT NOT NULL,
    "openDevice" TEXT,
    "givenAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "ImportBatch" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "placeId" TEXT NOT NULL,
    "channel" TEXT NOT NULL CHECK ("channel" IN ('12345', 'hotline')),
    "createdById" TEXT NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "acceptedCount" INTEGER NOT NULL,
    "refused" TEXT NOT NULL DEFAULT '[]',
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "MissingAlert" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "placeId" TEXT NOT NULL,
    "raisedById" TEXT NOT NULL,
    "name" TEXT,
    "description" TEXT,
    "imageId" TEXT,
    "lastPlace" TEXT NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "lngE6" INTEGER,
    "latE6" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'ended')),
    "sightingCount" INTEGER NOT NULL DEFAULT 0,
    "lineId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endedById" TEXT,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Sighting" (
    "communityId" TEXT NOT NULL,
    "alertId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "lngE6" INTEGER,
    "latE6" INTEGER,
    "seenAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "alertId", "createdAt", "id")
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "Appeal_id_key" ON "Appeal"("id");

-- CreateIndex
CREATE INDEX "Appeal_communityId_createdAt_id_idx" ON "Appeal"("communityId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_gridId_createdAt_id_idx" ON "Appeal"("gridId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_streetId_createdAt_id_idx" ON "Appeal"("streetId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_communityId_state_createdAt_id_idx" ON "Appeal"("communityId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_gridId_state_createdAt_id_idx" ON "Appeal"("gridId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_streetId_state_createdAt_id_idx" ON "Appeal"("streetId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_buildingId_createdAt_id_idx" ON "Appeal"("buildingId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_reporterId_createdAt_id_idx" ON "Appeal"("reporterId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_mergedIntoId_idx" ON "Appeal"("mergedIntoId");

-- CreateIndex
CREATE INDEX "AppealTie_personId_appealId_idx" ON "AppealTie"("personId", "appealId");

-- CreateIndex
CREATE INDEX "AppealRating_personId_idx" ON "AppealRating"("personId");

-- CreateIndex
CREATE INDEX "AppealConflict_personId_idx" ON "AppealConflict"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "DepartmentRating_appealId_key" ON "DepartmentRating"("appealId");

-- CreateIndex
CREATE UNIQUE INDEX "AnswerTemplate_id_key" ON "AnswerTemplate"("id");

-- CreateIndex
CREATE INDEX "HandOver_substituteId_endsAt_idx" ON "HandOver"("substituteId", "endsAt");

-- CreateIndex
CREATE INDEX "HandOver_absentId_endsAt_idx" ON "HandOver"("absentId", "endsAt");

-- CreateIndex
CREATE INDEX "HandOver_placeId_endsAt_idx" ON "HandOver"("placeId", "endsAt");

-- CreateIndex
CREATE INDEX "Signal_outcomeId_idx" ON "Signal"("outcomeId");

-- CreateIndex
CREATE UNIQUE INDEX "CareTask_id_key" ON "CareTask"("id");

-- CreateIndex
CREATE INDEX "CareTask_gridId_state_dueAt_id_idx" ON "CareTask"("gridId", "state", "dueAt", "id");

-- CreateIndex
CREATE INDEX "CareTask_buildingId_state_dueAt_id_idx" ON "CareTask"("buildingId", "state", "dueAt", "id");

-- CreateIndex
CREATE INDEX "CareTask_takenById_idx" ON "CareTask"("takenById");

-- CreateIndex
CREATE UNIQUE INDEX "SensorConsent_id_key" ON "SensorConsent"("id");

-- CreateIndex
CREATE INDEX "SensorConsent_personId_idx" ON "SensorConsent"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "SensorConsent_channel_openDevice_key" ON "SensorConsent"("channel", "openDevice");

-- CreateIndex
CREATE INDEX "ImportBatch_placeId_createdAt_idx" ON "ImportBatch"("placeId", "createdAt");

-- CreateIndex
CREATE INDEX "ImportBatch_createdById_idx" ON "ImportBatch"("createdById");

-- CreateIndex
CREATE UNIQUE INDEX "MissingAlert_id_key" ON "MissingAlert"("id");

-- CreateIndex
CREATE INDEX "MissingAlert_communityId_state_createdAt_id_idx" ON "MissingAlert"("communityId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "MissingAlert_raisedById_idx" ON "MissingAlert"("raisedById");

-- CreateIndex
CREATE UNIQUE INDEX "Sighting_id_key" ON "Sighting"("id");

-- CreateIndex
CREATE INDEX "Sighting_personId_idx" ON "Sighting"("personId");

-- By hand: what Prisma cannot say.
-- Desks: soonest due first. The clock: what it has to do next.
CREATE INDEX "Appeal_desk" ON "Appeal" ("handlerPlaceId", "dueAt", "id") WHERE "dueAt" IS NOT NULL;
CREATE INDEX "Appeal_clock" ON "Appeal" ("actAt", "id") WHERE "actAt" IS NOT NULL;
-- Due times to be set anew when the calendar gets a year.
CREATE INDEX "Appeal_provisional" ON "Appeal" ("dueAt", "id") WHERE "provisionalSince" IS NOT NULL;
-- Similar open cases: by the square of the earth around a point, or by the building or grid; a walk of bounded length in either.
CREATE INDEX "Appeal_openInCell" ON "Appeal" ("category", "cell", "createdAt") WHERE "isOpen" AND "cell" IS NOT NULL;
CREATE INDEX "Appeal_openNear" ON "Appeal" ("category", "nearPlaceId", "createdAt") WHERE "isOpen";
-- The open cases that most households joined, of a grid, a community and a street.
CREATE INDEX "Appeal_joinedInGrid" ON "Appeal" ("gridId", "householdCount", "id") WHERE "isOpen";
CREATE INDEX "Appeal_joinedInCommunity" ON "Appeal" ("communityId", "householdCount", "id") WHERE "isOpen";
CREATE INDEX "Appeal_joinedInStreet" ON "Appeal" ("streetId", "householdCount", "id") WHERE "isOpen";
-- What a department was asked to do.
CREATE INDEX "Appeal_ofDepartment" ON "Appeal" ("departmentId", "createdAt", "id") WHERE "departmentId" IS NOT NULL;
-- Whether the file of some case holds a picture of somebody.
CREATE INDEX "AppealEvent_withPictures" ON "AppealEvent" ("actorId") WHERE "imageIds" <> '[]';
-- The case file is only ever added to. INSERT OR REPLACE would take a line away without asking the trigger for DELETE, so that a line that is
-- there already is left as it is.
CREATE TRIGGER "AppealEvent_noUpdate" BEFORE UPDATE ON "AppealEvent"
BEGIN
  SELECT RAISE(ABORT, 'the case file is append-only');
END;
CREATE TRIGGER "AppealEvent_noDelete" BEFORE DELETE ON "AppealEvent"
BEGIN
  SELECT RAISE(ABORT, 'the case file is append-only');
END;
CREATE TRIGGER "AppealEvent_noReplace" BEFORE INSERT ON "AppealEvent"
WHEN EXISTS (SELECT 1 FROM "AppealEvent" e
  WHERE e."communityId" = NEW."communityId" AND e."appealId" = NEW."appealId" AND e."sequence" = NEW."sequence")
BEGIN
  SELECT RAISE(IGNORE);
END;
-- Figures for the planner, as in 0001: without them a list of one grid or street is looked for in the order of the key of a community.
INSERT INTO "sqlite_stat1" ("tbl", "idx", "stat") VALUES
  ('Appeal', 'Appeal', '1000000 5000 1'),
  ('Appeal', 'Appeal_communityId_createdAt_id_idx', '1000000 5000 1 1'),
  ('Appeal', 'Appeal_gridId_createdAt_id_idx', '1000000 1000 1 1'),
  ('Appeal', 'Appeal_streetId_createdAt_id_idx', '1000000 50000 1 1'),
  ('Appeal', 'Appeal_communityId_state_createdAt_id_idx', '1000000 5000 1000 1 1'),
  ('Appeal', 'Appeal_gridId_state_createdAt_id_idx', '1000000 1000 200 1 1'),
  ('Appeal', 'Appeal_streetId_state_createdAt_id_idx', '1000000 50000 10000 1 1'),
  ('Appeal', 'Appeal_buildingId_createdAt_id_idx', '1000000 200 1 1'),
  ('Appeal', 'Appeal_reporterId_createdAt_id_idx', '1000000 5 1 1'),
  ('Appeal', 'Appeal_desk', '100000 100 2 1'),
  ('Appeal', 'Appeal_clock', '100000 2 1'),
  ('Appeal', 'Appeal_provisional', '1000 2 1'),
  ('Appeal', 'Appeal_openInCell', '100000 12000 20 1'),
  ('Appeal', 'Appeal_openNear', '100000 12000 20 1'),
  ('Appeal', 'Appeal_joinedInGrid', '100000 100 20 1'),
  ('Appeal', 'Appeal_joinedInCommunity', '100000 500 100 1'),
  ('Appeal', 'Appeal_joinedInStreet', '100000 5000 500 1'),
  ('Appeal', 'Appeal_ofDepartment', '100000 1000 1 1'),
  ('AppealCount', 'AppealCount', '10000000 50000 10000 40 1'),
  ('AppealTie', 'AppealTie', '2000000 10000 2 1'),
  ('AppealTie', 'AppealTie_personId_appealId_idx', '2000000 5 1');
