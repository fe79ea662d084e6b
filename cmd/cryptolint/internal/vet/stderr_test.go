package vet

import (
	"reflect"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// The go command compiles a package once for its importers and once with its
// tests, and complains both times.
func TestComplaintsOfAPackageAreKeptOnce(t *testing.T) {
	said := parseComplaints(`go: downloading golang.org/x/crypto v0.58.0
go: warning: "./old/..." matched no packages
# example.com/shop/card
card/card.go:3:12: declared and not used: x
# example.com/shop/card [example.com/shop/card.test]
card/card.go:3:12: declared and not used: x
# example.com/shop/till_test
# [example.com/shop/till_test]
vet: till/till_test.go:9:1: undefined: open
`)
	if want := []string{`go: warning: "./old/..." matched no packages`}; !reflect.DeepEqual(said.loose, want) {
		t.Errorf("loose lines are %q, want %q", said.loose, want)
	}
	want := []finding.Failure{
		{Package: "example.com/shop/card", Message: "card/card.go:3:12: declared and not used: x"},
		{Package: "example.com/shop/till", Message: "till/till_test.go:9:1: undefined: open"},
	}
	if got := said.failures(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestNewerPackageThanCryptolint(t *testing.T) {
	said := parseComplaints("# example.com/shop\n/shop/a.go:1:1: package requires newer Go version go1.99 (application built with go1.26)\n")
	failures := said.failures()
	if len(failures) != 1 || !strings.Contains(failures[0].Message, "install it again with a newer one") {
		t.Errorf("the failure does not say what to do: %+v", failures)
	}
}

// The word "fatal error" is also one of C compilers.
func TestCCompilerErrorIsNoCrash(t *testing.T) {
	said := parseComplaints("# example.com/shop/native\nfatal error: 'openssl.h' file not found\n")
	want := []finding.Failure{{Package: "example.com/shop/native", Message: "fatal error: 'openssl.h' file not found"}}
	if got := said.failures(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestStackOverflowNamesWhereItHappened(t *testing.T) {
	said := parseComplaints(`# example.com/shop/deep
runtime: goroutine stack exceeds 1000000000-byte limit
fatal error: stack overflow

goroutine 23 [running]:
go/types.(*Checker).expr(0xc000)
	/usr/local/go/src/go/types/expr.go:9 +0x12
github.com/cryptolint/cryptolint/passes/flow.(*walker).visit(0xc0001)
	/src/cryptolint/passes/flow/walk.go:88 +0x1f
`)
	want := []finding.Failure{{
		Package: "example.com/shop/deep", Rule: "flow", Internal: true,
		Message: "internal error: cryptolint crashed on package example.com/shop/deep: fatal error: stack overflow (in flow at walk.go:88); please report it",
	}}
	if got := said.failures(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func FuzzComplaints(f *testing.F) {
	f.Add("# p\npanic: x\n\ngoroutine 1 [running]:\ngithub.com/cryptolint/cryptolint/analyzers/ecb.run()")
	f.Add("# p_test\n# [p_test]\nvet: x\ngo: y\n")
	f.Fuzz(func(t *testing.T, text string) {
		said := parseComplaints(text)
		if failures := said.failures(); len(failures) != len(said.packages) {
			t.Errorf("%d failures of %d packages in %q", len(failures), len(said.packages), text)
		}
	})
}
