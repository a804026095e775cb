-- AlterTable
ALTER TABLE "Place" ADD COLUMN     "latE6" INTEGER,
ADD COLUMN     "lngE6" INTEGER,
ADD COLUMN     "radiusMetres" INTEGER;

-- CreateTable
CREATE TABLE "Appeal" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "streetId" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "buildingId" UUID,
    "nearPlaceId" UUID NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'resident' CHECK ("source" IN ('resident', '12345', 'hotline', 'smoke_sensor', 'door_sensor')),
    "category" TEXT NOT NULL CHECK ("category" IN ('facilities', 'sanitation', 'noise', 'parking', 'safety', 'elder_care', 'dispute', 'other')),
    "text" TEXT NOT NULL,
    "imageIds" TEXT NOT NULL DEFAULT '[]',
    "lngE6" INTEGER,
    "latE6" INTEGER,
    "cell" TEXT,
    "reporterId" UUID,
    "isAnonymous" BOOLEAN NOT NULL DEFAULT false,
    "isConflict" BOOLEAN NOT NULL DEFAULT false,
    "isPublic" BOOLEAN NOT NULL DEFAULT true,
    "isOpen" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT NOT NULL DEFAULT 'submitted' CHECK ("state" IN ('submitted', 'accepted', 'whistled', 'approved', 'assigned', 'answered', 'reopened', 'closed', 'merged', 'withdrawn')),
    "level" TEXT NOT NULL DEFAULT 'grid' CHECK ("level" IN ('grid', 'street', 'above')),
    "desk" TEXT NOT NULL DEFAULT 'grid' CHECK ("desk" IN ('grid', 'community', 'street', 'department', 'above')),
    "handlerPlaceId" UUID NOT NULL,
    "wishedDepartmentId" UUID,
    "departmentId" UUID,
    "departmentAnsweredAt" TIMESTAMPTZ(3),
    "departmentStars" INTEGER,
    "workingHours" INTEGER NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "provisionalSince" TIMESTAMPTZ(3),
    "actAt" TIMESTAMPTZ(3),
    "overdueAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "announcedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedBy" TEXT CHECK ("endedBy" IN ('rating', 'time_out', 'withdrawal', 'merge')),
    "stars" INTEGER,
    "starsGiven" TEXT NOT NULL DEFAULT '',
    "mergedIntoId" UUID,
    "householdCount" INTEGER NOT NULL DEFAULT 0,
    "lastSequence" INTEGER NOT NULL DEFAULT 0,
    "countedAs" TEXT NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Appeal_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "AppealEvent" (
    "communityId" UUID NOT NULL,
    "appealId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('report', 'accept', 'answer', 'whistle', 'merge', 'approve', 'send_back', 'assign', 'note', 'rate', 'withdraw', 'join', 'undo_time_out', 'escalate', 'time_out', 'merge_in', 'hand_over')),
    "actorId" UUID,
    "actorRole" TEXT NOT NULL CHECK ("actorRole" IN ('reporter', 'neighbour', 'grid_officer', 'secretary', 'street_staff', 'department_staff', 'clock', 'channel')),
    "actorPlaceId" UUID,
    "fromState" TEXT,
    "toState" TEXT NOT NULL,
    "level" TEXT NOT NULL CHECK ("level" IN ('grid', 'street', 'above')),
    "handlerPlaceId" UUID NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "text" TEXT,
    "imageIds" TEXT NOT NULL DEFAULT '[]',
    "stars" INTEGER,
    "otherAppealId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AppealEvent_pkey" PRIMARY KEY ("communityId","appealId","sequence")
);

-- CreateTable
CREATE TABLE "AppealTie" (
    "communityId" UUID NOT NULL,
    "appealId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "householdId" UUID,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('reporter', 'joined', 'merged')),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AppealTie_pkey" PRIMARY KEY ("communityId","appealId","personId")
);

-- CreateTable
CREATE TABLE "AppealRating" (
    "communityId" UUID NOT NULL,
    "appealId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "personId" UUID NOT NULL,
    "stars" INTEGER NOT NULL,
    "text" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AppealRating_pkey" PRIMARY KEY ("communityId","appealId","sequence")
);

