# The CLI as an image: docker run --rm -v "$PWD:/work" outrider validate deploy/
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npx -y pnpm@12.21.0 install --frozen-lockfile --filter "@outrider/cli..." \
  && npx -y pnpm@12.21.0 --filter "@outrider/cli..." build

FROM node:24.21.0-alpine
LABEL org.opencontainers.image.title="outrider" \
  org.opencontainers.image.description="Validate, simulate and explain Kubernetes Pods with native sidecars" \
  org.opencontainers.image.licenses="Apache-2.0"
# hadolint ignore=DL3018
RUN apk add --no-cache git
COPY --from=build /src/packages/cli/package.json /src/LICENSE /outrider/
COPY --from=build /src/packages/cli/bin /outrider/bin
COPY --from=build /src/packages/cli/dist /outrider/dist
COPY --from=build /src/packages/cli/schemas /outrider/schemas
RUN ln -s /outrider/bin/outrider.js /usr/local/bin/outrider
USER 1000
WORKDIR /work
ENTRYPOINT ["outrider"]
CMD ["--help"]
