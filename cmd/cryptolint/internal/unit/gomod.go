package unit

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// cryptoModule is the one module of whose version rules ask.
const cryptoModule = "golang.org/x/crypto"

// hashGoMods writes what rules read in the go.mod files of the main modules: the go line
// and the godebug lines, with their places and comments, and one version. The rest of such
// a file changes often, and nothing depends on it but what the go command knows of.
func hashGoMods(w io.Writer, dir string) error {
	roots, err := mainModules(dir)
	if err != nil {
		return err
	}
	for _, root := range roots {
		name := filepath.Join(root, "go.mod")
		data, err := os.ReadFile(name)
		if err != nil {
			continue // the go command says so
		}
		parsed, err := modfile.Parse(name, data, nil)
		if err != nil {
			continue
		}
		if parsed.Go != nil {
			hashLine(w, parsed.Go.Syntax)
		}
		for _, setting := range parsed.Godebug {
			hashLine(w, setting.Syntax)
		}
		for _, required := range parsed.Require {
			if required.Mod.Path == cryptoModule {
				fmt.Fprintf(w, "require %q\n", required.Mod.Version)
			}
		}
	}
	return nil
}

func hashLine(w io.Writer, line *modfile.Line) {
	fmt.Fprintf(w, "line %d %q\n", line.Start.Line, line.Token)
	for _, c := range append(line.Before, line.Suffix...) {
		fmt.Fprintf(w, "comment %d %q\n", c.Start.Line, c.Token)
	}
}
