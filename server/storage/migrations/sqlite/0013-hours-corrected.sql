-- CreateTable
CREATE TABLE "ServiceCorrection" (
    "communityId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "entryId", "number"),
    CHECK ("minutes" <> 0)
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "ServiceCorrection_id_key" ON "ServiceCorrection"("id");

-- By hand: what Prisma cannot say.
-- A correction is of a turn that is done, follows those before it, and leaves no fewer than no minutes.
CREATE TRIGGER "ServiceCorrection_follows" BEFORE INSERT ON "ServiceCorrection" BEGIN
  SELECT RAISE(ABORT, 'ServiceCorrection does not fit its entry') WHERE NOT EXISTS (
    SELECT 1 FROM "ServiceEntry" e WHERE e."communityId" = NEW."communityId" AND e."id" = NEW."entryId" AND e."state" = 'done'
      AND NEW."number" = 1 + (SELECT COUNT(*) FROM "ServiceCorrection" c WHERE c."communityId" = NEW."communityId" AND c."entryId" = NEW."entryId")
      AND e."minutes" + NEW."minutes" + COALESCE((SELECT SUM(c."minutes") FROM "ServiceCorrection" c
        WHERE c."communityId" = NEW."communityId" AND c."entryId" = NEW."entryId"), 0) >= 0);
END;
-- What was put right stands: another correction puts it right again.
CREATE TRIGGER "ServiceCorrection_unchanged" BEFORE UPDATE ON "ServiceCorrection" BEGIN SELECT RAISE(ABORT, 'ServiceCorrection never changes'); END;
CREATE TRIGGER "ServiceCorrection_undeleted" BEFORE DELETE ON "ServiceCorrection" BEGIN SELECT RAISE(ABORT, 'ServiceCorrection never changes'); END;
