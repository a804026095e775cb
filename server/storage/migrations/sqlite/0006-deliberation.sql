-- CreateTable
CREATE TABLE "DeliberationRule" (
    "communityId" TEXT NOT NULL PRIMARY KEY,
    "supportHouseholds" INTEGER NOT NULL,
    "answerWorkingDays" INTEGER NOT NULL,
    "moderatesStatements" BOOLEAN NOT NULL,
    "statementsPerPerson" INTEGER NOT NULL,
    "updatedById" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Councillor" (
    "communityId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('party_delegate', 'peoples_deputy', 'cppcc_member')),
    "appointedById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Topic" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "placeId" TEXT NOT NULL,
    "proposerId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "sourceKind" TEXT CHECK ("sourceKind" IN ('appeal', 'post')),
    "sourceId" TEXT,
    "state" TEXT NOT NULL CHECK ("state" IN ('proposed', 'accepted', 'refused', 'inviting', 'scheduled', 'open', 'closed', 'reviewed', 'published', 'evaluated')),
    "isHeld" BOOLEAN NOT NULL DEFAULT false,
    "eventCount" INTEGER NOT NULL DEFAULT 0,
    "supportHouseholds" INTEGER NOT NULL DEFAULT 0,
    "secondCount" INTEGER NOT NULL DEFAULT 0,
    "statementCount" INTEGER NOT NULL DEFAULT 0,
    "shownCount" INTEGER NOT NULL DEFAULT 0,
    "answerDueAt" DATETIME,
    "overdueToldAt" DATETIME,
    "refusedReason" TEXT,
    "closesAt" DATETIME,
    "meetingAt" DATETIME,
    "meetingAddress" TEXT,
    "meetingUrl" TEXT,
    "facilitatorId" TEXT,
    "review" TEXT,
    "outcome" TEXT,
    "pollId" TEXT,
    "publishedAt" DATETIME,
    "ratingCount" INTEGER NOT NULL DEFAULT 0,
    "starSum" INTEGER NOT NULL DEFAULT 0,
    "ratingAnswerDueAt" DATETIME,
    "ratingAnswer" TEXT,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TopicEvent" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "step" TEXT NOT NULL CHECK ("step" IN ('propose', 'second', 'support_reached', 'accept', 'refuse', 'invite', 'schedule', 'open', 'close', 'publish_minutes', 'review', 'publish', 'task_done', 'evaluate', 'low_rating', 'answer')),
    "by" TEXT NOT NULL CHECK ("by" IN ('resident', 'councillor', 'host', 'secretary', 'clock')),
    "actorId" TEXT,
    "fromState" TEXT,
    "toState" TEXT NOT NULL,
    "text" TEXT,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "topicId", "sequence")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TopicSupport" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "householdId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "topicId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TopicSecond" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('party_delegate', 'peoples_deputy', 'cppcc_member')),
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "topicId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Statement" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "authorId" TEXT,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'shown', 'hidden')),
    "reason" TEXT,
    "decidedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "topicId", "number")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "StatementVote" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "statementId" TEXT NOT NULL,
    "vote" TEXT NOT NULL CHECK ("vote" IN ('agree', 'disagree', 'pass')),
    "changes" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("communityId", "topicId", "personId", "statementId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TopicMap" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "axes" TEXT NOT NULL,
    "computedAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "topicId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TopicMember" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "letter" INTEGER,

    PRIMARY KEY ("communityId", "topicId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TopicInvitation" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "way" TEXT NOT NULL CHECK ("way" IN ('named', 'place', 'code', 'present')),
    "answer" TEXT NOT NULL DEFAULT 'none' CHECK ("answer" IN ('none', 'coming', 'not_coming')),
    "attendance" TEXT CHECK ("attendance" IN ('code', 'hand')),
    "attendedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "topicId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TopicMinutes" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'published')),
    "text" TEXT NOT NULL,
    "decisions" TEXT NOT NULL,
    "assignments" TEXT NOT NULL,
    "imageIds" TEXT NOT NULL DEFAULT '[]',
    "writtenById" TEXT NOT NULL,
    "document" TEXT,
    "hash" TEXT,
    "publishedAt" DATETIME,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "topicId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TopicTask" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "milestone" TEXT,
    "dueAt" DATETIME NOT NULL,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "doneAt" DATETIME,

    PRIMARY KEY ("communityId", "topicId", "position")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TaskProgress" (
    "communityId" TEXT NOT NULL,
    "taskId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "reporterId" TEXT,
    "percent" INTEGER NOT NULL,
    "note" TEXT,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "taskId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TaskClaim" (
    "communityId" TEXT NOT NULL,
    "taskId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "taskId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "TopicEvaluation" (
    "communityId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "stars" INTEGER NOT NULL,
    "text" TEXT,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "topicId", "personId")
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "Councillor_id_key" ON "Councillor"("id");

-- CreateIndex
CREATE INDEX "Councillor_personId_idx" ON "Councillor"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Topic_id_key" ON "Topic"("id");

-- CreateIndex
CREATE INDEX "Topic_communityId_createdAt_id_idx" ON "Topic"("communityId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Topic_placeId_createdAt_id_idx" ON "Topic"("placeId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Topic_proposerId_id_idx" ON "Topic"("proposerId", "id");

-- CreateIndex
CREATE INDEX "TopicSupport_personId_idx" ON "TopicSupport"("personId");

-- CreateIndex
CREATE INDEX "TopicSecond_personId_idx" ON "TopicSecond"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Statement_id_key" ON "Statement"("id");

-- CreateIndex
CREATE INDEX "Statement_authorId_id_idx" ON "Statement"("authorId", "id");

-- CreateIndex
CREATE INDEX "StatementVote_personId_idx" ON "StatementVote"("personId");

-- CreateIndex
CREATE INDEX "TopicMember_personId_idx" ON "TopicMember"("personId");

-- CreateIndex
CREATE INDEX "TopicInvitation_personId_idx" ON "TopicInvitation"("personId");

-- CreateIndex
CREATE INDEX "TopicMinutes_writtenById_idx" ON "TopicMinutes"("writtenById");

-- CreateIndex
CREATE UNIQUE INDEX "TopicTask_id_key" ON "TopicTask"("id");

-- CreateIndex
CREATE INDEX "TaskProgress_reporterId_idx" ON "TaskProgress"("reporterId");

-- CreateIndex
CREATE INDEX "TaskClaim_personId_idx" ON "TaskClaim"("personId");

-- CreateIndex
CREATE INDEX "TopicEvaluation_personId_idx" ON "TopicEvaluation"("personId");

-- By hand: what Prisma cannot say.
-- What the clock looks for: open topics by their end, proposals whose answer is due, outcomes whose low ratings wait for one; and the year's outcomes.
CREATE INDEX "Topic_closing" ON "Topic" ("closesAt", "id") WHERE "state" = 'open';
CREATE INDEX "Topic_answerDue" ON "Topic" ("answerDueAt", "id") WHERE "answerDueAt" IS NOT NULL AND "overdueToldAt" IS NULL;
CREATE INDEX "Topic_published" ON "Topic" ("communityId", "publishedAt", "id") WHERE "publishedAt" IS NOT NULL;
-- Statements that wait for somebody to look, and the photographs of minutes.
CREATE INDEX "Statement_pending" ON "Statement" ("communityId", "topicId", "number") WHERE "state" = 'pending';
CREATE INDEX "TopicMinutes_withPictures" ON "TopicMinutes" ("writtenById") WHERE "imageIds" <> '[]';
-- The thread of a topic is only ever added to. INSERT OR REPLACE would take a line away without asking the trigger for DELETE, so that a line
-- that is there already is left as it is.
CREATE TRIGGER "TopicEvent_noUpdate" BEFORE UPDATE ON "TopicEvent"
BEGIN
  SELECT RAISE(ABORT, 'the thread of a topic is append-only');
END;
CREATE TRIGGER "TopicEvent_noDelete" BEFORE DELETE ON "TopicEvent"
BEGIN
  SELECT RAISE(ABORT, 'the thread of a topic is append-only');
END;
CREATE TRIGGER "TopicEvent_noReplace" BEFORE INSERT ON "TopicEvent"
WHEN EXISTS (SELECT 1 FROM "TopicEvent" e
  WHERE e."communityId" = NEW."communityId" AND e."topicId" = NEW."topicId" AND e."sequence" = NEW."sequence")
BEGIN
  SELECT RAISE(IGNORE);
END;
-- The moves that there are (rules.ts): from one state to another, or a line that leaves the state as it is.
CREATE TRIGGER "TopicEvent_possible" BEFORE INSERT ON "TopicEvent"
WHEN NOT (COALESCE(NEW."fromState", '-') = NEW."toState" OR (COALESCE(NEW."fromState", '-') || '>' || NEW."toState") IN (
  '->proposed', 'proposed>accepted', 'proposed>refused', 'accepted>inviting', 'accepted>scheduled', 'accepted>open', 'inviting>scheduled',
  'inviting>open', 'scheduled>open', 'open>closed', 'closed>reviewed', 'reviewed>published', 'published>evaluated'))
BEGIN
  SELECT RAISE(ABORT, 'a topic does not go that way');
END;
-- A topic begins as proposed, and moves only with a line of its thread that says so.
CREATE TRIGGER "Topic_begins" BEFORE INSERT ON "Topic" WHEN NEW."state" <> 'proposed'
BEGIN
  SELECT RAISE(ABORT, 'a topic begins as proposed');
END;
CREATE TRIGGER "Topic_throughThread" BEFORE UPDATE OF "state" ON "Topic"
WHEN NEW."state" <> OLD."state" AND NOT EXISTS (SELECT 1 FROM "TopicEvent" e
  WHERE e."communityId" = NEW."communityId" AND e."topicId" = NEW."id" AND e."sequence" = NEW."eventCount"
    AND e."fromState" = OLD."state" AND e."toState" = NEW."state")
BEGIN
  SELECT RAISE(ABORT, 'a topic moves only with a line of its thread');
END;
-- Published minutes are frozen.
CREATE TRIGGER "TopicMinutes_frozen" BEFORE UPDATE ON "TopicMinutes" WHEN OLD."state" = 'published'
BEGIN
  SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER "TopicMinutes_kept" BEFORE DELETE ON "TopicMinutes" WHEN OLD."state" = 'published'
BEGIN
  SELECT RAISE(ABORT, 'published minutes are frozen');
END;
CREATE TRIGGER "TopicMinutes_noReplace" BEFORE INSERT ON "TopicMinutes"
WHEN EXISTS (SELECT 1 FROM "TopicMinutes" m
  WHERE m."communityId" = NEW."communityId" AND m."topicId" = NEW."topicId" AND m."state" = 'published')
BEGIN
  SELECT RAISE(IGNORE);
END;
-- Figures for the planner, as in 0001: without them the topics of a place are looked for in the order of the key of a community.
INSERT INTO "sqlite_stat1" ("tbl", "idx", "stat") VALUES
  ('Topic', 'Topic', '100000 500 1'),
  ('Topic', 'Topic_communityId_createdAt_id_idx', '100000 500 1 1'),
  ('Topic', 'Topic_placeId_createdAt_id_idx', '100000 100 1 1'),
  ('Topic', 'Topic_proposerId_id_idx', '100000 3 1'),
  ('Topic', 'Topic_published', '50000 250 1 1'),
  ('Topic', 'Topic_id_key', '100000 1'),
  ('Statement', 'Statement', '5000000 25000 50 1'),
  ('Statement', 'Statement_id_key', '5000000 1'),
  ('StatementVote', 'StatementVote', '50000000 250000 5000 30 1'),
  ('StatementVote', 'StatementVote_personId_idx', '50000000 60');
