-- CreateTable
CREATE TABLE "Place" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('city', 'district', 'street', 'community', 'grid', 'building', 'department')),
    "parentId" TEXT,
    "communityId" TEXT,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "code" TEXT,
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "sortOrder" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "Household" (
    "communityId" TEXT NOT NULL,
    "buildingId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "floor" INTEGER NOT NULL,
    "areaSquareCentimetres" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("communityId", "buildingId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "displayName" TEXT NOT NULL,
    "avatarImageId" TEXT,
    "language" TEXT NOT NULL DEFAULT 'zh-CN' CHECK ("language" IN ('zh-CN', 'en')),
    "elderMode" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    "erasedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Identity" (
    "provider" TEXT NOT NULL CHECK ("provider" IN ('wechat', 'alipay', 'phone', 'demo')),
    "subject" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("provider", "subject")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Session" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "SignInLog" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "provider" TEXT NOT NULL CHECK ("provider" IN ('wechat', 'alipay', 'phone', 'demo')),
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "PhoneCode" (
    "phoneHash" TEXT NOT NULL PRIMARY KEY,
    "codeHash" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "StaffRole" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('micro_grid_leader', 'grid_officer', 'secretary', 'street_staff', 'department_staff', 'partner')),
    "placeId" TEXT NOT NULL,
    "grantedAt" DATETIME NOT NULL,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Membership" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "householdId" TEXT NOT NULL,
    "buildingId" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "relation" TEXT NOT NULL CHECK ("relation" IN ('owner', 'family', 'tenant')),
    "state" TEXT NOT NULL DEFAULT 'pending' CHECK ("state" IN ('pending', 'verified', 'refused', 'ended')),
    "refusedReason" TEXT,
    "decidedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Post" (
    "communityId" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "buildingId" TEXT,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('talk', 'give', 'lost_found', 'recommend')),
    "text" TEXT NOT NULL,
    "imageIds" TEXT NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'shown', 'hidden')),
    "likeCount" INTEGER NOT NULL DEFAULT 0,
    "commentCount" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "gridId", "createdAt", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Comment" (
    "communityId" TEXT NOT NULL,
    "postId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "replyToId" TEXT,
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'shown', 'hidden')),
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "postId", "createdAt", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PostLike" (
    "communityId" TEXT NOT NULL,
    "postId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "postId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Image" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "byteCount" INTEGER NOT NULL,
    "sourceHash" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'approved', 'refused')),
    "isWithheld" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Notice" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "level" TEXT NOT NULL CHECK ("level" IN ('normal', 'important', 'urgent')),
    "needsReceipt" BOOLEAN NOT NULL,
    "publishAt" DATETIME NOT NULL,
    "expiresAt" DATETIME,
    "lastRemindedAt" DATETIME,
    "announcedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "NoticePlace" (
    "communityId" TEXT NOT NULL,
    "placeId" TEXT NOT NULL,
    "publishAt" DATETIME NOT NULL,
    "noticeId" TEXT NOT NULL,
    "level" TEXT NOT NULL CHECK ("level" IN ('normal', 'important', 'urgent')),
    "expiresAt" DATETIME,

    PRIMARY KEY ("placeId", "publishAt", "noticeId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "NoticeCall" (
    "communityId" TEXT NOT NULL,
    "noticeId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('notice_published', 'notice_reminder')),
    "lineId" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "finishedAt" DATETIME,

    PRIMARY KEY ("communityId", "noticeId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "NoticeReceipt" (
    "communityId" TEXT NOT NULL,
    "noticeId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("communityId", "noticeId", "personId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Report" (
    "communityId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "gridId" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL CHECK ("subjectKind" IN ('post', 'comment')),
    "subjectId" TEXT NOT NULL,
    "openSubjectId" TEXT,
    "originalText" TEXT,
    "originalImages" TEXT,
    "authorId" TEXT NOT NULL,
    "reporterId" TEXT,
    "reason" TEXT NOT NULL,
    "reportCount" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL CHECK ("state" IN ('open', 'hidden', 'kept', 'warned', 'appealed', 'hidden_finally', 'restored')),
    "handlerId" TEXT,
    "decision" TEXT,
    "decidedAt" DATETIME,
    "appealText" TEXT,
    "appealedAt" DATETIME,
    "appealHandlerId" TEXT,
    "appealDecision" TEXT,
    "appealDecidedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "requestHash" TEXT NOT NULL,

    PRIMARY KEY ("communityId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Notification" (
    "personId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "aboutPersonId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "readAt" DATETIME,

    PRIMARY KEY ("personId", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "channel" TEXT NOT NULL CHECK ("channel" IN ('wechat', 'alipay', 'sms')),
    "personId" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "aboutPersonId" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting' CHECK ("state" IN ('waiting', 'sent', 'failed')),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL,
    "leasedUntil" DATETIME,
    "lastError" TEXT,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "SubscriptionGrant" (
    "personId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("personId", "channel", "template")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "ContentCheck" (
    "subjectKind" TEXT NOT NULL CHECK ("subjectKind" IN ('post', 'comment', 'image', 'person', 'notice')),
    "subjectId" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'review', 'approved', 'refused')),
    "checker" TEXT NOT NULL,
    "label" TEXT,
    "platformTrace" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("subjectKind", "subjectId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Act" (
    "subjectKind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("subjectKind", "id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "JobLease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "leasedUntil" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Place_path_key" ON "Place"("path");

-- CreateIndex
CREATE UNIQUE INDEX "Place_code_key" ON "Place"("code");

-- CreateIndex
CREATE INDEX "Place_parentId_sortOrder_idx" ON "Place"("parentId", "sortOrder");

-- CreateIndex
CREATE INDEX "Place_communityId_idx" ON "Place"("communityId");

-- CreateIndex
CREATE UNIQUE INDEX "Household_id_key" ON "Household"("id");

-- CreateIndex
CREATE INDEX "Household_communityId_gridId_idx" ON "Household"("communityId", "gridId");

-- CreateIndex
CREATE UNIQUE INDEX "Household_communityId_buildingId_number_key" ON "Household"("communityId", "buildingId", "number");

-- CreateIndex
CREATE INDEX "Identity_personId_idx" ON "Identity"("personId");

-- CreateIndex
CREATE INDEX "Session_personId_idx" ON "Session"("personId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "SignInLog_personId_id_idx" ON "SignInLog"("personId", "id");

-- CreateIndex
CREATE INDEX "SignInLog_at_idx" ON "SignInLog"("at");

-- CreateIndex
CREATE INDEX "StaffRole_personId_idx" ON "StaffRole"("personId");

-- CreateIndex
CREATE INDEX "StaffRole_placeId_idx" ON "StaffRole"("placeId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_id_key" ON "Membership"("id");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE INDEX "Membership_communityId_gridId_state_createdAt_id_idx" ON "Membership"("communityId", "gridId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Membership_communityId_householdId_idx" ON "Membership"("communityId", "householdId");

-- CreateIndex
CREATE UNIQUE INDEX "Post_id_key" ON "Post"("id");

-- CreateIndex
CREATE INDEX "Post_communityId_gridId_kind_createdAt_id_idx" ON "Post"("communityId", "gridId", "kind", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Post_authorId_createdAt_id_idx" ON "Post"("authorId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Comment_id_key" ON "Comment"("id");

-- CreateIndex
CREATE INDEX "Comment_authorId_id_idx" ON "Comment"("authorId", "id");

-- CreateIndex
CREATE INDEX "PostLike_personId_idx" ON "PostLike"("personId");

-- CreateIndex
CREATE INDEX "Image_ownerId_id_idx" ON "Image"("ownerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_id_key" ON "Notice"("id");

-- CreateIndex
CREATE INDEX "Notice_announcedAt_publishAt_idx" ON "Notice"("announcedAt", "publishAt");

-- CreateIndex
CREATE INDEX "NoticePlace_placeId_level_publishAt_idx" ON "NoticePlace"("placeId", "level", "publishAt");

-- CreateIndex
CREATE UNIQUE INDEX "NoticePlace_noticeId_placeId_key" ON "NoticePlace"("noticeId", "placeId");

-- CreateIndex
CREATE INDEX "NoticeCall_finishedAt_startedAt_idx" ON "NoticeCall"("finishedAt", "startedAt");

-- CreateIndex
CREATE INDEX "NoticeReceipt_personId_idx" ON "NoticeReceipt"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Report_id_key" ON "Report"("id");

-- CreateIndex
CREATE INDEX "Report_communityId_gridId_state_createdAt_id_idx" ON "Report"("communityId", "gridId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Report_subjectKind_subjectId_idx" ON "Report"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "Report_caseId_idx" ON "Report"("caseId");

-- CreateIndex
CREATE INDEX "Report_authorId_idx" ON "Report"("authorId");

-- CreateIndex
CREATE INDEX "Report_reporterId_idx" ON "Report"("reporterId");

-- CreateIndex
CREATE UNIQUE INDEX "Report_subjectKind_subjectId_reporterId_key" ON "Report"("subjectKind", "subjectId", "reporterId");

-- CreateIndex
CREATE UNIQUE INDEX "Report_subjectKind_openSubjectId_key" ON "Report"("subjectKind", "openSubjectId");

-- CreateIndex
CREATE INDEX "OutboxMessage_state_nextAttemptAt_idx" ON "OutboxMessage"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_personId_idx" ON "OutboxMessage"("personId");

-- CreateIndex
CREATE INDEX "ContentCheck_state_nextAttemptAt_idx" ON "ContentCheck"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "ContentCheck_platformTrace_idx" ON "ContentCheck"("platformTrace");

-- CreateIndex
CREATE INDEX "Act_personId_idx" ON "Act"("personId");

-- By hand: what Prisma cannot say.
-- Inboxes: what is unread is counted at nearly every visit, and what was read long ago is deleted by its time.
CREATE INDEX "Notification_unread" ON "Notification" ("personId", "id") WHERE "readAt" IS NULL;
CREATE INDEX "Notification_readAt" ON "Notification" ("readAt") WHERE "readAt" IS NOT NULL;
-- Erasing a person: what names them in the inboxes and messages of others, and who was erased of late.
CREATE INDEX "Notification_aboutPersonId" ON "Notification" ("aboutPersonId") WHERE "aboutPersonId" IS NOT NULL;
CREATE INDEX "OutboxMessage_aboutPersonId" ON "OutboxMessage" ("aboutPersonId") WHERE "aboutPersonId" IS NOT NULL;
CREATE INDEX "Person_erasedAt" ON "Person" ("erasedAt") WHERE "erasedAt" IS NOT NULL;
-- The log of signing in is written once: a line goes only when it is old.
CREATE TRIGGER "SignInLog_unchanged" BEFORE UPDATE ON "SignInLog" BEGIN SELECT RAISE(ABORT, 'SignInLog is never changed'); END;
-- Cases that still keep what was written, to be forgotten a while after their end.
CREATE INDEX "Report_original" ON "Report" ("decidedAt") WHERE "originalText" IS NOT NULL;
-- Without figures SQLite takes the first column of a table's key for as good as three columns of an index, and reads the memberships of a
-- whole community to find those of one grid. These are the figures of a city of 200 communities, in the form that ANALYZE writes.
ANALYZE;
INSERT INTO "sqlite_stat1" ("tbl", "idx", "stat") VALUES
  ('Membership', 'Membership', '1000000 5000 1'),
  ('Membership', 'Membership_communityId_gridId_state_createdAt_id_idx', '1000000 5000 500 300 1 1'),
  ('Membership', 'Membership_communityId_householdId_idx', '1000000 5000 2'),
  ('Membership', 'Membership_personId_idx', '1000000 2'),
  ('Membership', 'Membership_id_key', '1000000 1'),
  ('NoticePlace', 'NoticePlace', '100000 500 1 1'),
  ('NoticePlace', 'NoticePlace_placeId_level_publishAt_idx', '100000 500 50 1'),
  ('NoticePlace', 'NoticePlace_noticeId_placeId_key', '100000 2 1');
-- The same for the feed of one kind: without figures its index is passed over for the key, and a rare kind is looked for among all posts.
INSERT INTO "sqlite_stat1" ("tbl", "idx", "stat") VALUES
  ('Post', 'Post', '10000000 50000 10000 1 1'),
  ('Post', 'Post_communityId_gridId_kind_createdAt_id_idx', '10000000 50000 10000 1000 1 1'),
  ('Post', 'Post_authorId_createdAt_id_idx', '10000000 30 1 1'),
  ('Post', 'Post_id_key', '10000000 1');
