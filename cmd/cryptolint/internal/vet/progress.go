package vet

import (
	"bytes"
	"io"
	"os"
	"sync/atomic"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/unit"
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// Progress says how far a run is. It may be read while the run goes on; the zero
// value is ready.
type Progress struct {
	packages atomic.Int64 // that the patterns name
	done     atomic.Int64
	compiled atomic.Int64
	log      atomic.Pointer[string] // file that the tool writes its log to
}

// State is what a Progress says at one moment.
type State struct {
	Packages     int // that the patterns name; 0: not known yet
	Done         int // of Packages
	Compiled     int // packages that the go command has compiled
	Dependencies int // packages analysed for what their importers need to know
}

// Now returns the present state.
func (p *Progress) Now() State {
	s := State{Packages: int(p.packages.Load()), Done: int(p.done.Load()), Compiled: int(p.compiled.Load())}
	if name := p.log.Load(); name != nil {
		log, _ := os.ReadFile(*name) // it goes when the run ends
		s.Dependencies = bytes.Count(log, []byte(unit.LoggedDependency+" "))
	}
	return s
}

// compiledPackage is what the go command prints, with -v, when it compiles a
// package: the import path alone, or with the tests that it is compiled for.
// Errors have other blanks, or colons.
var compiledPackage = lazyregexp.New(`^[\pL\pN_][^\s:()#]*( \[\S+\.test\])?$`)

// compilations counts the lines that name a compiled package and passes the
// others on.
type compilations struct {
	next     io.Writer
	progress *Progress
	rest     []byte // of a line whose end has not come yet
}

func (c *compilations) Write(text []byte) (int, error) {
	c.rest = append(c.rest, text...)
	for {
		line, rest, found := bytes.Cut(c.rest, []byte("\n"))
		if !found {
			return len(text), nil
		}
		c.rest = bytes.Clone(rest)
		if compiledPackage.Match(line) {
			c.progress.compiled.Add(1)
			continue
		}
		if _, err := c.next.Write(append(line, '\n')); err != nil {
			return 0, err
		}
	}
}

// flush passes on what has no end of line.
func (c *compilations) flush() { _, _ = c.next.Write(c.rest) } // a buffer never fails
