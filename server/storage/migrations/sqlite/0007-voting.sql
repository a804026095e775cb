-- CreateTable
CREATE TABLE "Poll" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "placeId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "choicesMin" INTEGER NOT NULL,
    "choicesMax" INTEGER NOT NULL,
    "secrecy" TEXT NOT NULL CHECK ("secrecy" IN ('secret', 'open')),
    "electorate" TEXT NOT NULL CHECK ("electorate" IN ('residents', 'households', 'owners')),
    "rule" TEXT NOT NULL,
    "assentOption" TEXT,
    "opensAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft' CHECK ("state" IN ('draft', 'announced', 'closed', 'annulled')),
    "announcedAt" DATETIME,
    "objectionsUntil" DATETIME,
    "closedAt" DATETIME,
    "countedAt" DATETIME,
    "annulReason" TEXT,
    "definitionHash" TEXT,
    "credentialKey" TEXT,
    "rollVersion" INTEGER NOT NULL DEFAULT 0,
    "logSize" INTEGER NOT NULL DEFAULT 0,
    "logArea" BIGINT NOT NULL DEFAULT 0,
    "closing" TEXT,
    "closingSignature" TEXT,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollKey" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "pollId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollRollVersion" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "area" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedById" TEXT,
    "confirmedById" TEXT,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "pollId", "version")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollRollEntry" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('resident', 'household', 'owner', 'developer')),
    "subject" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "area" BIGINT NOT NULL,
    "salt" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "sinceVersion" INTEGER NOT NULL,
    "endedVersion" INTEGER,

    PRIMARY KEY ("communityId", "pollId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollVoter" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "pollId", "personId", "entryId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollMark" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "via" TEXT NOT NULL CHECK ("via" IN ('open', 'credential', 'paper')),
    "personId" TEXT,
    "ballotId" TEXT NOT NULL,
    "choices" TEXT,
    "nonce" TEXT,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "pollId", "entryId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollSealedBallot" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "box" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "pollId", "tag")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollCountedBallot" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "credential" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "choices" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "pollId", "digest")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollLeaf" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "leafIndex" INTEGER NOT NULL,
    "leaf" TEXT NOT NULL,
    "leafHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "pollId", "leafIndex")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollHead" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "signedAt" DATETIME NOT NULL,
    "size" INTEGER NOT NULL,
    "rootHash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "pollId", "signedAt")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollPaperBallot" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "choices" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "leafHash" TEXT,
    "scanImageId" TEXT,
    "state" TEXT NOT NULL CHECK ("state" IN ('entered', 'confirmed', 'withdrawn')),
    "enteredById" TEXT NOT NULL,
    "enteredAt" DATETIME NOT NULL,
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    "withdrawReason" TEXT,

    PRIMARY KEY ("communityId", "pollId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollObjection" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "about" TEXT NOT NULL CHECK ("about" IN ('roll', 'ballot')),
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('open', 'accepted', 'dismissed')),
    "answer" TEXT,
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "pollId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollCorrection" (
    "communityId" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('proposed', 'made', 'refused')),
    "version" INTEGER,
    "proposedById" TEXT NOT NULL,
    "decidedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "pollId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PollSettings" (
    "communityId" TEXT NOT NULL PRIMARY KEY,
    "noticeDays" INTEGER NOT NULL,
    "windowDaysMin" INTEGER NOT NULL,
    "windowDaysMax" INTEGER NOT NULL,
    "objectionDays" INTEGER NOT NULL,
    "setById" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "PollMinor" (
    "communityId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "ofAgeOn" TEXT NOT NULL,
    "notedById" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "OwnedUnit" (
    "communityId" TEXT NOT NULL,
    "householdId" TEXT NOT NULL,
    "area" INTEGER NOT NULL,
    "areaSource" TEXT NOT NULL CHECK ("areaSource" IN ('register', 'survey', 'contract')),
    "isUnsold" BOOLEAN NOT NULL,
    "importId" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "householdId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "UnitOwner" (
    "communityId" TEXT NOT NULL,
    "householdId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shareNumerator" INTEGER NOT NULL,
    "shareDenominator" INTEGER NOT NULL,
    "isNamed" BOOLEAN NOT NULL DEFAULT false,
    "phoneHash" TEXT,

    PRIMARY KEY ("communityId", "householdId", "code")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "OwnersImport" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "placeId" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "unitCount" INTEGER NOT NULL,
    "headCount" INTEGER NOT NULL,
    "area" BIGINT NOT NULL,
    "refused" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

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
CREATE TRIGGER "Poll_unchanged" BEFORE UPDATE OF "communityId", "id", "placeId", "question", "body", "options", "choicesMin", "choicesMax", "secrecy", "electorate", "rule", "assentOption", "opensAt", "closesAt" ON "Poll"
  BEGIN SELECT RAISE(ABORT, 'Poll is never changed'); END;
CREATE TRIGGER "Poll_undeleted" BEFORE DELETE ON "Poll" BEGIN SELECT RAISE(ABORT, 'Poll is never deleted'); END;
CREATE TRIGGER "Poll_forward" BEFORE UPDATE OF "state" ON "Poll"
  WHEN NEW."state" <> OLD."state" AND (OLD."state" IN ('closed', 'annulled') OR NEW."state" = 'draft')
  BEGIN SELECT RAISE(ABORT, 'Poll does not go back'); END;
CREATE TRIGGER "Poll_counted_once" BEFORE UPDATE OF "closing", "closingSignature", "countedAt" ON "Poll" WHEN OLD."countedAt" IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'Poll is counted once'); END;
CREATE TRIGGER "Poll_log_ends" BEFORE UPDATE OF "logSize", "logArea" ON "Poll"
  WHEN OLD."state" <> 'announced' AND (NEW."logSize" <> OLD."logSize" OR NEW."logArea" <> OLD."logArea")
  BEGIN SELECT RAISE(ABORT, 'the log of a Poll ends with it'); END;
CREATE TRIGGER "PollLeaf_unchanged" BEFORE UPDATE ON "PollLeaf" BEGIN SELECT RAISE(ABORT, 'PollLeaf is never changed'); END;
CREATE TRIGGER "PollLeaf_undeleted" BEFORE DELETE ON "PollLeaf" BEGIN SELECT RAISE(ABORT, 'PollLeaf is never changed'); END;
CREATE TRIGGER "PollHead_unchanged" BEFORE UPDATE ON "PollHead" BEGIN SELECT RAISE(ABORT, 'PollHead is never changed'); END;
CREATE TRIGGER "PollHead_undeleted" BEFORE DELETE ON "PollHead" BEGIN SELECT RAISE(ABORT, 'PollHead is never changed'); END;
CREATE TRIGGER "PollCountedBallot_unchanged" BEFORE UPDATE ON "PollCountedBallot" BEGIN SELECT RAISE(ABORT, 'PollCountedBallot is never changed'); END;
CREATE TRIGGER "PollCountedBallot_undeleted" BEFORE DELETE ON "PollCountedBallot" BEGIN SELECT RAISE(ABORT, 'PollCountedBallot is never changed'); END;
CREATE TRIGGER "PollRollVersion_unchanged" BEFORE UPDATE OF "communityId", "pollId", "version", "size", "area", "hash" ON "PollRollVersion"
  BEGIN SELECT RAISE(ABORT, 'PollRollVersion is never changed'); END;
CREATE TRIGGER "PollRollEntry_unchanged" BEFORE UPDATE OF "communityId", "pollId", "id", "kind", "area", "commitment", "sinceVersion" ON "PollRollEntry"
  BEGIN SELECT RAISE(ABORT, 'PollRollEntry is never changed'); END;
-- A mark is struck once. The name goes when the person does; a paper ballot that is withdrawn gives the entry back.
CREATE TRIGGER "PollMark_unchanged" BEFORE UPDATE OF "communityId", "pollId", "entryId", "via", "ballotId", "choices", "nonce" ON "PollMark"
  BEGIN SELECT RAISE(ABORT, 'PollMark is never changed'); END;
CREATE TRIGGER "PollMark_undeleted" BEFORE DELETE ON "PollMark" WHEN OLD."via" <> 'paper' BEGIN SELECT RAISE(ABORT, 'PollMark is never deleted'); END;
