// Package nogo_test runs the rules the way Bazel does: in a nogo binary that
// rules_go generates, started by the builder of rules_go, one action for each
// package. The sources of both come from the module cache. Only Bazel itself is
// played by the test: it hands each action its inputs, and nothing else.
package nogo_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// config leaves out a file by the rule that finds something there. The finding
// of another rule in the same file would stay.
const config = `{"weakrandom": {"exclude_files": {"session/legacy\\.go$": "it is to go"}}}`

// A value is followed through two packages, which are two actions: what the
// first says in its facts, the second finds.
func TestFindings(t *testing.T) {
	w := newWorkspace(t, nil, config)

	random := w.check(t, "example.com/shop/random")
	random.finds(t)

	session := w.check(t, "example.com/shop/session", random)
	session.finds(t,
		"session.go:20:17: CL401: session.Session.Token is generated with math/rand",
		"session.go:27:9: CL501: an HMAC-SHA-256 is compared with ==",
	)
	if want := "+\treturn hmac.Equal("; !strings.Contains(session.patch, want) {
		t.Errorf("the patch has no line %q:\n%s", want, session.patch)
	}
}

// What the rules know of other packages comes from facts alone: without them
// there is nothing to say of the token.
func TestFactsCarryFindings(t *testing.T) {
	w := newWorkspace(t, nil, "")
	random := w.check(t, "example.com/shop/random")
	random.file = ""
	w.check(t, "example.com/shop/session", random).finds(t, "session.go:27:9: CL501: an HMAC-SHA-256 is compared with ==")
}

// Without the configuration, the file that is to go has its finding: the test
// above is silent about it because of the configuration alone.
func TestWithoutConfig(t *testing.T) {
	w := newWorkspace(t, []string{"weakrandom"}, "")
	random := w.check(t, "example.com/shop/random")
	w.check(t, "example.com/shop/session", random).finds(t,
		"legacy.go:7:17: CL401: session.Session.Token is generated with math/rand",
		"session.go:20:17: CL401: session.Session.Token is generated with math/rand",
	)
}

// Actions that are not to report, such as those of external repositories, run
// for their facts only, and the facts are the same.
func TestFactsOnly(t *testing.T) {
	w := newWorkspace(t, []string{"weakrandom"}, "")
	random := w.check(t, "example.com/shop/random")
	factsOnly := w.check(t, "example.com/shop/random", "-facts_only")
	if len(random.facts) == 0 || string(random.facts) != string(factsOnly.facts) {
		t.Errorf("facts with -facts_only: %d bytes, without: %d bytes; want the same, and some", len(factsOnly.facts), len(random.facts))
	}
}

// Remote execution and the remote cache need the same output for the same
// input, byte for byte.
func TestReproducible(t *testing.T) {
	w := newWorkspace(t, nil, config)
	var first, second [2]action
	for _, run := range []*[2]action{&first, &second} {
		run[0] = w.check(t, "example.com/shop/random")
		run[1] = w.check(t, "example.com/shop/session", run[0])
	}
	for i := range first {
		if string(first[i].facts) != string(second[i].facts) || first[i].log != second[i].log || first[i].patch != second[i].patch {
			t.Errorf("%s has another output the second time", first[i].path)
		}
	}
}

// A nogo target names rules one by one: each rule is a package with an
// Analyzer, and its import path ends in the rule's name.
func TestEachRuleIsAPackage(t *testing.T) {
	for _, r := range rules() {
		source := filepath.Join("..", "..", "analyzers", r.Meta.Name, r.Meta.Name+".go")
		text, err := os.ReadFile(source)
		if err != nil {
			t.Errorf("rule %s: %v", r.Meta.ID, err)
			continue
		}
		if !strings.Contains(string(text), "\nvar Analyzer = ") {
			t.Errorf("%s declares no Analyzer", source)
		}
	}
}
