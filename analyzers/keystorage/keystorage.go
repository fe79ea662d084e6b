// Package keystorage finds private keys in files that others can read, and formats that
// protect them badly.
package keystorage

import (
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/exposure"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL606", Name: "keystorage", Title: "private key in a file that others can read, or in a weak format",
	Severity: rule.High, CWE: 732,
	Patterns: []string{"Y11", "K14", "K15", "K16", "Y13"},
	Instead:  []string{create, marshal, read},
	Since:    "0.1.0",
	Gosec:    []string{"G306", "G302"},
}

const (
	create  = "safeapi/keyfile.Create"
	marshal = "safeapi/pemkey.Encode"
	read    = "safeapi/pemkey.Decode"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	graph, mentions := flow.Of(pass.Pass), mention.Of(pass.Pass)
	if !mentions.Any("syscall.Umask", "golang.org/x/sys/unix.Umask") {
		narrowed := mentions.Named("os.Chmod", "os.File.Chmod", "os.Root.Chmod")
		for _, sink := range graph.Sinks(cryptoapi.AsFileContent) {
			if !narrows(pass, narrowed, sink) {
				written(pass, graph, sink)
			}
		}
	}
	for _, symbol := range mentions.Symbols {
		if f, ok := formats[symbol.Name]; ok {
			f.Pos, f.End, f.Case = symbol.Node.Pos(), symbol.Node.End(), "format"
			pass.Report(f)
		}
	}
	for _, token := range exposure.StoredTokens(graph) {
		pass.Report(inPlaintext.Naming(token.Subject()).At(token).Along(flow.Path(token.From, "random bytes")))
	}
	for _, argument := range exposure.Arguments(graph) {
		pass.Report(passed.Naming(argument.Subject(), argument.What, argument.Name).At(argument))
	}
	for _, flag := range mentions.Flags() {
		if what := exposure.SurelySecret(graph, flag.Flag); what != "" {
			pass.Report(flagged.Naming(flag.Flag, what).At(flag.Node))
		}
	}
	return nil
}

// narrows reports whether the file of the program that writes a key also changes modes.
func narrows(pass *rule.Pass, chmods []mention.Symbol, sink *flow.Sink) bool {
	file := pass.Fset.File(sink.Pos())
	return slices.ContainsFunc(chmods, func(chmod mention.Symbol) bool { return pass.Fset.File(chmod.Node.Pos()) == file })
}

// written reports a private key that goes into a file which others can read.
func written(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	key := private(graph.Whole(sink))
	made := open(graph.Other(sink))
	if key == nil || made == "" || toldInside(sink) {
		return
	}
	pass.Report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Case: "mode", Confidence: rule.Likely, Instead: create,
		Message: fmt.Sprintf("a private key is written to a file %s", made),
		Why:     "an attacker with any account on the machine can read the key",
		Advice:  "create the file with os.OpenFile and mode 0600",
		Steps:   flow.Path(key, "private key"),
	})
}

// toldInside reports whether the function that is called writes a private key to such a
// file for every caller: the finding stands there.
func toldInside(sink *flow.Sink) bool {
	key, file := sink.Inside()
	return private(key) != nil && open(file) != ""
}

// open says how a file is made that everybody on the machine can read, on some way, or "".
func open(files flow.Value) string {
	for _, alternative := range files {
		if mode, made := exposure.FileMode(alternative); mode&others != 0 {
			return made
		}
	}
	return ""
}

// private returns the private key that is written on some way, in the clear.
func private(v flow.Value) *flow.Origin {
	for _, o := range v.Origins() {
		if o.Spelled == cryptoapi.Private {
			return o
		}
	}
	return nil
}

// others are the permissions of everybody but the owner and the group.
const others = 0o007
