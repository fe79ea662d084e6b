package analyzers_test

import (
	"fmt"
	"log"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/cryptolint/cryptolint/analyzers"
)

// A checker of your own: it loads a package with the source of all that it
// imports, because what is known of a value comes from there too, and runs the
// rules.
func Example() {
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule, // the rules want to know which module a package is of
		Dir:  "../testdata/src/demo",
	}, "./internal/session")
	if err != nil {
		log.Fatal(err)
	}
	if packages.PrintErrors(loaded) > 0 {
		log.Fatal("the package does not compile")
	}
	graph, err := checker.Analyze(analyzers.All(), loaded, nil)
	if err != nil {
		log.Fatal(err)
	}

	var findings []string
	for _, action := range graph.Roots {
		if action.Err != nil {
			log.Fatal(action.Err) // a rule that failed has not looked: do not take that for no finding
		}
		for _, d := range action.Diagnostics {
			place := action.Package.Fset.Position(d.Pos)
			findings = append(findings, fmt.Sprintf("%s:%d: %s", filepath.Base(place.Filename), place.Line, d.Category))
		}
	}
	slices.Sort(findings)
	for _, finding := range findings {
		fmt.Println(finding)
	}
	// Output:
	// session.go:36: CL401
	// session.go:63: CL501
	// user.go:44: CL401
}
