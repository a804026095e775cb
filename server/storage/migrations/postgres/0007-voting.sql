-- CreateTable
CREATE TABLE "Poll" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "choicesMin" INTEGER NOT NULL,
    "choicesMax" INTEGER NOT NULL,
    "secrecy" TEXT NOT NULL CHECK ("secrecy" IN ('secret', 'open')),
    "electorate" TEXT NOT NULL CHECK ("electorate" IN ('residents', 'households', 'owners')),
    "rule" TEXT NOT NULL,
    "assentOption" TEXT,
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft' CHECK ("state" IN ('draft', 'announced', 'closed', 'annulled')),
    "announcedAt" TIMESTAMPTZ(3),
    "objectionsUntil" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "countedAt" TIMESTAMPTZ(3),
    "annulReason" TEXT,
    "definitionHash" TEXT,
    "credentialKey" TEXT,
    "rollVersion" INTEGER NOT NULL DEFAULT 0,
    "logSize" INTEGER NOT NULL DEFAULT 0,
    "logArea" BIGINT NOT NULL DEFAULT 0,
    "closing" TEXT,
    "closingSignature" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Poll_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "PollKey" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "sealed" TEXT NOT NULL,

    CONSTRAINT "PollKey_pkey" PRIMARY KEY ("communityId","pollId")
);

-- CreateTable
CREATE TABLE "PollRollVersion" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "area" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedById" UUID,
    "confirmedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PollRollVersion_pkey" PRIMARY KEY ("communityId","pollId","version")
);

-- CreateTable
CREATE TABLE "PollRollEntry" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('resident', 'household', 'owner', 'developer')),
    "subject" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "area" BIGINT NOT NULL,
    "salt" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "sinceVersion" INTEGER NOT NULL,
    "endedVersion" INTEGER,

    CONSTRAINT "PollRollEntry_pkey" PRIMARY KEY ("communityId","pollId","id")
);

-- CreateTable
CREATE TABLE "PollVoter" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "entryId" UUID NOT NULL,

    CONSTRAINT "PollVoter_pkey" PRIMARY KEY ("communityId","pollId","personId","entryId")
);

-- CreateTable
CREATE TABLE "PollMark" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "via" TEXT NOT NULL CHECK ("via" IN ('open', 'credential', 'paper')),
    "personId" UUID,
    "ballotId" UUID NOT NULL,
    "choices" TEXT,
    "nonce" TEXT,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "PollMark_pkey" PRIMARY KEY ("communityId","pollId","entryId")
);

-- CreateTable
CREATE TABLE "PollSealedBallot" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "box" TEXT NOT NULL,

    CONSTRAINT "PollSealedBallot_pkey" PRIMARY KEY ("communityId","pollId","tag")
);

-- CreateTable
CREATE TABLE "PollCountedBallot" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "credential" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "choices" TEXT NOT NULL,

    CONSTRAINT "PollCountedBallot_pkey" PRIMARY KEY ("communityId","pollId","digest")
);

-- CreateTable
CREATE TABLE "PollLeaf" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "leafIndex" INTEGER NOT NULL,
    "leaf" TEXT NOT NULL,
    "leafHash" TEXT NOT NULL,

    CONSTRAINT "PollLeaf_pkey" PRIMARY KEY ("communityId","pollId","leafIndex")
);

-- CreateTable
CREATE TABLE "PollHead" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "signedAt" TIMESTAMPTZ(3) NOT NULL,
    "size" INTEGER NOT NULL,
    "rootHash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "PollHead_pkey" PRIMARY KEY ("communityId","pollId","signedAt")
);

-- CreateTable
CREATE TABLE "PollPaperBallot" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "serial" TEXT NOT NULL,
    "entryId" UUID NOT NULL,
    "choices" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "leafHash" TEXT,
    "scanImageId" UUID,
    "state" TEXT NOT NULL CHECK ("state" IN ('entered', 'confirmed', 'withdrawn')),
    "enteredById" UUID NOT NULL,
    "enteredAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "withdrawReason" TEXT,

    CONSTRAINT "PollPaperBallot_pkey" PRIMARY KEY ("communityId","pollId","id")
);

-- CreateTable
CREATE TABLE "PollObjection" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "about" TEXT NOT NULL CHECK ("about" IN ('roll', 'ballot')),
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('open', 'accepted', 'dismissed')),
    "answer" TEXT,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "PollObjection_pkey" PRIMARY KEY ("communityId","pollId","id")
);

-- CreateTable
CREATE TABLE "PollCorrection" (
    "communityId" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('proposed', 'made', 'refused')),
    "version" INTEGER,
    "proposedById" UUID NOT NULL,
    "decidedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "PollCorrection_pkey" PRIMARY KEY ("communityId","pollId","id")
);

-- CreateTable
CREATE TABLE "PollSettings" (
    "communityId" UUID NOT NULL,
    "noticeDays" INTEGER NOT NULL,
    "windowDaysMin" INTEGER NOT NULL,
    "windowDaysMax" INTEGER NOT NULL,
    "objectionDays" INTEGER NOT NULL,
    "setById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PollSettings_pkey" PRIMARY KEY ("communityId")
);

-- CreateTable
CREATE TABLE "PollMinor" (
    "communityId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "ofAgeOn" TEXT NOT NULL,
    "notedById" UUID NOT NULL,

    CONSTRAINT "PollMinor_pkey" PRIMARY KEY ("communityId","personId")
);

