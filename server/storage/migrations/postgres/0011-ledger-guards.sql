-- By hand: what moves balances and the size of a ledger is the trigger that books entries ("bookTransfers"), and no statement of its own.
CREATE TRIGGER "Account_moved" BEFORE UPDATE OF "balance" ON "Account" FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "Ledger_grown" BEFORE UPDATE ON "Ledger" FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "refuseChange"();
CREATE TRIGGER "Ledger_not_emptied" BEFORE TRUNCATE ON "Ledger" FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"();
