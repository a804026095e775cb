-- CreateTable
CREATE TABLE "Ledger" (
    "communityId" UUID NOT NULL,
    "size" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Ledger_pkey" PRIMARY KEY ("communityId")
);

-- CreateTable
CREATE TABLE "Account" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('resident', 'budget', 'reward', 'issuance')),
    "ownerId" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "balance" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("communityId","id"),
    CHECK ("balance" >= 0 OR "kind" = 'issuance')
);

-- CreateTable
CREATE TABLE "PointsRule" (
    "communityId" UUID NOT NULL,
    "code" TEXT NOT NULL CHECK ("code" IN ('volunteer_hours', 'thanks')),
    "version" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "pointsPerHour" INTEGER NOT NULL,
    "categories" TEXT NOT NULL,
    "weeklyCap" INTEGER,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "PointsRule_pkey" PRIMARY KEY ("communityId","code","version")
);

-- CreateTable
CREATE TABLE "Transfer" (
    "communityId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('issue', 'grant', 'award', 'thanks', 'redeem', 'reversal', 'closing')),
    "debitAccountId" UUID NOT NULL,
    "creditAccountId" UUID NOT NULL,
    "points" INTEGER NOT NULL,
    "ruleCode" TEXT,
    "ruleVersion" INTEGER,
    "reversesId" UUID,
    "reasonHash" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,
    "leafHash" TEXT NOT NULL,

    CONSTRAINT "Transfer_pkey" PRIMARY KEY ("communityId","sequence"),
    CHECK ("points" > 0 AND "debitAccountId" <> "creditAccountId"),
    CHECK (("kind" = 'reversal') = ("reversesId" IS NOT NULL)),
    CHECK (("kind" IN ('award', 'thanks')) = ("ruleCode" IS NOT NULL) AND ("ruleCode" IS NULL) = ("ruleVersion" IS NULL))
);

-- CreateTable
CREATE TABLE "TransferReason" (
    "communityId" UUID NOT NULL,
    "transferId" UUID NOT NULL,
    "salt" TEXT NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "TransferReason_pkey" PRIMARY KEY ("communityId","transferId")
);

-- CreateTable
CREATE TABLE "EarnedInWeek" (
    "communityId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "ruleCode" TEXT NOT NULL CHECK ("ruleCode" IN ('volunteer_hours', 'thanks')),
    "week" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,

    CONSTRAINT "EarnedInWeek_pkey" PRIMARY KEY ("communityId","accountId","ruleCode","week"),
    CHECK ("points" >= 0)
);

-- CreateTable
CREATE TABLE "LedgerHead" (
    "communityId" UUID NOT NULL,
    "date" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "rootHash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,

    CONSTRAINT "LedgerHead_pkey" PRIMARY KEY ("communityId","date")
);

-- CreateTable
CREATE TABLE "LedgerNode" (
    "communityId" UUID NOT NULL,
    "level" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "LedgerNode_pkey" PRIMARY KEY ("communityId","level","position")
);

-- CreateTable
CREATE TABLE "RankingChoice" (
    "communityId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "chosenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RankingChoice_pkey" PRIMARY KEY ("communityId","personId")
);

-- CreateTable
CREATE TABLE "Reward" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "stock" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "pickup" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'closed')),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Reward_pkey" PRIMARY KEY ("communityId","id"),
    CHECK ("stock" >= 0 AND "reserved" >= 0)
);

