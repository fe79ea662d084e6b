// Package unit is how the go command runs cryptolint: it analyses
// one compilation unit for go vet and go fix.
package unit

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/trace"
	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// Asked tells whether the arguments, without the program's name, are those of
// the go command. They are looked at before any flag is parsed, because both
// integrations have separate flags.
func Asked(args []string) bool {
	if len(args) == 0 {
		return false
	}
	return args[0] == "-V=full" || args[0] == "-flags" || strings.HasSuffix(args[len(args)-1], ".cfg")
}

// Main serves the go command and exits.
func Main(args []string, rules []analyzers.Rule) {
	if args[0] == "-V=full" {
		err := checkCaller()
		if err == nil {
			err = printVersion(os.Stdout, rules)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "cryptolint:", err)
			os.Exit(2)
		}
		os.Exit(0)
	}
	all := []*analysis.Analyzer{trace.Analyzer}
	for _, r := range rules {
		all = append(all, r.Analyzer)
	}
	if args[0] == "-flags" { // the go command hides what is said of an error there; -V=full comes next
		unitchecker.Main(robust(all, false)...)
	}
	if err := serve(args, all, known(rules)); err != nil {
		fmt.Fprintln(os.Stderr, "cryptolint:", err)
		os.Exit(2)
	}
}

// serve does the work for one unit and exits, unless it cannot begin.
func serve(args []string, all []*analysis.Analyzer, rules []config.Rule) error {
	unit, err := readCompilation(args[len(args)-1])
	if err != nil {
		return err
	}
	unit.log()
	settings, err := unit.settings(rules)
	if err != nil {
		return err
	}
	if unit.direct(args) {
		status, err := unit.run(args, all, settings)
		if err != nil {
			fmt.Fprintln(os.Stderr, err) // with its place in the source, as the compiler says it
		}
		os.Exit(status)
	}
	if args, err = unit.asNamed(args); err != nil {
		return err
	}
	factsOnly := unit.VetxOnly && args[len(args)-1] == os.Args[len(os.Args)-1]
	os.Args = append(os.Args[:1:1], args...) // unitchecker reads them
	defer runtime.KeepAlive(headroom())
	unitchecker.Main(robust(rule.Configure(all, settings), factsOnly)...)
	return nil
}

// headroom returns memory that nobody touches, which makes the garbage collector wait until
// the heap has grown by twice its size: it collects when the heap is twice what is alive. A
// run starts a process for each package, and most of them end before they have garbage that
// is worth a collection.
func headroom() []byte { return make([]byte, 32<<20) }

// largeSource is the source of a unit, in bytes, from which on it does without headroom.
const largeSource = 1 << 20

// largePercent is by how much the heap of such a unit grows before the garbage collector
// runs. At 50, two large units took 13 and 28 % more time and 15 and 23 % less memory than at
// 100; and the go command runs several units side by side.
const largePercent = 60

// known returns what the configuration has to know of the rules.
func known(rules []analyzers.Rule) []config.Rule {
	var all []config.Rule
	for _, r := range rules {
		all = append(all, r.Meta.Config())
	}
	return all
}

// printVersion answers -V=full. The go command takes the buildID as part of
// the key under which it caches the answers of this program.
func printVersion(w io.Writer, rules []analyzers.Rule) error {
	id, err := buildID(rules)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "cryptolint version devel buildID=%x\n", id)
	return err
}

// buildID is a digest of everything besides flags that decides what this
// program says of a package: the program itself, the rules that it was started
// with, and the configuration in its parsed form.
func buildID(rules []analyzers.Rule) ([]byte, error) {
	h := sha256.New()
	if err := hashExecutable(h); err != nil {
		return nil, err
	}
	for _, r := range rules {
		fmt.Fprintf(h, "rule %q %q\n", r.Meta.ID, r.Meta.Name)
	}
	fmt.Fprintf(h, "all units %q, unitchecker %q\n", os.Getenv(AllVariable), os.Getenv(UnitcheckerVariable))
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	if err := hashGoMods(h, dir); err != nil {
		return nil, err
	}
	all, err := runSettings(dir, known(rules))
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		digest, err := c.Digest()
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(h, "settings %x\n", digest)
	}
	return h.Sum(nil), nil
}

func hashExecutable(w io.Writer) error {
	name, err := os.Executable()
	if err != nil {
		return err
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}
