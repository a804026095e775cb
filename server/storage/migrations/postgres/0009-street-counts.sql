-- A street's own counters, out of those of its communities: they stand under the street's id, without what is counted by building.
INSERT INTO "AppealCount" ("communityId", "gridId", "period", "dimension", "count")
SELECT p."parentId", p."parentId", c."period", c."dimension", SUM(c."count")
FROM "AppealCount" c JOIN "Place" p ON p."id" = c."gridId"
WHERE p."kind" = 'community' AND p."parentId" IS NOT NULL AND c."dimension" NOT LIKE 'building%'
GROUP BY p."parentId", c."period", c."dimension";
