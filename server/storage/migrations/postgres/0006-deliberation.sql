-- CreateTable
CREATE TABLE "DeliberationRule" (
    "communityId" UUID NOT NULL,
    "supportHouseholds" INTEGER NOT NULL,
    "answerWorkingDays" INTEGER NOT NULL,
    "moderatesStatements" BOOLEAN NOT NULL,
    "statementsPerPerson" INTEGER NOT NULL,
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DeliberationRule_pkey" PRIMARY KEY ("communityId")
);

-- CreateTable
CREATE TABLE "Councillor" (
    "communityId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('party_delegate', 'peoples_deputy', 'cppcc_member')),
    "appointedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Councillor_pkey" PRIMARY KEY ("communityId","personId")
);

-- CreateTable
CREATE TABLE "Topic" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "proposerId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "sourceKind" TEXT CHECK ("sourceKind" IN ('appeal', 'post')),
    "sourceId" UUID,
    "state" TEXT NOT NULL CHECK ("state" IN ('proposed', 'accepted', 'refused', 'inviting', 'scheduled', 'open', 'closed', 'reviewed', 'published', 'evaluated')),
    "isHeld" BOOLEAN NOT NULL DEFAULT false,
    "eventCount" INTEGER NOT NULL DEFAULT 0,
    "supportHouseholds" INTEGER NOT NULL DEFAULT 0,
    "secondCount" INTEGER NOT NULL DEFAULT 0,
    "statementCount" INTEGER NOT NULL DEFAULT 0,
    "shownCount" INTEGER NOT NULL DEFAULT 0,
    "answerDueAt" TIMESTAMPTZ(3),
    "overdueToldAt" TIMESTAMPTZ(3),
    "refusedReason" TEXT,
    "closesAt" TIMESTAMPTZ(3),
    "meetingAt" TIMESTAMPTZ(3),
    "meetingAddress" TEXT,
    "meetingUrl" TEXT,
    "facilitatorId" UUID,
    "review" TEXT,
    "outcome" TEXT,
    "pollId" UUID,
    "publishedAt" TIMESTAMPTZ(3),
    "ratingCount" INTEGER NOT NULL DEFAULT 0,
    "starSum" INTEGER NOT NULL DEFAULT 0,
    "ratingAnswerDueAt" TIMESTAMPTZ(3),
    "ratingAnswer" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Topic_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "TopicEvent" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "step" TEXT NOT NULL CHECK ("step" IN ('propose', 'second', 'support_reached', 'accept', 'refuse', 'invite', 'schedule', 'open', 'close', 'publish_minutes', 'review', 'publish', 'task_done', 'evaluate', 'low_rating', 'answer')),
    "by" TEXT NOT NULL CHECK ("by" IN ('resident', 'councillor', 'host', 'secretary', 'clock')),
    "actorId" UUID,
    "fromState" TEXT,
    "toState" TEXT NOT NULL,
    "text" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TopicEvent_pkey" PRIMARY KEY ("communityId","topicId","sequence")
);

-- CreateTable
CREATE TABLE "TopicSupport" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "householdId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TopicSupport_pkey" PRIMARY KEY ("communityId","topicId","personId")
);

-- CreateTable
CREATE TABLE "TopicSecond" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('party_delegate', 'peoples_deputy', 'cppcc_member')),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TopicSecond_pkey" PRIMARY KEY ("communityId","topicId","personId")
);

-- CreateTable
CREATE TABLE "Statement" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "authorId" UUID,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'shown', 'hidden')),
    "reason" TEXT,
    "decidedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Statement_pkey" PRIMARY KEY ("communityId","topicId","number")
);

-- CreateTable
CREATE TABLE "StatementVote" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "statementId" UUID NOT NULL,
    "vote" TEXT NOT NULL CHECK ("vote" IN ('agree', 'disagree', 'pass')),
    "changes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "StatementVote_pkey" PRIMARY KEY ("communityId","topicId","personId","statementId")
);

-- CreateTable
CREATE TABLE "TopicMap" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "axes" TEXT NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TopicMap_pkey" PRIMARY KEY ("communityId","topicId")
);

-- CreateTable
CREATE TABLE "TopicMember" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "letter" INTEGER,

    CONSTRAINT "TopicMember_pkey" PRIMARY KEY ("communityId","topicId","personId")
);

