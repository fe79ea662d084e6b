// Package main_test runs the plugin in the real golangci-lint, on a small module.
package main_test

import (
	"strings"
	"testing"
)

// What there is in testdata/shop. The token is drawn in another package, of which
// a fact tells.
const (
	blocks    = "cart/cart.go:85:3: CL201: cipher.Block.Encrypt is called on each block of \"text\" separately (ECB mode) … aead.Keyring.Encrypt from github.com/cryptolint/cryptolint/safeapi/aead (cryptolint)"
	token     = "session/session.go:20:17: CL401: session.Session.Token is generated with math/rand … (made by rand.IntN at random.go:12) (cryptolint)"
	arrays    = "session/session.go:27:9: CL501: an HMAC-SHA-256 is compared with == … (computed with hmac.New at session.go:25) (cryptolint)"
	digits    = "session/session.go:38:9: CL501: an HMAC-SHA-256 is compared with == … (computed with hmac.New at session.go:31) (cryptolint)"
	testToken = "session/session_test.go:10:17: CL401: session.Session.Token is generated with math/rand … (made by rand.IntN at random.go:12) (cryptolint)"
	cutset    = "cart/cart.go:93:37: SA1024: cutset contains duplicate characters (staticcheck)"
	verb      = "cart/cart.go:102:33: printf: fmt.Errorf format %d has arg item of wrong type string (govet)"

	// On the line of verb: golangci-lint shows one of the two by default.
	item = "cart/cart.go:102:27: SA5009: Printf format %d has arg #1 of wrong type string (staticcheck)"
)

// Alone and with others, with an empty cache and with one that others have
// filled: the findings are the same.
func TestFindings(t *testing.T) {
	p := newProject(t, "")
	for _, test := range []struct {
		linters string
		want    []string
	}{
		{"cryptolint", []string{blocks, token, arrays, digits}},
		{"cryptolint, govet, staticcheck", []string{blocks, token, arrays, digits, verb, cutset}},
	} {
		p.write(t, ".golangci.yml", with(test.linters, "{}"))
		p.run(t, ".").finds(t, test.want...)
		p.run(t, ".").finds(t, test.want...)
	}
}

// Of a package that did not change, golangci-lint has the facts in its cache;
// the package that needs them is analysed anew.
func TestFactsFromCache(t *testing.T) {
	p := newProject(t, with("cryptolint", "{}"))
	p.run(t, ".").finds(t, blocks, token, arrays, digits)

	p.write(t, "session/more.go", "package session\n\n// Version is that of the cookie.\nconst Version = 1\n")
	p.run(t, "session").finds(t, token, arrays, digits)

	p.write(t, "session/more.go", "package session\n\n// Version is that of the cookie.\nconst Version = 2\n")
	p.write(t, ".golangci.yml", with("cryptolint, govet", "{}"))
	p.run(t, "session").finds(t, token, arrays, digits)
}

func TestFix(t *testing.T) {
	p := newProject(t, with("cryptolint", "{}"))
	p.run(t, ".", "--fix").finds(t, blocks, token, arrays)
	if want := "\treturn hmac.Equal([]byte(tag(key, cookie)), []byte(signature))\n"; !strings.Contains(p.read(t, "session/session.go"), want) {
		t.Errorf("no line %q:\n%s", want, p.read(t, "session/session.go"))
	}
	if o := p.command(t, ".", "go", "build", "./..."); o.code != 0 {
		t.Errorf("what was fixed does not build: %s", o.stderr)
	}
	p.run(t, ".").finds(t, blocks, token, arrays)
}

// Both kinds of comments silence a finding, and either kind is reported where
// there is none.
func TestSilenced(t *testing.T) {
	p := newProject(t, with("cryptolint, nolintlint", "{}"))
	p.run(t, ".").finds(t, blocks, token, arrays, digits)

	p.replace(t, "session/silenced.go", "random.String(8)", "user()")
	p.replace(t, "session/silenced.go", "user string", "name string")
	p.replace(t, "session/silenced.go", "User: user", "User: name")
	p.replace(t, "session/silenced.go", `import "example.com/shop/random"`, `func user() string { return "4711" }`)
	p.run(t, ".").finds(t, blocks, token, arrays, digits,
		"session/silenced.go:7:2: CL001: CL401 has no finding here: remove it from the ignore comment",
		"session/silenced.go:13:44: directive `//nolint:cryptolint // goes in May` is unused for linter \"cryptolint\" (nolintlint)",
	)
}
