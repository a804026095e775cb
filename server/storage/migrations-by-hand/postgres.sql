-- Inboxes: what is unread is counted at nearly every visit, and what was read long ago is deleted by its time.
CREATE INDEX "Notification_unread" ON "Notification" ("personId", "id") WHERE "readAt" IS NULL;
CREATE INDEX "Notification_readAt" ON "Notification" ("readAt") WHERE "readAt" IS NOT NULL;
