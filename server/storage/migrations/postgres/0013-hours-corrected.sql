-- CreateTable
CREATE TABLE "ServiceCorrection" (
    "communityId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "minutes" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ServiceCorrection_pkey" PRIMARY KEY ("communityId","entryId","number"),
    CHECK ("minutes" <> 0)
);

-- CreateIndex
CREATE UNIQUE INDEX "ServiceCorrection_id_key" ON "ServiceCorrection"("id");

-- By hand: what Prisma cannot say.
-- A correction is of a turn that is done, follows those before it, and leaves no fewer than no minutes. The turn's row is locked, so that two at once
-- come one after the other.
CREATE FUNCTION "fitCorrection"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "served" int;
BEGIN
  SELECT e."minutes" INTO "served" FROM "ServiceEntry" e
    WHERE e."communityId" = NEW."communityId" AND e."id" = NEW."entryId" AND e."state" = 'done' FOR UPDATE;
  IF "served" IS NULL OR NOT EXISTS (
    SELECT 1 FROM (SELECT COUNT(*) AS "count", COALESCE(SUM(c."minutes"), 0) AS "minutes" FROM "ServiceCorrection" c
      WHERE c."communityId" = NEW."communityId" AND c."entryId" = NEW."entryId") s
    WHERE NEW."number" = s."count" + 1 AND "served" + s."minutes" + NEW."minutes" >= 0)
    THEN RAISE EXCEPTION 'ServiceCorrection does not fit its entry'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "ServiceCorrection_follows" BEFORE INSERT ON "ServiceCorrection" FOR EACH ROW EXECUTE FUNCTION "fitCorrection"();
-- What was put right stands: another correction puts it right again.
CREATE TRIGGER "ServiceCorrection_unchanged" BEFORE UPDATE OR DELETE ON "ServiceCorrection" FOR EACH ROW EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "ServiceCorrection_not_emptied" BEFORE TRUNCATE ON "ServiceCorrection" FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"();
