-- DropIndex
DROP INDEX "Transfer_communityId_debitAccountId_sequence_idx";

-- DropIndex
DROP INDEX "Transfer_communityId_creditAccountId_sequence_idx";

-- CreateIndex
CREATE INDEX "Transfer_debitAccountId_sequence_idx" ON "Transfer"("debitAccountId", "sequence");

-- CreateIndex
CREATE INDEX "Transfer_creditAccountId_sequence_idx" ON "Transfer"("creditAccountId", "sequence");