-- CreateTable
CREATE TABLE "OwnedUnit" (
    "communityId" UUID NOT NULL,
    "householdId" UUID NOT NULL,
    "area" INTEGER NOT NULL,
    "areaSource" TEXT NOT NULL CHECK ("areaSource" IN ('register', 'survey', 'contract')),
    "isUnsold" BOOLEAN NOT NULL,
    "importId" UUID NOT NULL,

    CONSTRAINT "OwnedUnit_pkey" PRIMARY KEY ("communityId","householdId")
);

-- CreateTable
CREATE TABLE "UnitOwner" (
    "communityId" UUID NOT NULL,
    "householdId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shareNumerator" INTEGER NOT NULL,
    "shareDenominator" INTEGER NOT NULL,
    "isNamed" BOOLEAN NOT NULL DEFAULT false,
    "phoneHash" TEXT,

    CONSTRAINT "UnitOwner_pkey" PRIMARY KEY ("communityId","householdId","code")
);

-- CreateTable
CREATE TABLE "OwnersImport" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "unitCount" INTEGER NOT NULL,
    "headCount" INTEGER NOT NULL,
    "area" BIGINT NOT NULL,
    "refused" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "OwnersImport_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Poll_id_key" ON "Poll"("id");

-- CreateIndex
CREATE INDEX "Poll_placeId_createdAt_id_idx" ON "Poll"("placeId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Poll_state_closesAt_idx" ON "Poll"("state", "closesAt");

-- CreateIndex
CREATE INDEX "PollVoter_personId_idx" ON "PollVoter"("personId");

-- CreateIndex
CREATE INDEX "PollVoter_communityId_pollId_entryId_idx" ON "PollVoter"("communityId", "pollId", "entryId");

-- CreateIndex
CREATE INDEX "PollMark_personId_idx" ON "PollMark"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "PollMark_communityId_pollId_ballotId_key" ON "PollMark"("communityId", "pollId", "ballotId");

-- CreateIndex
CREATE UNIQUE INDEX "PollLeaf_communityId_pollId_leafHash_key" ON "PollLeaf"("communityId", "pollId", "leafHash");

-- CreateIndex
CREATE INDEX "PollPaperBallot_scanImageId_idx" ON "PollPaperBallot"("scanImageId");

-- CreateIndex
CREATE UNIQUE INDEX "PollObjection_id_key" ON "PollObjection"("id");

-- CreateIndex
CREATE INDEX "PollObjection_personId_idx" ON "PollObjection"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "PollCorrection_id_key" ON "PollCorrection"("id");

-- CreateIndex
CREATE INDEX "PollMinor_personId_idx" ON "PollMinor"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "OwnersImport_id_key" ON "OwnersImport"("id");

-- By hand: what Prisma cannot say.
-- Of the paper ballots that stand there is one a serial and one an entry of the roll.
CREATE UNIQUE INDEX "PollPaperBallot_serial" ON "PollPaperBallot" ("communityId", "pollId", "serial") WHERE "state" <> 'withdrawn';
CREATE UNIQUE INDEX "PollPaperBallot_entryId" ON "PollPaperBallot" ("communityId", "pollId", "entryId") WHERE "state" <> 'withdrawn';
-- What a poll asks is never changed, what was announced is not announced again, and what has ended has ended.
CREATE TRIGGER "Poll_unchanged" BEFORE UPDATE OF "communityId", "id", "placeId", "question", "body", "options", "choicesMin", "choicesMax", "secrecy", "electorate", "rule", "assentOption", "opensAt", "closesAt" ON "Poll" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "Poll_undeleted" BEFORE DELETE ON "Poll" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "Poll_forward" BEFORE UPDATE OF "state" ON "Poll" FOR EACH ROW WHEN (NEW."state" <> OLD."state" AND (OLD."state" IN ('closed', 'annulled') OR NEW."state" = 'draft')) EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "Poll_counted_once" BEFORE UPDATE OF "closing", "closingSignature", "countedAt" ON "Poll" FOR EACH ROW WHEN (OLD."countedAt" IS NOT NULL) EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "Poll_log_ends" BEFORE UPDATE OF "logSize", "logArea" ON "Poll" FOR EACH ROW WHEN (OLD."state" <> 'announced' AND (NEW."logSize" <> OLD."logSize" OR NEW."logArea" <> OLD."logArea")) EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PollLeaf_unchanged" BEFORE UPDATE ON "PollLeaf" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PollLeaf_undeleted" BEFORE DELETE ON "PollLeaf" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PollHead_unchanged" BEFORE UPDATE ON "PollHead" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PollHead_undeleted" BEFORE DELETE ON "PollHead" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PollCountedBallot_unchanged" BEFORE UPDATE ON "PollCountedBallot" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PollCountedBallot_undeleted" BEFORE DELETE ON "PollCountedBallot" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PollRollVersion_unchanged" BEFORE UPDATE OF "communityId", "pollId", "version", "size", "area", "hash" ON "PollRollVersion" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PollRollEntry_unchanged" BEFORE UPDATE OF "communityId", "pollId", "id", "kind", "area", "commitment", "sinceVersion" ON "PollRollEntry" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
-- A mark is struck once. The name goes when the person does; a paper ballot that is withdrawn gives the entry back.
CREATE TRIGGER "PollMark_unchanged" BEFORE UPDATE OF "communityId", "pollId", "entryId", "via", "ballotId", "choices", "nonce" ON "PollMark" FOR EACH ROW  EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PollMark_undeleted" BEFORE DELETE ON "PollMark" FOR EACH ROW WHEN (OLD."via" <> 'paper') EXECUTE FUNCTION "refuseChange"();
