# cryptolint as a container image. It holds the go command too, because cryptolint
# loads and compiles packages by way of go vet: an image without Go could not
# analyse anything.
#
#   docker build -t cryptolint --build-arg VERSION=v0.1.0 .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/src:ro" -v cryptolint-cache:/cache cryptolint ./...

FROM golang:1.26-alpine AS build
WORKDIR /build
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# The version that reports name.
ARG VERSION=
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false \
	-ldflags "-X github.com/cryptolint/cryptolint/cmd/cryptolint/internal/cli.stamp=$VERSION" -o /cryptolint ./cmd/cryptolint

FROM golang:1.26-alpine
# git: for what is new since a revision, and for modules that no proxy has. It
# refuses repositories of other users, so run the container as the owner of the
# sources; any user can write to the caches.
RUN apk add --no-cache git \
	&& adduser -D -u 10001 cryptolint \
	&& install -d -m 1777 /cache
COPY --from=build /cryptolint /usr/local/bin/cryptolint
ENV HOME=/cache GOCACHE=/cache/go-build GOMODCACHE=/cache/mod GOFLAGS=-buildvcs=false
USER 10001
WORKDIR /src
VOLUME /cache
ENTRYPOINT ["cryptolint"]
