package rule

import (
	"fmt"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Guard wraps the Run function of a helper pass so that a panic in it becomes
// an error that names the pass and the package. One package that the tool
// cannot digest must not take down the run over all others.
func Guard(name string, run func(*analysis.Pass) (any, error)) func(*analysis.Pass) (any, error) {
	return func(pass *analysis.Pass) (result any, err error) {
		defer func() {
			if p := recover(); p != nil {
				err = panicError(name, pass.Pkg.Path(), p)
			}
		}()
		return run(pass)
	}
}

// panicError says who panicked on what, and where: the first frame of this
// module below the panic, which is what a bug report needs.
func panicError(who, pkg string, p any) error {
	return fmt.Errorf("internal error: %s panicked on package %s: %v (at %s); please report it", who, pkg, p, panicSite(string(debug.Stack())))
}

func panicSite(stack string) string {
	_, below, found := strings.Cut(stack, "\npanic(")
	if !found {
		return "unknown place"
	}
	for line := range strings.Lines(below) {
		line = strings.TrimSpace(line)
		if file, _, ok := strings.Cut(line, " +0x"); ok && !strings.Contains(file, "/runtime/") {
			if i := strings.LastIndex(file, "/"); i >= 0 {
				file = file[i+1:]
			}
			return file
		}
	}
	return "unknown place"
}
