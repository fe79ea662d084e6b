package vet

import (
	"bytes"
	"io"
	"testing"
)

// What the go command says of packages that it compiles is counted, however the
// text is cut into pieces; all else is kept.
func TestCompilationsAreCounted(t *testing.T) {
	const text = `internal/goarch
golang.org/x/crypto/argon2
# example.com/shop/card
card/card.go:3:12: undefined: x
go: downloading golang.org/x/crypto v0.58.0
example.com/shop/till [example.com/shop/till.test]
gopkg.in/yaml.v3
panic: no end of line`
	const want = `# example.com/shop/card
card/card.go:3:12: undefined: x
go: downloading golang.org/x/crypto v0.58.0
panic: no end of line`
	for size := 1; size < len(text); size += 7 {
		var kept bytes.Buffer
		var progress Progress
		c := &compilations{next: &kept, progress: &progress}
		if _, err := io.CopyBuffer(struct{ io.Writer }{c}, struct{ io.Reader }{bytes.NewReader([]byte(text))}, make([]byte, size)); err != nil {
			t.Fatal(err)
		}
		c.flush()
		if kept.String() != want || progress.Now().Compiled != 4 {
			t.Errorf("in pieces of %d bytes: %d compiled, kept\n%s", size, progress.Now().Compiled, kept.String())
		}
	}
}
