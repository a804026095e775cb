-- CreateTable
CREATE TABLE "StaffView" (
    "personId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "viewerId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('micro_grid_leader', 'grid_officer', 'secretary', 'street_staff', 'department_staff', 'partner')),
    "placeId" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StaffView_pkey" PRIMARY KEY ("personId","id")
);

-- CreateIndex
CREATE INDEX "StaffView_lastAt_idx" ON "StaffView"("lastAt");

-- CreateIndex
CREATE UNIQUE INDEX "StaffView_personId_viewerId_kind_placeId_role_day_key" ON "StaffView"("personId", "viewerId", "kind", "placeId", "role", "day");
