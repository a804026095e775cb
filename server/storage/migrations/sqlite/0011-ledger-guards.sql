-- By hand: what moves balances and the size of a ledger is an entry alone. While an entry is booked it lies beyond the size of its ledger, and at no
-- other time does any: the accounts move first and the size last, so that both can be refused to whoever writes without an entry.
DROP TRIGGER "Transfer_booked";
CREATE TRIGGER "Transfer_booked" AFTER INSERT ON "Transfer" BEGIN
  UPDATE "Account" SET "balance" = "balance" + CASE "id" WHEN NEW."debitAccountId" THEN -NEW."points" ELSE NEW."points" END
    WHERE "communityId" = NEW."communityId" AND "id" IN (NEW."debitAccountId", NEW."creditAccountId");
  SELECT RAISE(ABORT, 'Transfer has no account') WHERE changes() <> 2;
  UPDATE "Ledger" SET "size" = NEW."sequence" WHERE "communityId" = NEW."communityId";
END;
-- REPLACE deletes without asking the triggers of DELETE: only the place after the newest entry is free.
CREATE TRIGGER "Transfer_follows" BEFORE INSERT ON "Transfer" BEGIN
  SELECT RAISE(ABORT, 'Transfer does not follow the newest') WHERE NOT EXISTS (
    SELECT 1 FROM "Ledger" WHERE "communityId" = NEW."communityId" AND "size" = NEW."sequence" - 1);
END;
CREATE TRIGGER "Account_moved" BEFORE UPDATE OF "balance" ON "Account" BEGIN
  SELECT RAISE(ABORT, 'Account moves by entries alone') WHERE NOT EXISTS (
    SELECT 1 FROM "Ledger" l JOIN "Transfer" t ON t."communityId" = l."communityId" AND t."sequence" = l."size" + 1
    WHERE l."communityId" = OLD."communityId" AND NEW."balance" - OLD."balance" =
      CASE OLD."id" WHEN t."debitAccountId" THEN -t."points" WHEN t."creditAccountId" THEN t."points" END);
END;
CREATE TRIGGER "Ledger_grown" BEFORE UPDATE ON "Ledger" BEGIN
  SELECT RAISE(ABORT, 'Ledger grows by entries alone') WHERE NEW."communityId" <> OLD."communityId" OR NEW."size" <> OLD."size" + 1
    OR NOT EXISTS (SELECT 1 FROM "Transfer" WHERE "communityId" = NEW."communityId" AND "sequence" = NEW."size");
END;
CREATE TRIGGER "TransferReason_once" BEFORE INSERT ON "TransferReason" BEGIN
  SELECT RAISE(ABORT, 'TransferReason is never changed') WHERE EXISTS (
    SELECT 1 FROM "TransferReason" WHERE "communityId" = NEW."communityId" AND "transferId" = NEW."transferId");
END;
