-- CreateTable
CREATE TABLE "Need" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "buildingId" UUID,
    "placeId" UUID NOT NULL,
    "requesterId" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('help', 'item')),
    "category" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "urgency" TEXT NOT NULL CHECK ("urgency" IN ('normal', 'today', 'now')),
    "quantity" INTEGER NOT NULL,
    "metQuantity" INTEGER NOT NULL DEFAULT 0,
    "onBehalfOf" TEXT,
    "phone" TEXT,
    "language" TEXT,
    "visibility" TEXT NOT NULL DEFAULT 'grid' CHECK ("visibility" IN ('grid', 'volunteers')),
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'met', 'cancelled', 'expired')),
    "round" INTEGER NOT NULL DEFAULT 0,
    "nextRoundAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Need_pkey" PRIMARY KEY ("communityId","id"),
    CHECK ("metQuantity" BETWEEN 0 AND "quantity")
);

-- CreateTable
CREATE TABLE "Offer" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "buildingId" UUID,
    "placeId" UUID NOT NULL,
    "helperId" UUID NOT NULL,
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
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Offer_pkey" PRIMARY KEY ("communityId","id"),
    CHECK ("givenQuantity" BETWEEN 0 AND "quantity")
);

-- CreateTable
CREATE TABLE "AidMatch" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "requesterId" UUID NOT NULL,
    "helperId" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "needRound" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'asked' CHECK ("state" IN ('asked', 'accepted', 'declined', 'not_needed', 'cancelled', 'thanked', 'expired')),
    "stars" INTEGER,
    "points" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "AidMatch_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "AidBlock" (
    "personId" UUID NOT NULL,
    "blockedId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AidBlock_pkey" PRIMARY KEY ("personId","blockedId")
);

-- CreateTable
CREATE TABLE "AidVolunteer" (
    "communityId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "verifiedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AidVolunteer_pkey" PRIMARY KEY ("communityId","personId")
);

-- CreateTable
CREATE TABLE "Gift" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "giverId" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "promisedQuantity" INTEGER NOT NULL DEFAULT 0,
    "handedQuantity" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'ended')),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Gift_pkey" PRIMARY KEY ("communityId","id"),
    CHECK ("handedQuantity" >= 0 AND "handedQuantity" <= "promisedQuantity" AND "promisedQuantity" <= "quantity")
);

-- CreateTable
CREATE TABLE "GiftShare" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "giftId" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "receiverId" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting' CHECK ("state" IN ('waiting', 'handed_over', 'cancelled')),
    "receiptNumber" TEXT,
    "handedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "GiftShare_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "HomeService" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "providerId" UUID NOT NULL,
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
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "HomeService_pkey" PRIMARY KEY ("communityId","id"),
    CHECK ("priceFen" >= 0)
);

-- CreateTable
CREATE TABLE "Booking" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "residentId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "slot" TIMESTAMPTZ(3),
    "note" TEXT NOT NULL,
    "phone" TEXT,
    "state" TEXT NOT NULL DEFAULT 'booked' CHECK ("state" IN ('booked', 'done', 'cancelled')),
    "stars" INTEGER,
    "appealId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "CareCircle" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "elderId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running' CHECK ("state" IN ('running', 'paused')),
    "fineOn" TEXT,
    "silentOn" TEXT,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "nextAskAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "CareCircle_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "CareNeighbour" (
    "communityId" UUID NOT NULL,
    "circleId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "seat" INTEGER NOT NULL,
    "askedOn" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CareNeighbour_pkey" PRIMARY KEY ("communityId","circleId","personId")
);

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
