package unit

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// warn shows what rules-as-of keeps from failing a run. Each diagnostic fails go vet,
// and it reads the standard output as JSON, so this goes to the standard error, which
// the go command passes on as long as a package does not come from its cache. Where
// fixes are wanted it is left out.
func (c *copier) warn(pass *analysis.Pass, result any) {
	r, ok := result.(*rule.Result)
	if !ok || len(r.Warnings) == 0 || isSet("fix") || isSet("diff") {
		return
	}
	var text strings.Builder
	for _, d := range r.Warnings {
		fmt.Fprintf(&text, "%s: warning: %s\n", pass.Fset.Position(d.Pos), d.Message)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Fprint(os.Stderr, text.String())
}

// isSet tells whether the go command gave a flag that is true or false.
func isSet(name string) bool {
	f := flag.Lookup(name)
	return f != nil && f.Value.String() == "true"
}
