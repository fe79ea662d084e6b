package unit

import (
	"fmt"
	"go/version"
	"os"
	"runtime"
	"strings"
)

// CheckRelease returns an error if the go command is of a newer Go release than
// the one that this program was built with. A program cannot read packages that
// are written for a newer release than its own, and the standard library of the
// go command is. Patch releases do not matter.
//
// The goversion is that of the go command as 'go env GOVERSION' prints it. A
// version that does not parse, such as that of a development build, passes.
func CheckRelease(goversion string) error {
	return compareReleases(goversion, runtime.Version())
}

func compareReleases(goversion, built string) error {
	release := Release(goversion)
	if release == "" || Release(built) == "" || version.Compare(version.Lang(release), version.Lang(Release(built))) <= 0 {
		return nil
	}
	return fmt.Errorf("cryptolint was built with %s and cannot analyse packages with %s, the go command in use here: install it again with 'GOTOOLCHAIN=%s go install github.com/cryptolint/cryptolint/cmd/cryptolint@latest'",
		Release(built), release, release)
}

// Release returns the Go release in what a go command or a program calls its
// version, such as "go1.27.4", or "" if there is none.
func Release(text string) string {
	for word := range strings.FieldsSeq(text) {
		word, _, _ = strings.Cut(word, "-") // a development version, such as go1.27-0b1c2d3
		if version.IsValid(word) {
			return word
		}
	}
	return ""
}

// checkCaller is CheckRelease for the go command that started this program,
// which passes its version in the environment.
func checkCaller() error { return CheckRelease(os.Getenv("GOVERSION")) }
