package unit

import (
	"go/scanner"
	"go/token"
	"os"
)

// names returns the identifiers in the source of the unit. It reads words only: a package of
// hundreds of thousands of lines that turns out to be irrelevant is never parsed.
func (c compilation) names() map[string]bool {
	names := make(map[string]bool)
	for _, name := range c.program() {
		source, err := os.ReadFile(name)
		if err != nil {
			continue // who needs the file says so
		}
		var words scanner.Scanner
		words.Init(token.NewFileSet().AddFile(name, -1, len(source)), source, nil, 0)
		for _, kind, text := words.Scan(); kind != token.EOF; _, kind, text = words.Scan() {
			if kind == token.IDENT {
				names[text] = true
			}
		}
	}
	return names
}
