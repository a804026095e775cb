# Linli as one image. All that is kept lies in /data; docs/operations.md tells how it is run.
ARG NODE_VERSION=20

# The larger image: it has the compiler that SQLite's driver may need.
FROM node:${NODE_VERSION}-bookworm AS build
WORKDIR /opt/linli
COPY package.json package-lock.json .npmrc ./
RUN npm ci --loglevel=error
COPY . .
RUN npm run build:h5
RUN npm prune --omit=dev --loglevel=error
# What is compiled is known by the times of its sources, and a layer keeps whole seconds: with others it would be compiled again at each start.
RUN find server src -type f -exec touch -d '2000-01-01 00:00:00' {} + \
  && node server/cli/linli.mjs --help

FROM node:${NODE_VERSION}-bookworm-slim
# pg_dump and pg_restore, by which linli backs up a PostgreSQL; of the version in compose.postgres.yaml.
RUN apt-get update \
  && apt-get install -y --no-install-recommends postgresql-client-15 \
  && rm -rf /var/lib/apt/lists/*
RUN install -d -o node -g node -m 0700 /data
ENV NODE_ENV=production LINLI_DATA_DIR=/data PORT=3000
WORKDIR /opt/linli
# Owned by root: the server changes nothing of itself.
COPY --from=build /opt/linli ./
USER node
VOLUME /data
EXPOSE 3000
# Whether the process lives: a database that is away for a moment is no reason to restart it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "server/cli/linli.mjs"]
CMD ["serve"]
