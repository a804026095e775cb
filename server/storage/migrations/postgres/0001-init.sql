-- CreateTable
CREATE TABLE "Place" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('city', 'district', 'street', 'community', 'grid', 'building', 'department')),
    "parentId" UUID,
    "communityId" UUID,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "code" TEXT,
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "sortOrder" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Household" (
    "communityId" UUID NOT NULL,
    "buildingId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "floor" INTEGER NOT NULL,
    "areaSquareCentimetres" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Household_pkey" PRIMARY KEY ("communityId","buildingId","id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "displayName" TEXT NOT NULL,
    "avatarImageId" UUID,
    "language" TEXT NOT NULL DEFAULT 'zh-CN' CHECK ("language" IN ('zh-CN', 'en')),
    "elderMode" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "provider" TEXT NOT NULL CHECK ("provider" IN ('wechat', 'alipay', 'phone', 'demo')),
    "subject" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "Session" (
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "SignInLog" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "provider" TEXT NOT NULL CHECK ("provider" IN ('wechat', 'alipay', 'phone', 'demo')),
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PhoneCode" (
    "phoneHash" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PhoneCode_pkey" PRIMARY KEY ("phoneHash")
);

-- CreateTable
CREATE TABLE "StaffRole" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('micro_grid_leader', 'grid_officer', 'secretary', 'street_staff', 'department_staff', 'partner')),
    "placeId" UUID NOT NULL,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "StaffRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "householdId" UUID NOT NULL,
    "buildingId" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "relation" TEXT NOT NULL CHECK ("relation" IN ('owner', 'family', 'tenant')),
    "state" TEXT NOT NULL DEFAULT 'pending' CHECK ("state" IN ('pending', 'verified', 'refused', 'ended')),
    "refusedReason" TEXT,
    "decidedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "Post" (
    "communityId" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "buildingId" UUID,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('talk', 'give', 'lost_found', 'recommend')),
    "text" TEXT NOT NULL,
    "imageIds" TEXT NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'shown', 'hidden')),
    "likeCount" INTEGER NOT NULL DEFAULT 0,
    "commentCount" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("communityId","gridId","createdAt","id")
);

-- CreateTable
CREATE TABLE "Comment" (
    "communityId" UUID NOT NULL,
    "postId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "replyToId" UUID,
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'shown', 'hidden')),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("communityId","postId","createdAt","id")
);

-- CreateTable
CREATE TABLE "PostLike" (
    "communityId" UUID NOT NULL,
    "postId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "PostLike_pkey" PRIMARY KEY ("communityId","postId","personId")
);

-- CreateTable
CREATE TABLE "Image" (
    "id" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "byteCount" INTEGER NOT NULL,
    "sourceHash" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'approved', 'refused')),
    "isWithheld" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Image_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "level" TEXT NOT NULL CHECK ("level" IN ('normal', 'important', 'urgent')),
    "needsReceipt" BOOLEAN NOT NULL,
    "publishAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "lastRemindedAt" TIMESTAMPTZ(3),
    "announcedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "NoticePlace" (
    "communityId" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "publishAt" TIMESTAMPTZ(3) NOT NULL,
    "noticeId" UUID NOT NULL,
    "level" TEXT NOT NULL CHECK ("level" IN ('normal', 'important', 'urgent')),
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "NoticePlace_pkey" PRIMARY KEY ("placeId","publishAt","noticeId")
);

-- CreateTable
CREATE TABLE "NoticeCall" (
    "communityId" UUID NOT NULL,
    "noticeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('notice_published', 'notice_reminder')),
    "lineId" UUID NOT NULL,
    "people" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "NoticeCall_pkey" PRIMARY KEY ("communityId","noticeId","id")
);

-- CreateTable
CREATE TABLE "NoticeReceipt" (
    "communityId" UUID NOT NULL,
    "noticeId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NoticeReceipt_pkey" PRIMARY KEY ("communityId","noticeId","personId")
);

-- CreateTable
CREATE TABLE "Report" (
    "communityId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "gridId" UUID NOT NULL,
    "subjectKind" TEXT NOT NULL CHECK ("subjectKind" IN ('post', 'comment')),
    "subjectId" UUID NOT NULL,
    "openSubjectId" UUID,
    "originalText" TEXT,
    "originalImages" TEXT,
    "authorId" UUID NOT NULL,
    "reporterId" UUID,
    "reason" TEXT NOT NULL,
    "reportCount" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL CHECK ("state" IN ('open', 'hidden', 'kept', 'warned', 'appealed', 'hidden_finally', 'restored')),
    "handlerId" UUID,
    "decision" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "appealText" TEXT,
    "appealedAt" TIMESTAMPTZ(3),
    "appealHandlerId" UUID,
    "appealDecision" TEXT,
    "appealDecidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "requestHash" TEXT NOT NULL,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("communityId","id")
);

-- CreateTable
CREATE TABLE "Notification" (
    "personId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "aboutPersonId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("personId","id")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL CHECK ("channel" IN ('wechat', 'alipay', 'sms')),
    "personId" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "aboutPersonId" UUID,
    "state" TEXT NOT NULL DEFAULT 'waiting' CHECK ("state" IN ('waiting', 'sent', 'failed')),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "leasedUntil" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SubscriptionGrant" (
    "personId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "SubscriptionGrant_pkey" PRIMARY KEY ("personId","channel","template")
);

-- CreateTable
CREATE TABLE "ContentCheck" (
    "subjectKind" TEXT NOT NULL CHECK ("subjectKind" IN ('post', 'comment', 'image', 'person', 'notice')),
    "subjectId" UUID NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'review', 'approved', 'refused')),
    "checker" TEXT NOT NULL,
    "label" TEXT,
    "platformTrace" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ContentCheck_pkey" PRIMARY KEY ("subjectKind","subjectId")
);

-- CreateTable
CREATE TABLE "Act" (
    "subjectKind" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "subjectId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Act_pkey" PRIMARY KEY ("subjectKind","id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "JobLease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "leasedUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "JobLease_pkey" PRIMARY KEY ("name")
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
CREATE FUNCTION "refuseChange"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME; END $$;
CREATE TRIGGER "SignInLog_unchanged" BEFORE UPDATE ON "SignInLog" FOR EACH ROW EXECUTE FUNCTION "refuseChange"();
-- Cases that still keep what was written, to be forgotten a while after their end.
CREATE INDEX "Report_original" ON "Report" ("decidedAt") WHERE "originalText" IS NOT NULL;
