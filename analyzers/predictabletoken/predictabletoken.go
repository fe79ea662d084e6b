// Package predictabletoken finds tokens that an attacker can work out: made of the time,
// of counters, of identifiers, or written in the program.
package predictabletoken

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/predict"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL402", Name: "predictabletoken", Title: "token that can be predicted",
	Severity: rule.High, CWE: 340,
	Patterns: []string{"G07", "G08", "G11"},
	Instead:  []string{newToken, newPassword},
	Since:    "0.1.0",
}

const (
	newToken    = "safeapi/token.New"
	newPassword = "safeapi/password.Policy.Generate"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

type checker struct {
	*rule.Pass
	graph    *flow.Graph
	mentions *mention.Mentions
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass), mention.Of(pass.Pass)}
	roles := []cryptoapi.Role{cryptoapi.AsToken, cryptoapi.AsPassword}
	for _, sink := range slices.Concat(c.graph.Sinks(roles...), c.graph.NamedSinks(roles...)) {
		if c.login(sink) || c.Told(sink.Pos()) {
			continue
		}
		value := c.graph.Whole(sink)
		if sink.Named {
			value = c.graph.Passed(sink)
		}
		random := value.Has(cryptoapi.SecureRandom, cryptoapi.UUID)
		for _, alternative := range value {
			o := predict.Source(alternative)
			if o == nil || !c.bearer(sink, o) || random && o.Home.Package != "" {
				continue // another package has something else for when crypto/rand fails: that is no matter here
			}
			c.ReportFirst(c.finding(sink, o, random))
			break
		}
	}
	return nil
}

// bearer reports whether a value lets its bearer in. A name says so only if it is sure, or
// if somebody went to the trouble of hashing the value. Sessions have numbers in many
// programs; those of the web are secrets.
func (c *checker) bearer(sink *flow.Sink, o *flow.Origin) bool {
	if !sink.Named {
		_, ok := c.graph.Cookie(sink)
		return ok
	}
	name := c.graph.ReadName(sink.Name)
	hashed := o.Kind == cryptoapi.Digest
	switch {
	case name.What == "" || sink.Place() == flow.Held:
		return false
	case o.ReturnedBy(c.Elsewhere(func(name string) bool { return c.graph.ReadName(name).Sure })):
		return false // the finding stands there
	case sink.Noun == "session id":
		return c.mentions.Web() && (hashed || sink.Text() || o.Detail != "" || sink.Place() == flow.Kept)
	}
	return name.Sure || hashed || c.maker(sink, o)
}

// maker reports whether a function that is called after making a token returns an identifier
// as its text. In packages about locks, pages or the words of a language, a token is
// something else.
func (c *checker) maker(sink *flow.Sink, o *flow.Origin) bool {
	return sink.Place() == flow.Given && flow.SuggestsMaking(sink.Name) && o.Kind == cryptoapi.Counter && o.Detail != "atomic" && !randomInside(o) &&
		c.graph.ReadName(c.Pkg.Name()+"_token").What != ""
}

// login reports the state, the nonce or the verifier of a login that is written in the
// program. It returns whether there is one.
func (c *checker) login(sink *flow.Sink) bool {
	for _, login := range logins {
		if sink.Named || !sink.Is(login.symbols...) {
			continue
		}
		o := predict.Written(c.graph, sink, c.Outside)
		if o != nil && !(login.replaceable && c.protected()) {
			f := login.found.Naming(sink.API).At(sink).Along(flow.Path(o, "constant"))
			f.Cause = sink.CauseOf(o)
			c.Report(f)
		}
		return o != nil
	}
	return false
}

// protected reports whether something else ties the callback to the login: PKCE, a nonce in
// the ID token, or a person who copies the code into a terminal.
func (c *checker) protected() bool {
	for _, option := range c.mentions.Named("golang.org/x/oauth2.SetAuthURLParam") {
		if name := option.Constant(0); option.Call != nil && (name == nil || name.ExactString() == `"code_challenge"`) {
			return true
		}
	}
	return c.mentions.Any(protections...)
}
