-- CreateTable
CREATE TABLE "Ledger" (
    "communityId" TEXT NOT NULL PRIMARY KEY,
    "size" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "Account" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('resident', 'budget', 'reward', 'issuance')),
    "ownerId" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "balance" BIGINT NOT NULL DEFAULT 0,

    PRIMARY KEY ("communityId", "id"),
    CHECK ("balance" >= 0 OR "kind" = 'issuance')
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PointsRule" (
    "communityId" TEXT NOT NULL,
    "code" TEXT NOT NULL CHECK ("code" IN ('volunteer_hours', 'thanks')),
    "version" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "pointsPerHour" INTEGER NOT NULL,
    "categories" TEXT NOT NULL,
    "weeklyCap" INTEGER,
    "createdById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "code", "version")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Transfer" (
    "communityId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('issue', 'grant', 'award', 'thanks', 'redeem', 'reversal', 'closing')),
    "debitAccountId" TEXT NOT NULL,
    "creditAccountId" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "ruleCode" TEXT,
    "ruleVersion" INTEGER,
    "reversesId" TEXT,
    "reasonHash" TEXT,
    "createdById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,
    "leafHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "sequence"),
    CHECK ("points" > 0 AND "debitAccountId" <> "creditAccountId"),
    CHECK (("kind" = 'reversal') = ("reversesId" IS NOT NULL)),
    CHECK (("kind" IN ('award', 'thanks')) = ("ruleCode" IS NOT NULL) AND ("ruleCode" IS NULL) = ("ruleVersion" IS NULL))
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TransferReason" (
    "communityId" TEXT NOT NULL,
    "transferId" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "words" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "transferId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "EarnedInWeek" (
    "communityId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "ruleCode" TEXT NOT NULL CHECK ("ruleCode" IN ('volunteer_hours', 'thanks')),
    "week" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,

    PRIMARY KEY ("communityId", "accountId", "ruleCode", "week"),
    CHECK ("points" >= 0)
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "LedgerHead" (
    "communityId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "rootHash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "date")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "LedgerNode" (
    "communityId" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "level", "position")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "RankingChoice" (
    "communityId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "chosenAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Reward" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "stock" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "pickup" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'closed')),
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id"),
    CHECK ("stock" >= 0 AND "reserved" >= 0)
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Redemption" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "rewardId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'reserved' CHECK ("state" IN ('reserved', 'collected', 'cancelled', 'expired')),
    "pickupCode" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "remindedAt" DATETIME,
    "endedAt" DATETIME,
    "endedById" TEXT,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "Account_id_key" ON "Account"("id");

-- CreateIndex
CREATE INDEX "Account_ownerId_idx" ON "Account"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_communityId_kind_ownerId_key" ON "Account"("communityId", "kind", "ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "PointsRule_id_key" ON "PointsRule"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Transfer_id_key" ON "Transfer"("id");

-- CreateIndex
CREATE INDEX "Transfer_communityId_debitAccountId_sequence_idx" ON "Transfer"("communityId", "debitAccountId", "sequence");

-- CreateIndex
CREATE INDEX "Transfer_communityId_creditAccountId_sequence_idx" ON "Transfer"("communityId", "creditAccountId", "sequence");

-- CreateIndex
CREATE INDEX "RankingChoice_personId_idx" ON "RankingChoice"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Reward_id_key" ON "Reward"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Redemption_id_key" ON "Redemption"("id");

-- CreateIndex
CREATE INDEX "Redemption_communityId_state_createdAt_id_idx" ON "Redemption"("communityId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Redemption_personId_createdAt_id_idx" ON "Redemption"("personId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Redemption_state_expiresAt_idx" ON "Redemption"("state", "expiresAt");

-- By hand: what Prisma cannot say.
-- A transfer is reversed once; a pick-up code in use stands for one redemption.
CREATE UNIQUE INDEX "Transfer_reversesId" ON "Transfer" ("reversesId") WHERE "reversesId" IS NOT NULL;
CREATE UNIQUE INDEX "Redemption_pickupCode" ON "Redemption" ("communityId", "pickupCode") WHERE "state" = 'reserved';
-- The ledger is written once. REPLACE deletes without asking the triggers of DELETE, so that what is there is looked for before an INSERT.
CREATE TRIGGER "Transfer_unchanged" BEFORE UPDATE ON "Transfer" BEGIN SELECT RAISE(ABORT, 'Transfer is never changed'); END;
CREATE TRIGGER "Transfer_undeleted" BEFORE DELETE ON "Transfer" BEGIN SELECT RAISE(ABORT, 'Transfer is never changed'); END;
CREATE TRIGGER "Transfer_new" BEFORE INSERT ON "Transfer" BEGIN
  SELECT RAISE(ABORT, 'Transfer is never changed') WHERE EXISTS (SELECT 1 FROM "Transfer" WHERE "id" = NEW."id");
END;
CREATE TRIGGER "Transfer_reverses" BEFORE INSERT ON "Transfer" WHEN NEW."reversesId" IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'Transfer does not mirror what it reverses') WHERE NOT EXISTS (
    SELECT 1 FROM "Transfer" o WHERE o."id" = NEW."reversesId" AND o."communityId" = NEW."communityId" AND o."kind" <> 'reversal'
      AND o."points" = NEW."points" AND o."debitAccountId" = NEW."creditAccountId" AND o."creditAccountId" = NEW."debitAccountId");
  SELECT RAISE(ABORT, 'Transfer is reversed already') WHERE EXISTS (SELECT 1 FROM "Transfer" WHERE "reversesId" = NEW."reversesId");
END;
-- The balances follow the entries: an entry that would leave an account below zero is refused by the table's CHECK.
CREATE TRIGGER "Transfer_booked" AFTER INSERT ON "Transfer" BEGIN
  UPDATE "Ledger" SET "size" = NEW."sequence" WHERE "communityId" = NEW."communityId" AND "size" = NEW."sequence" - 1;
  SELECT RAISE(ABORT, 'Transfer does not follow the newest') WHERE changes() <> 1;
  UPDATE "Account" SET "balance" = "balance" + CASE "id" WHEN NEW."debitAccountId" THEN -NEW."points" ELSE NEW."points" END
    WHERE "communityId" = NEW."communityId" AND "id" IN (NEW."debitAccountId", NEW."creditAccountId");
  SELECT RAISE(ABORT, 'Transfer has no account') WHERE changes() <> 2;
END;
-- What is earned by a rule, held under its weekly cap; a reversal gives the room back.
CREATE TRIGGER "Transfer_earned" AFTER INSERT ON "Transfer" WHEN NEW."ruleCode" IS NOT NULL BEGIN
  INSERT INTO "EarnedInWeek" ("communityId", "accountId", "ruleCode", "week", "points")
    VALUES (NEW."communityId", NEW."creditAccountId", NEW."ruleCode", (NEW."createdAt" + 288000000) / 604800000, NEW."points")
    ON CONFLICT ("communityId", "accountId", "ruleCode", "week") DO UPDATE SET "points" = "points" + excluded."points";
  SELECT RAISE(ABORT, 'Transfer exceeds the weekly cap') WHERE NOT EXISTS (
    SELECT 1 FROM "PointsRule" r JOIN "EarnedInWeek" e ON e."communityId" = r."communityId" AND e."ruleCode" = r."code"
    WHERE r."communityId" = NEW."communityId" AND r."code" = NEW."ruleCode" AND r."version" = NEW."ruleVersion"
      AND e."accountId" = NEW."creditAccountId" AND e."week" = (NEW."createdAt" + 288000000) / 604800000
      AND (r."weeklyCap" IS NULL OR e."points" <= r."weeklyCap"));
END;
CREATE TRIGGER "Transfer_earned_back" AFTER INSERT ON "Transfer" WHEN NEW."reversesId" IS NOT NULL BEGIN
  UPDATE "EarnedInWeek" SET "points" = "points" - NEW."points"
    WHERE ("communityId", "accountId", "ruleCode", "week") IN (
      SELECT o."communityId", o."creditAccountId", o."ruleCode", (o."createdAt" + 288000000) / 604800000
      FROM "Transfer" o WHERE o."id" = NEW."reversesId" AND o."ruleCode" IS NOT NULL);
END;
-- An account is opened empty, and only its balance moves.
CREATE TRIGGER "Account_once" BEFORE INSERT ON "Account" BEGIN
  SELECT RAISE(ABORT, 'Account is opened empty') WHERE NEW."balance" <> 0;
  SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM "Account" WHERE "id" = NEW."id"
    OR ("communityId" = NEW."communityId" AND "kind" = NEW."kind" AND "ownerId" = NEW."ownerId"));
END;
CREATE TRIGGER "Account_unchanged" BEFORE UPDATE OF "communityId", "id", "kind", "ownerId", "openedAt" ON "Account"
  BEGIN SELECT RAISE(ABORT, 'Account is never changed'); END;
CREATE TRIGGER "Account_undeleted" BEFORE DELETE ON "Account" BEGIN SELECT RAISE(ABORT, 'Account is never changed'); END;
CREATE TRIGGER "Ledger_once" BEFORE INSERT ON "Ledger" BEGIN
  SELECT RAISE(ABORT, 'Ledger is opened empty') WHERE NEW."size" <> 0;
  SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM "Ledger" WHERE "communityId" = NEW."communityId");
END;
CREATE TRIGGER "Ledger_undeleted" BEFORE DELETE ON "Ledger" BEGIN SELECT RAISE(ABORT, 'Ledger is never deleted'); END;
CREATE TRIGGER "PointsRule_once" BEFORE INSERT ON "PointsRule" BEGIN
  SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM "PointsRule" WHERE "id" = NEW."id"
    OR ("communityId" = NEW."communityId" AND "code" = NEW."code" AND "version" = NEW."version"));
