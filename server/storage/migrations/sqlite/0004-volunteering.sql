-- CreateTable
CREATE TABLE "Activity" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "placeId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "needsInsurance" BOOLEAN NOT NULL,
    "insurance" TEXT,
    "state" TEXT NOT NULL CHECK ("state" IN ('proposed', 'open', 'refused', 'ended')),
    "refusedReason" TEXT,
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "ShiftSeries" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Shift" (
    "communityId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "id" TEXT NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "seriesId" TEXT,
    "createdById" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "minimumAge" INTEGER,
    "skills" TEXT NOT NULL DEFAULT '[]',
    "pointsPerHour" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "hasWaitingList" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'cancelled')),
    "heldUntil" DATETIME,
    "settledAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "activityId", "startsAt", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "ShiftRole" (
    "communityId" TEXT NOT NULL,
    "shiftId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "skills" TEXT NOT NULL DEFAULT '[]',
    "sortOrder" INTEGER NOT NULL DEFAULT 0,
    "confirmed" INTEGER NOT NULL DEFAULT 0,
    "waiting" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    "arrivals" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("communityId", "shiftId", "id"),
    CHECK ("confirmed" >= 0 AND "waiting" >= 0 AND "held" >= 0 AND "arrivals" >= "confirmed" + "waiting" AND "confirmed" + "held" <= "capacity")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "SignUp" (
    "communityId" TEXT NOT NULL,
    "shiftId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,
    "arrival" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('confirmed', 'waiting', 'left', 'lapsed', 'unserved', 'replaced', 'cancelled')),
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "answerBy" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL,
    "wrongCodes" INTEGER NOT NULL DEFAULT 0,
    "wrongCodesAt" DATETIME,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "shiftId", "roleId", "arrival")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "FirstClaim" (
    "communityId" TEXT NOT NULL,
    "shiftId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "shiftId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "ServiceEntry" (
    "communityId" TEXT NOT NULL,
    "shiftId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('present', 'done', 'missed', 'excused', 'replaced')),
    "checkedInAt" DATETIME,
    "checkedOutAt" DATETIME,
    "attestedById" TEXT,
    "standInId" TEXT,
    "minutes" INTEGER,
    "year" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "shiftId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "OwedPoints" (
    "communityId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "entryId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "CheckInCodeUse" (
    "communityId" TEXT NOT NULL,
    "shiftId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "step" INTEGER NOT NULL,

    PRIMARY KEY ("communityId", "shiftId", "personId", "step")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Certificate" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "holder" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "lines" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "issuedAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Volunteer" (
    "personId" TEXT NOT NULL PRIMARY KEY,
    "skills" TEXT NOT NULL DEFAULT '[]',
    "canBeCalled" BOOLEAN NOT NULL DEFAULT false,
    "consentedAt" DATETIME,
    "birthMonth" TEXT,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "CallUp" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "placeId" TEXT NOT NULL,
    "callerId" TEXT NOT NULL,
    "skill" TEXT,
    "radius" TEXT NOT NULL CHECK ("radius" IN ('building', 'grid', 'community')),
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('open', 'ended')),
    "createdAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "CallUpPerson" (
    "communityId" TEXT NOT NULL,
    "callUpId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "buildingId" TEXT,
    "answer" TEXT CHECK ("answer" IN ('coming', 'cannot')),
    "minutes" INTEGER,
    "answeredAt" DATETIME,

    PRIMARY KEY ("communityId", "callUpId", "personId")
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "Activity_id_key" ON "Activity"("id");

-- CreateIndex
CREATE INDEX "Activity_communityId_createdAt_id_idx" ON "Activity"("communityId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Activity_authorId_idx" ON "Activity"("authorId");

-- CreateIndex
CREATE UNIQUE INDEX "ShiftSeries_id_key" ON "ShiftSeries"("id");

-- CreateIndex
CREATE INDEX "ShiftSeries_createdById_idx" ON "ShiftSeries"("createdById");

-- CreateIndex
CREATE UNIQUE INDEX "Shift_id_key" ON "Shift"("id");

-- CreateIndex
CREATE INDEX "Shift_communityId_startsAt_id_idx" ON "Shift"("communityId", "startsAt", "id");

-- CreateIndex
CREATE INDEX "Shift_seriesId_idx" ON "Shift"("seriesId");

-- CreateIndex
CREATE INDEX "Shift_createdById_idx" ON "Shift"("createdById");

-- CreateIndex
CREATE UNIQUE INDEX "ShiftRole_id_key" ON "ShiftRole"("id");

-- CreateIndex
CREATE UNIQUE INDEX "SignUp_id_key" ON "SignUp"("id");

-- CreateIndex
CREATE INDEX "SignUp_personId_startsAt_id_idx" ON "SignUp"("personId", "startsAt", "id");

-- CreateIndex
CREATE INDEX "FirstClaim_personId_idx" ON "FirstClaim"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "ServiceEntry_id_key" ON "ServiceEntry"("id");

-- CreateIndex
CREATE INDEX "ServiceEntry_personId_id_idx" ON "ServiceEntry"("personId", "id");

-- CreateIndex
CREATE INDEX "ServiceEntry_communityId_year_id_idx" ON "ServiceEntry"("communityId", "year", "id");

-- CreateIndex
CREATE INDEX "CheckInCodeUse_personId_idx" ON "CheckInCodeUse"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_id_key" ON "Certificate"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_number_key" ON "Certificate"("number");

-- CreateIndex
CREATE INDEX "Certificate_personId_issuedAt_id_idx" ON "Certificate"("personId", "issuedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CallUp_id_key" ON "CallUp"("id");

-- CreateIndex
CREATE INDEX "CallUp_communityId_createdAt_id_idx" ON "CallUp"("communityId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "CallUp_state_endsAt_idx" ON "CallUp"("state", "endsAt");

-- CreateIndex
CREATE INDEX "CallUp_callerId_idx" ON "CallUp"("callerId");

-- CreateIndex
CREATE INDEX "CallUpPerson_personId_idx" ON "CallUpPerson"("personId");

-- By hand: what Prisma cannot say.
-- A person has one place in a shift that counts.
CREATE UNIQUE INDEX "SignUp_active" ON "SignUp" ("shiftId", "personId") WHERE "state" IN ('confirmed', 'waiting');
-- What waits for the secretary's approval.
CREATE INDEX "Activity_proposed" ON "Activity" ("createdAt", "id") WHERE "state" = 'proposed';
-- Released places that wait for an answer, and who waited in vain for what.
CREATE INDEX "SignUp_answerBy" ON "SignUp" ("answerBy") WHERE "answerBy" IS NOT NULL;
CREATE INDEX "SignUp_unserved" ON "SignUp" ("activityId", "startsAt") WHERE "state" = 'unserved';
-- Shifts whose kept places are to be given on, and those whose waiting list is still to end.
CREATE INDEX "Shift_heldUntil" ON "Shift" ("heldUntil") WHERE "heldUntil" IS NOT NULL;
CREATE INDEX "Shift_unsettled" ON "Shift" ("startsAt") WHERE "settledAt" IS NULL;
-- Who agreed to be called.
CREATE INDEX "Volunteer_canBeCalled" ON "Volunteer" ("personId") WHERE "canBeCalled" = 1;
-- Nobody is in two places at once. A shift is at most a day long (limits.ts, shiftHours), which bounds the search.
CREATE TRIGGER "SignUp_overlap_insert" BEFORE INSERT ON "SignUp" WHEN NEW."state" IN ('confirmed', 'waiting') AND EXISTS (
  SELECT 1 FROM "SignUp" o WHERE o."personId" = NEW."personId" AND o."id" <> NEW."id" AND o."state" IN ('confirmed', 'waiting')
    AND o."startsAt" < NEW."endsAt" AND o."startsAt" >= NEW."startsAt" - 86400000 AND o."endsAt" > NEW."startsAt")
BEGIN SELECT RAISE(ABORT, 'SignUp overlaps with another'); END;
CREATE TRIGGER "SignUp_overlap_update" BEFORE UPDATE OF "state", "startsAt", "endsAt", "personId" ON "SignUp" WHEN NEW."state" IN ('confirmed', 'waiting') AND EXISTS (
  SELECT 1 FROM "SignUp" o WHERE o."personId" = NEW."personId" AND o."id" <> NEW."id" AND o."state" IN ('confirmed', 'waiting')
    AND o."startsAt" < NEW."endsAt" AND o."startsAt" >= NEW."startsAt" - 86400000 AND o."endsAt" > NEW."startsAt")
BEGIN SELECT RAISE(ABORT, 'SignUp overlaps with another'); END;
-- Hours that were earned stay as they are: points were given for them.
CREATE TRIGGER "ServiceEntry_done" BEFORE UPDATE ON "ServiceEntry" WHEN OLD."state" = 'done' BEGIN SELECT RAISE(ABORT, 'ServiceEntry is done and never changes'); END;
