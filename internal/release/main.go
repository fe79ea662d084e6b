// Release makes the files of a release from a clone: for each platform an archive,
// for Linux a Debian package too, a formula for Homebrew, a bill of materials, a
// statement of provenance and checksums. The same commit and the same Go release give
// the same bytes, wherever the clone lies.
//
// Usage: go run ./internal/release -to DIRECTORY [-platforms linux/amd64,...]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

// everywhere is what a release is built for.
const everywhere = "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64"

func main() {
	to := flag.String("to", "", "the `directory` to write, which must not exist")
	clone := flag.String("clone", ".", "the `directory` of the clone that is released")
	platforms := flag.String("platforms", everywhere, "build for these `platforms`, separated by commas")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := release(ctx, *clone, *to, strings.Split(*platforms, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}
