-- CreateTable
CREATE TABLE "Activity" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "needsInsurance" BOOLEAN NOT NULL,
    "insurance" TEXT,
    "state" TEXT NOT NULL CHECK ("state" IN ('proposed', 'open', 'refused', 'ended')),
    "refusedReason" TEXT,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "ShiftSeries" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "activityId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "ShiftSeries_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "Shift" (
    "communityId" UUID NOT NULL,
    "activityId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "seriesId" UUID,
    "createdById" UUID NOT NULL,
    "capacity" INTEGER NOT NULL,
    "minimumAge" INTEGER,
    "skills" TEXT NOT NULL DEFAULT '[]',
    "pointsPerHour" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "hasWaitingList" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'cancelled')),
    "heldUntil" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Shift_pkey" PRIMARY KEY ("communityId","activityId","startsAt","id")
);

-- CreateTable
CREATE TABLE "ShiftRole" (
    "communityId" UUID NOT NULL,
    "shiftId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "skills" TEXT NOT NULL DEFAULT '[]',
    "sortOrder" INTEGER NOT NULL DEFAULT 0,
    "confirmed" INTEGER NOT NULL DEFAULT 0,
    "waiting" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    "arrivals" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ShiftRole_pkey" PRIMARY KEY ("communityId","shiftId","id"),
    CHECK ("confirmed" >= 0 AND "waiting" >= 0 AND "held" >= 0 AND "arrivals" >= "confirmed" + "waiting" AND "confirmed" + "held" <= "capacity")
);

-- CreateTable
CREATE TABLE "SignUp" (
    "communityId" UUID NOT NULL,
    "shiftId" UUID NOT NULL,
    "roleId" UUID NOT NULL,
    "arrival" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "activityId" UUID NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('confirmed', 'waiting', 'left', 'lapsed', 'unserved', 'replaced', 'cancelled')),
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "answerBy" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "wrongCodes" INTEGER NOT NULL DEFAULT 0,
    "wrongCodesAt" TIMESTAMPTZ(3),
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "SignUp_pkey" PRIMARY KEY ("communityId","shiftId","roleId","arrival")
);

-- CreateTable
CREATE TABLE "FirstClaim" (
    "communityId" UUID NOT NULL,
    "shiftId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FirstClaim_pkey" PRIMARY KEY ("communityId","shiftId","personId")
);

-- CreateTable
CREATE TABLE "ServiceEntry" (
    "communityId" UUID NOT NULL,
    "shiftId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "activityId" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('present', 'done', 'missed', 'excused', 'replaced')),
    "checkedInAt" TIMESTAMPTZ(3),
    "checkedOutAt" TIMESTAMPTZ(3),
    "attestedById" UUID,
    "standInId" UUID,
    "minutes" INTEGER,
    "year" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ServiceEntry_pkey" PRIMARY KEY ("communityId","shiftId","personId")
);

-- CreateTable
CREATE TABLE "OwedPoints" (
    "communityId" UUID NOT NULL,
    "entryId" UUID NOT NULL,

    CONSTRAINT "OwedPoints_pkey" PRIMARY KEY ("communityId","entryId")
);

-- CreateTable
CREATE TABLE "CheckInCodeUse" (
    "communityId" UUID NOT NULL,
    "shiftId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "step" INTEGER NOT NULL,

    CONSTRAINT "CheckInCodeUse_pkey" PRIMARY KEY ("communityId","shiftId","personId","step")
);

-- CreateTable
CREATE TABLE "Certificate" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "holder" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "lines" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Certificate_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "Volunteer" (
    "personId" UUID NOT NULL,
    "skills" TEXT NOT NULL DEFAULT '[]',
    "canBeCalled" BOOLEAN NOT NULL DEFAULT false,
    "consentedAt" TIMESTAMPTZ(3),
    "birthMonth" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Volunteer_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "CallUp" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "callerId" UUID NOT NULL,
    "skill" TEXT,
    "radius" TEXT NOT NULL CHECK ("radius" IN ('building', 'grid', 'community')),
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('open', 'ended')),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "CallUp_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "CallUpPerson" (
    "communityId" UUID NOT NULL,
    "callUpId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "buildingId" UUID,
    "answer" TEXT CHECK ("answer" IN ('coming', 'cannot')),
    "minutes" INTEGER,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "CallUpPerson_pkey" PRIMARY KEY ("communityId","callUpId","personId")
);

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
CREATE INDEX "Volunteer_canBeCalled" ON "Volunteer" ("personId") WHERE "canBeCalled";
-- Nobody is in two places at once, whoever writes and at whatever isolation. A range of one person stands for equality, which GiST has no
-- operator for without an extension.
CREATE TYPE "PersonRange" AS RANGE (SUBTYPE = uuid);
ALTER TABLE "SignUp" ADD CONSTRAINT "SignUp_overlap" EXCLUDE USING gist
  ("PersonRange"("personId", "personId", '[]') WITH &&, tstzrange("startsAt", "endsAt") WITH &&) WHERE ("state" IN ('confirmed', 'waiting'));
-- Hours that were earned stay as they are: points were given for them.
CREATE FUNCTION "refuseChangeOfDoneEntry"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ServiceEntry is done and never changes'; END $$;
CREATE TRIGGER "ServiceEntry_done" BEFORE UPDATE ON "ServiceEntry" FOR EACH ROW WHEN (OLD."state" = 'done') EXECUTE FUNCTION "refuseChangeOfDoneEntry"();