-- CreateTable
CREATE TABLE "AppealConflict" (
    "communityId" UUID NOT NULL,
    "appealId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "AppealConflict_pkey" PRIMARY KEY ("communityId","appealId","personId")
);

-- CreateTable
CREATE TABLE "DepartmentRating" (
    "departmentId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "appealId" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "stars" INTEGER NOT NULL,
    "text" TEXT,
    "ratedById" UUID NOT NULL,

    CONSTRAINT "DepartmentRating_pkey" PRIMARY KEY ("departmentId","createdAt","appealId")
);

-- CreateTable
CREATE TABLE "AppealCount" (
    "communityId" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "AppealCount_pkey" PRIMARY KEY ("communityId","gridId","period","dimension")
);

-- CreateTable
CREATE TABLE "DispatchRule" (
    "placeId" UUID NOT NULL,
    "category" TEXT NOT NULL CHECK ("category" IN ('facilities', 'sanitation', 'noise', 'parking', 'safety', 'elder_care', 'dispute', 'other')),
    "handler" TEXT NOT NULL CHECK ("handler" IN ('grid', 'street', 'department')),
    "departmentId" UUID,
    "workingHours" INTEGER NOT NULL,
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DispatchRule_pkey" PRIMARY KEY ("placeId","category")
);

-- CreateTable
CREATE TABLE "AnswerTemplate" (
    "placeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "AnswerTemplate_pkey" PRIMARY KEY ("placeId","id")
);

-- CreateTable
CREATE TABLE "HandOver" (
    "id" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('grid_officer', 'secretary', 'street_staff', 'department_staff')),
    "absentId" UUID NOT NULL,
    "substituteId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "HandOver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Signal" (
    "channel" TEXT NOT NULL CHECK ("channel" IN ('12345', 'hotline', 'smoke_sensor', 'door_sensor')),
    "number" TEXT NOT NULL,
    "placeId" UUID NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "outcome" TEXT NOT NULL CHECK ("outcome" IN ('appeal', 'care_task')),
    "outcomeId" UUID NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Signal_pkey" PRIMARY KEY ("channel","number")
);

-- CreateTable
CREATE TABLE "CareTask" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "buildingId" UUID NOT NULL,
    "householdId" UUID,
    "channel" TEXT NOT NULL CHECK ("channel" IN ('12345', 'hotline', 'smoke_sensor', 'door_sensor')),
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'taken', 'done')),
    "takenById" UUID,
    "takenAt" TIMESTAMPTZ(3),
    "report" TEXT,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CareTask_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "SensorConsent" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "householdId" UUID NOT NULL,
    "channel" TEXT NOT NULL CHECK ("channel" IN ('smoke_sensor', 'door_sensor')),
    "device" TEXT NOT NULL,
    "openDevice" TEXT,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "SensorConsent_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "ImportBatch" (
    "id" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "channel" TEXT NOT NULL CHECK ("channel" IN ('12345', 'hotline')),
    "createdById" UUID NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "acceptedCount" INTEGER NOT NULL,
    "refused" TEXT NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "ImportBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MissingAlert" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "raisedById" UUID NOT NULL,
    "name" TEXT,
    "description" TEXT,
    "imageId" UUID,
    "lastPlace" TEXT NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lngE6" INTEGER,
    "latE6" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'ended')),
    "sightingCount" INTEGER NOT NULL DEFAULT 0,
    "lineId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "MissingAlert_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "Sighting" (
    "communityId" UUID NOT NULL,
    "alertId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "lngE6" INTEGER,
    "latE6" INTEGER,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Sighting_pkey" PRIMARY KEY ("communityId","alertId","createdAt","id")
);

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
-- The case file is only ever added to.
CREATE FUNCTION "refuseChangeOfCaseFile"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the case file is append-only';
END;
$$;
CREATE TRIGGER "AppealEvent_appendOnly" BEFORE UPDATE OR DELETE ON "AppealEvent"
  FOR EACH ROW EXECUTE FUNCTION "refuseChangeOfCaseFile"();
CREATE TRIGGER "AppealEvent_noTruncate" BEFORE TRUNCATE ON "AppealEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChangeOfCaseFile"();