-- CreateTable
CREATE TABLE "TopicInvitation" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "way" TEXT NOT NULL CHECK ("way" IN ('named', 'place', 'code', 'present')),
    "answer" TEXT NOT NULL DEFAULT 'none' CHECK ("answer" IN ('none', 'coming', 'not_coming')),
    "attendance" TEXT CHECK ("attendance" IN ('code', 'hand')),
    "attendedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TopicInvitation_pkey" PRIMARY KEY ("communityId","topicId","personId")
);

-- CreateTable
CREATE TABLE "TopicMinutes" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'published')),
    "text" TEXT NOT NULL,
    "decisions" TEXT NOT NULL,
    "assignments" TEXT NOT NULL,
    "imageIds" TEXT NOT NULL DEFAULT '[]',
    "writtenById" UUID NOT NULL,
    "document" TEXT,
    "hash" TEXT,
    "publishedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TopicMinutes_pkey" PRIMARY KEY ("communityId","topicId")
);

-- CreateTable
CREATE TABLE "TopicTask" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "milestone" TEXT,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "TopicTask_pkey" PRIMARY KEY ("communityId","topicId","position")
);

-- CreateTable
CREATE TABLE "TaskProgress" (
    "communityId" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reporterId" UUID,
    "percent" INTEGER NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TaskProgress_pkey" PRIMARY KEY ("communityId","taskId","id")
);

-- CreateTable
CREATE TABLE "TaskClaim" (
    "communityId" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TaskClaim_pkey" PRIMARY KEY ("communityId","taskId","personId")
);

-- CreateTable
CREATE TABLE "TopicEvaluation" (
    "communityId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "stars" INTEGER NOT NULL,
    "text" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TopicEvaluation_pkey" PRIMARY KEY ("communityId","topicId","personId")
);

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
-- The thread of a topic is only ever added to.
CREATE FUNCTION "refuseChangeOfThread"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the thread of a topic is append-only';
END;
$$;
CREATE TRIGGER "TopicEvent_appendOnly" BEFORE UPDATE OR DELETE ON "TopicEvent"
  FOR EACH ROW EXECUTE FUNCTION "refuseChangeOfThread"();
CREATE TRIGGER "TopicEvent_noTruncate" BEFORE TRUNCATE ON "TopicEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChangeOfThread"();
-- The moves that there are (rules.ts): from one state to another, or a line that leaves the state as it is.
CREATE FUNCTION "refuseImpossibleMove"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."fromState" IS NOT DISTINCT FROM NEW."toState" OR (COALESCE(NEW."fromState", '-') || '>' || NEW."toState") IN (
    '->proposed', 'proposed>accepted', 'proposed>refused', 'accepted>inviting', 'accepted>scheduled', 'accepted>open', 'inviting>scheduled',
    'inviting>open', 'scheduled>open', 'open>closed', 'closed>reviewed', 'reviewed>published', 'published>evaluated')
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a topic does not go that way';
END;
$$;
CREATE TRIGGER "TopicEvent_possible" BEFORE INSERT ON "TopicEvent" FOR EACH ROW EXECUTE FUNCTION "refuseImpossibleMove"();
-- A topic begins as proposed, and moves only with a line of its thread that says so.
CREATE FUNCTION "refuseMoveWithoutThread"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW."state" <> 'proposed' THEN RAISE EXCEPTION 'a topic begins as proposed'; END IF;
  ELSIF NEW."state" <> OLD."state" AND NOT EXISTS (SELECT 1 FROM "TopicEvent" e
    WHERE e."communityId" = NEW."communityId" AND e."topicId" = NEW."id" AND e."sequence" = NEW."eventCount"
      AND e."fromState" = OLD."state" AND e."toState" = NEW."state")
  THEN RAISE EXCEPTION 'a topic moves only with a line of its thread'; END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER "Topic_throughThread" BEFORE INSERT OR UPDATE OF "state" ON "Topic"
  FOR EACH ROW EXECUTE FUNCTION "refuseMoveWithoutThread"();
-- Published minutes are frozen.
CREATE FUNCTION "refuseChangeOfMinutes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'published minutes are frozen';
END;
$$;
CREATE TRIGGER "TopicMinutes_frozen" BEFORE UPDATE OR DELETE ON "TopicMinutes"
  FOR EACH ROW WHEN (OLD."state" = 'published') EXECUTE FUNCTION "refuseChangeOfMinutes"();
CREATE TRIGGER "TopicMinutes_noTruncate" BEFORE TRUNCATE ON "TopicMinutes"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChangeOfMinutes"();
