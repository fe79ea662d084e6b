package hardcodedkey

import (
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// What the names of functions, packages and constants say of keys.
var (
	selfTests = lazyregexp.New(`(?i)self_?test|known_?answer|^kat|^bench|^example`)
	obscuring = lazyregexp.New(`(?i)obscur|obfusc|scrambl`)
	dummies   = lazyregexp.New(`(?i)test|dummy|example|sample|mock|demo|fake`)
)

// selfTest reports whether a function tries a cipher out.
func selfTest(sink *flow.Sink) bool { return selfTests.MatchString(sink.Func().Name()) }

// obscures reports whether a function says that it does not claim to encrypt.
func obscures(sink *flow.Sink) bool {
	fn := sink.Func()
	return obscuring.MatchString(fn.Name()) || fn.Pkg != nil && obscuring.MatchString(fn.Pkg.Pkg.Path())
}

// placeholder reports whether a name says that a key is for tests.
func placeholder(name string) bool { return dummies.MatchString(name) }
