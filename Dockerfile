# One image, two commands: `--target sidecar` or `--target web` (the default). Both need MONGODB_URI, JWT_SECRET and
# JWT_REFRESH_SECRET; .env.example tells the rest.

FROM node:24-slim AS base
WORKDIR /app
ENV ASTRO_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./

FROM base AS build
RUN npm ci --include=dev
COPY . .
RUN npm run build

FROM base AS packages
RUN npm ci --omit=dev

FROM base AS product
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    REALTIME_HOST=0.0.0.0 \
    REALTIME_PORT=3001
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY src src
COPY scripts/healthcheck.mjs scripts/healthcheck.mjs
USER node

FROM product AS sidecar
EXPOSE 3001
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "scripts/healthcheck.mjs", "sidecar"]
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "src/server/realtime/main.ts"]

FROM product AS web
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "scripts/healthcheck.mjs", "web"]
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "src/server/web/main.ts"]
