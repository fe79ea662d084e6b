package flow

import (
	"fmt"
	"os"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

func TestDebug(t *testing.T) {
	dir, pat := os.Getenv("DBG_DIR"), os.Getenv("DBG_PKG")
	if dir == "" {
		t.Skip()
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir}, pat)
	if err != nil {
		t.Fatal(err)
	}
	g, err := checker.Analyze([]*analysis.Analyzer{Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range g.Roots {
		e := root.Result.(*Graph).e
		if e == nil {
			continue
		}
		for _, fn := range e.funcs {
			for _, u := range e.uses(&target{fn: fn}) {
				if os.Getenv("DBG_ROLE") == "" || u.Role.String() == os.Getenv("DBG_ROLE") {
					fmt.Println(fn, u.Role, u.API, describe(u.Value), "KEY", describe(u.Key))
				}
			}
		}
	}
}
