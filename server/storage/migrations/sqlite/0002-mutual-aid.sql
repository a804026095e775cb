-- CreateTable
CREATE TABLE "Need" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "buildingId" TEXT,
    "placeId" TEXT NOT NULL,
    "requesterId" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('help', 'item')),
    "category" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "urgency" TEXT NOT NULL CHECK ("urgency" IN ('normal', 'today', 'now')),
    "quantity" INTEGER NOT NULL,
    "metQuantity" INTEGER NOT NULL DEFAULT 0 CHECK ("metQuantity" BETWEEN 0 AND "quantity"),
    "onBehalfOf" TEXT,
    "phone" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'met', 'cancelled', 'expired')),
    "round" INTEGER NOT NULL DEFAULT 0,
    "nextRoundAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Offer" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "buildingId" TEXT,
    "placeId" TEXT NOT NULL,
    "helperId" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('help', 'item')),
    "categories" TEXT NOT NULL,
    "weekly" TEXT NOT NULL,
    "radiusMetres" INTEGER NOT NULL,
    "perWeek" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "givenQuantity" INTEGER NOT NULL DEFAULT 0 CHECK ("givenQuantity" BETWEEN 0 AND "quantity"),
    "phone" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'paused', 'ended')),
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "AidMatch" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "needId" TEXT NOT NULL,
    "offerId" TEXT NOT NULL,
    "requesterId" TEXT NOT NULL,
    "helperId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "needRound" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'asked' CHECK ("state" IN ('asked', 'accepted', 'declined', 'not_needed', 'cancelled', 'thanked', 'expired')),
    "stars" INTEGER,
    "points" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "AidBlock" (
    "personId" TEXT NOT NULL,
    "blockedId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "blockedId")
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "Need_id_key" ON "Need"("id");

-- CreateIndex
CREATE INDEX "Need_communityId_state_createdAt_id_idx" ON "Need"("communityId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Need_requesterId_createdAt_id_idx" ON "Need"("requesterId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Need_state_endsAt_idx" ON "Need"("state", "endsAt");

-- CreateIndex
CREATE INDEX "Need_state_nextRoundAt_idx" ON "Need"("state", "nextRoundAt");

-- CreateIndex
CREATE UNIQUE INDEX "Offer_id_key" ON "Offer"("id");

-- CreateIndex
CREATE INDEX "Offer_communityId_state_kind_idx" ON "Offer"("communityId", "state", "kind");

-- CreateIndex
CREATE INDEX "Offer_helperId_createdAt_id_idx" ON "Offer"("helperId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "AidMatch_id_key" ON "AidMatch"("id");

-- CreateIndex
CREATE INDEX "AidMatch_offerId_createdAt_idx" ON "AidMatch"("offerId", "createdAt");

-- CreateIndex
CREATE INDEX "AidMatch_helperId_createdAt_id_idx" ON "AidMatch"("helperId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "AidMatch_requesterId_idx" ON "AidMatch"("requesterId");

-- CreateIndex
CREATE UNIQUE INDEX "AidMatch_needId_helperId_key" ON "AidMatch"("needId", "helperId");

-- CreateIndex
CREATE INDEX "AidBlock_blockedId_idx" ON "AidBlock"("blockedId");
