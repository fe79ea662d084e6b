package rule

import (
	"fmt"
	"go/ast"
	"strings"
)

// At returns the finding for a place: code, a sink, an object, a verdict.
func (f Finding) At(place ast.Node) Finding {
	f.Pos, f.End = place.Pos(), place.End()
	return f
}

// Naming returns the finding with names and numbers in its texts, where these have verbs of
// package fmt with an index: %[1]s is the first. So what a rule finds can stand in a table.
func (f Finding) Naming(args ...any) Finding {
	for _, text := range []*string{&f.Message, &f.Why, &f.Advice} {
		if strings.Contains(*text, "%[") {
			*text = fmt.Sprintf(*text, args...)
		}
	}
	return f
}

// Along returns the finding with the steps by which a value came to its place.
func (f Finding) Along(steps []Step) Finding {
	f.Steps = steps
	return f
}
