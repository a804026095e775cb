-- AlterTable
ALTER TABLE "Need" ADD COLUMN "voiceId" TEXT;

-- AlterTable
ALTER TABLE "Appeal" ADD COLUMN "voiceId" TEXT;

-- CreateTable
CREATE TABLE "Voice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT NOT NULL,
    "type" TEXT NOT NULL CHECK ("type" IN ('mp3', 'aac', 'webm')),
    "seconds" INTEGER NOT NULL,
    "byteCount" INTEGER NOT NULL,
    "sourceHash" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'approved', 'refused')),
    "createdAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Voice_ownerId_id_idx" ON "Voice"("ownerId", "id");

-- What was spoken with a need is forgotten some time after its end.
CREATE INDEX "Need_endsAt_voice_idx" ON "Need"("endsAt") WHERE "voiceId" IS NOT NULL;
