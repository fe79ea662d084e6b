package vet

import (
	"reflect"
	"runtime"
	"strings"
	"testing"
)

func TestCheckVersion(t *testing.T) {
	for goversion, ok := range map[string]bool{
		"go1.26.0":                          true,
		"go1.26rc1":                         true,
		runtime.Version():                   true,
		"go1.99.0":                          false, // newer than this program
		"go1.25.9":                          false,
		"go1.26.8 X:nodwarf5":               true,
		"devel go1.26-0b1c2d3 Mon Nov 2":    true,
		"go1.26-devel_0b1c2d3":              true,
		"gccgo (GCC) 14.2.0, not go at all": false,
		"":                                  false,
	} {
		if err := checkVersion(goversion); (err == nil) != ok {
			t.Errorf("checkVersion(%q) = %v", goversion, err)
		}
	}
}

// go list -test tells of the package, of the package with its tests, of the
// tests in a package of their own, and of the test binary.
func TestParseListTakesVariantsTogether(t *testing.T) {
	const out = `
{"ImportPath": "example.com/shop/till", "Deps": ["fmt"]}
{"ImportPath": "example.com/shop/till.test", "Deps": ["testing", "example.com/shop/till"]}
{"ImportPath": "example.com/shop/till [example.com/shop/till.test]", "ForTest": "example.com/shop/till", "Deps": ["fmt", "example.com/shop/coin"]}
{"ImportPath": "example.com/shop/till_test [example.com/shop/till.test]", "ForTest": "example.com/shop/till", "Deps": ["example.com/shop/till [example.com/shop/till.test]"]}
{"ImportPath": "example.com/shop/lost", "DepsErrors": [{"Pos": "lost/lost.go:3:8", "Err": "package ledger is not in std"}]}
`
	want := []named{
		{path: "example.com/shop/till", deps: []string{"fmt", "example.com/shop/coin"}},
		{path: "example.com/shop/lost", errors: []string{"lost/lost.go:3:8: package ledger is not in std"}},
	}
	got, err := parseList(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func FuzzParseList(f *testing.F) {
	f.Add(`{"ImportPath": "p", "Error": {"Err": "x"}, "DepsErrors": [null]}`)
	f.Fuzz(func(t *testing.T, text string) {
		packages, err := parseList(strings.NewReader(text))
		seen := make(map[string]bool)
		for _, p := range packages {
			if seen[p.path] {
				t.Errorf("%q is listed twice (%v)", p.path, err)
			}
			seen[p.path] = true
		}
	})
}

func TestTidyDiff(t *testing.T) {
	const untidy = `--- /shop/b.go (old)
+++ /shop/b.go (new)
@@ -1 +1 @@
--- a comment of SQL
+++ a comment of SQL (new)
--- /shop/dependency/c.go (old)
+++ /shop/dependency/c.go (new)
@@ -1 +1 @@
-v
+w
--- /shop/a.go (old)
+++ /shop/a.go (new)
@@ -1 +1 @@
-x
+y
--- /shop/b.go (old)
+++ /shop/b.go (new)
@@ -1 +1 @@
--- a comment of SQL
+++ a comment of SQL (new)
`
	const want = `--- a/a.go
+++ b/a.go
@@ -1 +1 @@
-x
+y
--- a/b.go
+++ b/b.go
@@ -1 +1 @@
--- a comment of SQL
+++ a comment of SQL (new)
`
	named := map[string]bool{"/shop": true}
	if got, err := tidyDiff(untidy, "/shop", named); err != nil || got != want {
		t.Errorf("got (%v):\n%s\nwant:\n%s", err, got, want)
	}
	if got, err := tidyDiff("", "/shop", named); err != nil || got != "" {
		t.Errorf("no difference became %q (%v)", got, err)
	}
}

// Each hunk begins in the new file where the hunks before put it.
func TestRenumber(t *testing.T) {
	const wrong = "@@ -3,9 +3,10 @@\n a\n@@ -20 +13,2 @@ func f()\n-b\n+c\n+@@ -1 +1 @@\n@@ -30,2 +9 @@\n d\n-e\n"
	const want = "@@ -3,9 +3,10 @@\n a\n@@ -20 +21,2 @@ func f()\n-b\n+c\n+@@ -1 +1 @@\n@@ -30,2 +32 @@\n d\n-e\n"
	if got := renumber(wrong); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
