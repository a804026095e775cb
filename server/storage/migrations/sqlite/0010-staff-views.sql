-- CreateTable
CREATE TABLE "StaffView" (
    "personId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "viewerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('micro_grid_leader', 'grid_officer', 'secretary', 'street_staff', 'department_staff', 'partner')),
    "placeId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "firstAt" DATETIME NOT NULL,
    "lastAt" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "id")
) WITHOUT ROWID;

-- CreateIndex
CREATE INDEX "StaffView_lastAt_idx" ON "StaffView"("lastAt");

-- CreateIndex
CREATE UNIQUE INDEX "StaffView_personId_viewerId_kind_placeId_role_day_key" ON "StaffView"("personId", "viewerId", "kind", "placeId", "role", "day");