-- CreateTable
CREATE TABLE "Redemption" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "rewardId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "points" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'reserved' CHECK ("state" IN ('reserved', 'collected', 'cancelled', 'expired')),
    "pickupCode" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "remindedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Redemption_pkey" PRIMARY KEY ("communityId","id")
);

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
-- The ledger is written once.
CREATE TRIGGER "Transfer_unchanged" BEFORE UPDATE OR DELETE ON "Transfer" FOR EACH ROW EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "Transfer_not_emptied" BEFORE TRUNCATE ON "Transfer" FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"();
-- The balances follow the entries: an entry that would leave an account below zero is refused by the table's CHECK. The rows of one statement are
-- booked together, and the ledger's own row is locked first, so that no two statements lock accounts of one community in different orders.
CREATE FUNCTION "weekOf"("at" timestamptz) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT floor((extract(epoch FROM "at") + 288000) / 604800)::int
$$;
CREATE FUNCTION "bookTransfers"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "changed" int;
BEGIN
  UPDATE "Ledger" l SET "size" = n."last"
    FROM (SELECT "communityId", MIN("sequence") AS "first", MAX("sequence") AS "last", COUNT(*) AS "count" FROM "booked" GROUP BY "communityId") n
    WHERE l."communityId" = n."communityId" AND l."size" = n."first" - 1 AND n."last" - n."first" + 1 = n."count";
  GET DIAGNOSTICS "changed" = ROW_COUNT;
  IF "changed" <> (SELECT COUNT(DISTINCT "communityId") FROM "booked") THEN RAISE EXCEPTION 'Transfer does not follow the newest'; END IF;
  UPDATE "Account" a SET "balance" = a."balance" + m."points"
    FROM (SELECT "communityId", "accountId", SUM("points") AS "points" FROM (
        SELECT "communityId", "debitAccountId" AS "accountId", -"points" AS "points" FROM "booked"
        UNION ALL SELECT "communityId", "creditAccountId", "points" FROM "booked") s GROUP BY "communityId", "accountId") m
    WHERE a."communityId" = m."communityId" AND a."id" = m."accountId";
  GET DIAGNOSTICS "changed" = ROW_COUNT;
  IF "changed" <> (SELECT COUNT(*) FROM (SELECT "communityId", "debitAccountId" FROM "booked" UNION SELECT "communityId", "creditAccountId" FROM "booked") s)
    THEN RAISE EXCEPTION 'Transfer has no account'; END IF;
  IF EXISTS (SELECT 1 FROM "booked" WHERE "ruleCode" IS NOT NULL) THEN
    INSERT INTO "EarnedInWeek" AS e ("communityId", "accountId", "ruleCode", "week", "points")
      SELECT "communityId", "creditAccountId", "ruleCode", "weekOf"("createdAt"), SUM("points") FROM "booked"
      WHERE "ruleCode" IS NOT NULL GROUP BY 1, 2, 3, 4
      ON CONFLICT ("communityId", "accountId", "ruleCode", "week") DO UPDATE SET "points" = e."points" + excluded."points";
    IF EXISTS (SELECT 1 FROM "booked" b WHERE b."ruleCode" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "PointsRule" r JOIN "EarnedInWeek" e ON e."communityId" = r."communityId" AND e."ruleCode" = r."code"
      WHERE r."communityId" = b."communityId" AND r."code" = b."ruleCode" AND r."version" = b."ruleVersion"
        AND e."accountId" = b."creditAccountId" AND e."week" = "weekOf"(b."createdAt")
        AND (r."weeklyCap" IS NULL OR e."points" <= r."weeklyCap"))) THEN RAISE EXCEPTION 'Transfer exceeds the weekly cap'; END IF;
  END IF;
  IF EXISTS (SELECT 1 FROM "booked" WHERE "reversesId" IS NOT NULL) THEN
    IF EXISTS (SELECT 1 FROM "booked" b WHERE b."reversesId" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "Transfer" o WHERE o."id" = b."reversesId" AND o."communityId" = b."communityId" AND o."kind" <> 'reversal'
        AND o."points" = b."points" AND o."debitAccountId" = b."creditAccountId" AND o."creditAccountId" = b."debitAccountId"))
      THEN RAISE EXCEPTION 'Transfer does not mirror what it reverses'; END IF;
    UPDATE "EarnedInWeek" e SET "points" = e."points" - o."points"
      FROM (SELECT o."communityId", o."creditAccountId", o."ruleCode", "weekOf"(o."createdAt") AS "week", SUM(o."points") AS "points"
        FROM "booked" b JOIN "Transfer" o ON o."id" = b."reversesId" WHERE o."ruleCode" IS NOT NULL GROUP BY 1, 2, 3, 4) o
      WHERE e."communityId" = o."communityId" AND e."accountId" = o."creditAccountId" AND e."ruleCode" = o."ruleCode" AND e."week" = o."week";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Transfer_booked" AFTER INSERT ON "Transfer" REFERENCING NEW TABLE AS "booked" FOR EACH STATEMENT EXECUTE FUNCTION "bookTransfers"();
-- An account is opened empty, and only its balance moves.
CREATE FUNCTION "refuseOpening"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is opened empty', TG_TABLE_NAME; END $$;
CREATE TRIGGER "Account_empty" BEFORE INSERT ON "Account" FOR EACH ROW WHEN (NEW."balance" <> 0) EXECUTE FUNCTION "refuseOpening"();
CREATE TRIGGER "Account_unchanged" BEFORE UPDATE OF "communityId", "id", "kind", "ownerId", "openedAt" ON "Account" FOR EACH ROW EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "Account_undeleted" BEFORE DELETE ON "Account" FOR EACH ROW EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "Account_not_emptied" BEFORE TRUNCATE ON "Account" FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "Ledger_empty" BEFORE INSERT ON "Ledger" FOR EACH ROW WHEN (NEW."size" <> 0) EXECUTE FUNCTION "refuseOpening"();
CREATE TRIGGER "Ledger_undeleted" BEFORE DELETE ON "Ledger" FOR EACH ROW EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PointsRule_unchanged" BEFORE UPDATE OR DELETE ON "PointsRule" FOR EACH ROW EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "PointsRule_not_emptied" BEFORE TRUNCATE ON "PointsRule" FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "LedgerHead_unchanged" BEFORE UPDATE OR DELETE ON "LedgerHead" FOR EACH ROW EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "LedgerHead_not_emptied" BEFORE TRUNCATE ON "LedgerHead" FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "LedgerNode_unchanged" BEFORE UPDATE OR DELETE ON "LedgerNode" FOR EACH ROW EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "LedgerNode_not_emptied" BEFORE TRUNCATE ON "LedgerNode" FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"();
-- The words of a reason may be forgotten, never put otherwise.
CREATE TRIGGER "TransferReason_unchanged" BEFORE UPDATE ON "TransferReason" FOR EACH ROW EXECUTE FUNCTION "refuseChange"();