END;
CREATE TRIGGER "PointsRule_unchanged" BEFORE UPDATE ON "PointsRule" BEGIN SELECT RAISE(ABORT, 'PointsRule is never changed'); END;
CREATE TRIGGER "PointsRule_undeleted" BEFORE DELETE ON "PointsRule" BEGIN SELECT RAISE(ABORT, 'PointsRule is never changed'); END;
CREATE TRIGGER "LedgerHead_once" BEFORE INSERT ON "LedgerHead" BEGIN
  SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM "LedgerHead" WHERE "communityId" = NEW."communityId" AND "date" = NEW."date");
END;
CREATE TRIGGER "LedgerHead_unchanged" BEFORE UPDATE ON "LedgerHead" BEGIN SELECT RAISE(ABORT, 'LedgerHead is never changed'); END;
CREATE TRIGGER "LedgerHead_undeleted" BEFORE DELETE ON "LedgerHead" BEGIN SELECT RAISE(ABORT, 'LedgerHead is never changed'); END;
CREATE TRIGGER "LedgerNode_once" BEFORE INSERT ON "LedgerNode" BEGIN
  SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM "LedgerNode"
    WHERE "communityId" = NEW."communityId" AND "level" = NEW."level" AND "position" = NEW."position");
END;
CREATE TRIGGER "LedgerNode_unchanged" BEFORE UPDATE ON "LedgerNode" BEGIN SELECT RAISE(ABORT, 'LedgerNode is never changed'); END;
CREATE TRIGGER "LedgerNode_undeleted" BEFORE DELETE ON "LedgerNode" BEGIN SELECT RAISE(ABORT, 'LedgerNode is never changed'); END;
-- The words of a reason may be forgotten, never put otherwise.
CREATE TRIGGER "TransferReason_unchanged" BEFORE UPDATE ON "TransferReason" BEGIN SELECT RAISE(ABORT, 'TransferReason is never changed'); END;
