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
    "metQuantity" INTEGER NOT NULL DEFAULT 0,
    "onBehalfOf" TEXT,
    "phone" TEXT,
    "language" TEXT,
    "visibility" TEXT NOT NULL DEFAULT 'grid' CHECK ("visibility" IN ('grid', 'volunteers')),
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'met', 'cancelled', 'expired')),
    "round" INTEGER NOT NULL DEFAULT 0,
    "nextRoundAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id"),
    CHECK ("metQuantity" BETWEEN 0 AND "quantity")
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
    "givenQuantity" INTEGER NOT NULL DEFAULT 0,
    "phone" TEXT,
    "languages" TEXT NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'paused', 'ended')),
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id"),
    CHECK ("givenQuantity" BETWEEN 0 AND "quantity")
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

-- CreateTable
CREATE TABLE "AidVolunteer" (
    "communityId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "verifiedById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Gift" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "giverId" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "promisedQuantity" INTEGER NOT NULL DEFAULT 0,
    "handedQuantity" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'ended')),
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id"),
    CHECK ("handedQuantity" >= 0 AND "handedQuantity" <= "promisedQuantity" AND "promisedQuantity" <= "quantity")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "GiftShare" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "giftId" TEXT NOT NULL,
    "needId" TEXT NOT NULL,
    "receiverId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting' CHECK ("state" IN ('waiting', 'handed_over', 'cancelled')),
    "receiptNumber" TEXT,
    "handedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "HomeService" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "priceFen" INTEGER NOT NULL,
    "priceUnit" TEXT NOT NULL CHECK ("priceUnit" IN ('visit', 'hour', 'piece')),
    "area" TEXT NOT NULL,
    "certificate" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "weekly" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'ended')),
    "starsTotal" INTEGER NOT NULL DEFAULT 0,
    "ratings" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id"),
    CHECK ("priceFen" >= 0)
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Booking" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "serviceId" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "slot" DATETIME,
    "note" TEXT NOT NULL,
    "phone" TEXT,
    "state" TEXT NOT NULL DEFAULT 'booked' CHECK ("state" IN ('booked', 'done', 'cancelled')),
    "stars" INTEGER,
    "appealId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "CareCircle" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "elderId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running' CHECK ("state" IN ('running', 'paused')),
    "fineOn" TEXT,
    "silentOn" TEXT,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "nextAskAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "CareNeighbour" (
    "communityId" TEXT NOT NULL,
    "circleId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "seat" INTEGER NOT NULL,
    "askedOn" TEXT,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "circleId", "personId")
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

-- CreateIndex
CREATE INDEX "AidVolunteer_personId_idx" ON "AidVolunteer"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Gift_id_key" ON "Gift"("id");

-- CreateIndex
CREATE INDEX "Gift_communityId_state_createdAt_id_idx" ON "Gift"("communityId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Gift_giverId_idx" ON "Gift"("giverId");

-- CreateIndex
CREATE UNIQUE INDEX "GiftShare_id_key" ON "GiftShare"("id");

-- CreateIndex
CREATE UNIQUE INDEX "GiftShare_receiptNumber_key" ON "GiftShare"("receiptNumber");

-- CreateIndex
CREATE INDEX "GiftShare_needId_idx" ON "GiftShare"("needId");

-- CreateIndex
CREATE INDEX "GiftShare_receiverId_createdAt_id_idx" ON "GiftShare"("receiverId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "GiftShare_giftId_needId_key" ON "GiftShare"("giftId", "needId");

-- CreateIndex
CREATE UNIQUE INDEX "HomeService_id_key" ON "HomeService"("id");

-- CreateIndex
CREATE INDEX "HomeService_communityId_state_category_id_idx" ON "HomeService"("communityId", "state", "category", "id");

-- CreateIndex
CREATE INDEX "HomeService_providerId_idx" ON "HomeService"("providerId");

-- CreateIndex
CREATE UNIQUE INDEX "Booking_id_key" ON "Booking"("id");

-- CreateIndex
CREATE INDEX "Booking_residentId_createdAt_id_idx" ON "Booking"("residentId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Booking_serviceId_slot_key" ON "Booking"("serviceId", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "CareCircle_id_key" ON "CareCircle"("id");

-- CreateIndex
CREATE UNIQUE INDEX "CareCircle_elderId_key" ON "CareCircle"("elderId");

-- CreateIndex
CREATE UNIQUE INDEX "CareCircle_code_key" ON "CareCircle"("code");

-- CreateIndex
CREATE INDEX "CareCircle_gridId_state_idx" ON "CareCircle"("gridId", "state");

-- CreateIndex
CREATE INDEX "CareCircle_state_nextAskAt_idx" ON "CareCircle"("state", "nextAskAt");

-- CreateIndex
CREATE INDEX "CareNeighbour_personId_idx" ON "CareNeighbour"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "CareNeighbour_circleId_seat_key" ON "CareNeighbour"("circleId", "seat");
