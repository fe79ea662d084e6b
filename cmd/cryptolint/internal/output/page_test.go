package output_test

import (
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
)

const page = `# CL401: weakrandom

- Severity: critical
- CWE: 338 (use of a cryptographically weak pseudo-random number generator)

## What

A value made with ` + "`math/rand`" + ` becomes a **secret**, see
[CVE-2020-28924](https://www.cve.org/CVERecord?id=CVE-2020-28924). Some more words to fill.

` + "```go" + `
func id() string {
	return "# no heading, and **not** bold"
}
` + "```" + `

| | |
| --- | --- |
| Severity | high |
| CWE | 338, a pseudo-random number generator that ` + "`" + `a\|b` + "`" + ` is weak |
1. first of an ordered list, which is long enough to be broken
2. second
`

func TestPage(t *testing.T) {
	want := `CL401: weakrandom
=================

- Severity: critical
- CWE: 338 (use of a cryptographically weak
  pseudo-random number generator)

What
----

A value made with ` + "`math/rand`" + ` becomes a secret,
see CVE-2020-28924
(https://www.cve.org/CVERecord?id=CVE-2020-28924).
Some more words to fill.

    func id() string {
        return "# no heading, and **not** bold"
    }

Severity  high
CWE       338, a pseudo-random number generator
          that ` + "`" + `a|b` + "`" + ` is weak
1. first of an ordered list, which is long enough
   to be broken
2. second
`
	var got strings.Builder
	if err := output.Page(&got, page, 50, output.Style{}); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", got.String(), want)
	}
}

func TestPageInColour(t *testing.T) {
	var got strings.Builder
	if err := output.Page(&got, "# Title\n\ntext\n", 80, output.Style{Colour: true}); err != nil {
		t.Fatal(err)
	}
	if want := "\x1b[1mTitle\x1b[0m\n\ntext\n"; got.String() != want {
		t.Errorf("got %q, want %q", got.String(), want)
	}
}

func FuzzPage(f *testing.F) {
	f.Add(page)
	f.Add("- \n\n```\nnever closed")
	f.Add("[](x)![a](b \"t\")\x1b[2J")
	f.Fuzz(func(t *testing.T, markdown string) {
		var got strings.Builder
		if err := output.Page(&got, markdown, 20, output.Style{}); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(got.String(), "\x1b\r\x07") {
			t.Errorf("a control character reaches the terminal: %q", got.String())
		}
	})
}
