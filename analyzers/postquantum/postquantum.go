// Package postquantum finds encryption and key exchange that an attacker can record today and
// decrypt when there are large quantum computers. It reports in the profile pq alone.
package postquantum

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL909", Name: "postquantum", Title: "key exchange that quantum computers will break (profile pq)",
	Severity: rule.Low, CWE: 327,
	Patterns: []string{"E08"},
	Instead:  []string{encrypt},
	Since:    "0.1.0",
	Profile:  "pq",
}

const encrypt = "safeapi/hybrid.GenerateKey"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer, module.Analyzer)

const why = "an attacker who records the traffic today can decrypt it with a quantum computer later"

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass), module.Of(pass.Pass), make(map[string]token.Pos)}
	for _, o := range object.New(c.graph).Of("crypto/tls.Config") {
		c.tls(o)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCipherSuites) {
		if sink.Is("golang.org/x/crypto/ssh.Config.KeyExchanges") {
			c.ssh(sink)
		}
	}
	mentions := mention.Of(pass.Pass)
	if combines(mentions) {
		return nil
	}
	basepoints := mentions.Named("golang.org/x/crypto/curve25519.Basepoint")
	for _, symbol := range mentions.Symbols {
		public := slices.ContainsFunc(basepoints, func(b mention.Symbol) bool {
			return symbol.Call != nil && symbol.Call.Pos() <= b.Node.Pos() && b.Node.End() <= symbol.Call.End()
		})
		if !public { // no secret is agreed on
			c.symbol(symbol)
		}
	}
	return nil
}

type checker struct {
	*rule.Pass
	graph *flow.Graph
	facts *module.Facts
	first map[string]token.Pos // where the package first calls a function
}

// with says what to do, and which release of Go has it where the module is written for an
// older one.
func (c *checker) with(release, advice string) string {
	if c.facts.Before("go" + release) {
		return fmt.Sprintf("set the go line of go.mod to %s, and %s", release, advice)
	}
	return advice
}

// hybrid are the groups of TLS that combine ML-KEM with an elliptic curve.
var hybrid = map[int64]bool{0x11EC: true, 0x11EB: true, 0x11ED: true, 0x6399: true}

// tls reports a configuration without a hybrid group, or without TLS 1.3, which alone has
// them.
func (c *checker) tls(o *object.Object) {
	groups, all := o.Elements("CurvePreferences"), true
	var last *flow.Origin
	for _, way := range groups {
		if way.Only(cryptoapi.Zero) {
			continue // nothing is set, or memory of the list before it is filled
		}
		id, ok := flow.OnlyInteger(way)
		if all = all && ok && !hybrid[id]; !all {
			break
		}
		last = way[0]
	}
	if last != nil && all && !o.SetElsewhere(last) {
		c.report(c.setting(o, "CurvePreferences", last), "groups", "CurvePreferences leaves out the post-quantum groups",
			c.with("1.24", "leave CurvePreferences out, or add tls.X25519MLKEM768"), flow.Path(last, "not a post-quantum group"))
	}
	versions := o.Field("MaxVersion")
	if len(versions) != 1 {
		return // a setting chooses
	}
	if version, ok := flow.OnlyInteger(versions[0]); ok && version == 0x0303 && !o.SetElsewhere(versions[0][0]) {
		c.report(c.setting(o, "MaxVersion", versions[0][0]), "version", "MaxVersion forbids TLS 1.3, which alone has post-quantum key exchange",
			c.with("1.24", "leave MaxVersion out"), flow.Path(versions[0][0], "TLS 1.2"))
	}
}

// setting is the code that sets a field, or that uses the configuration.
func (c *checker) setting(o *object.Object, field string, origin *flow.Origin) ast.Node {
	if set := o.Set(field, origin); set != nil {
		return set
	}
	return o
}

// ssh reports a list of key exchanges without a hybrid one.
func (c *checker) ssh(sink *flow.Sink) {
	var last *flow.Origin
	for _, way := range c.graph.Elements(sink) {
		if way.Only(cryptoapi.Zero) {
			continue
		}
		name, ok := flow.Text(way[0])
		if !ok || len(way) != 1 || name == "mlkem768x25519-sha256" || name == "sntrup761x25519-sha512@openssh.com" {
			return
		}
		last = way[0]
	}
	if last != nil {
		c.report(sink, "ssh", "KeyExchanges leaves out the post-quantum key exchange of SSH",
			c.with("1.24", "leave KeyExchanges out, or add ssh.KeyExchangeMLKEM768X25519"), flow.Path(last, "not a post-quantum key exchange"))
	}
}

// symbol reports a function that encrypts to, or agrees on a secret with, a key of RSA or of
// an elliptic curve.
func (c *checker) symbol(symbol mention.Symbol) {
	switch {
	case symbol.Call == nil:
	case slices.Contains(rsa, symbol.Name):
		c.call(symbol, "encrypts to an RSA key", c.with("1.26", "use crypto/hpke with hpke.MLKEM768X25519"))
	case symbol.Name == "crypto/hpke.DHKEM":
		c.call(symbol, "encrypts to a key on an elliptic curve alone", "use hpke.MLKEM768X25519")
	case slices.Contains(curves, symbol.Name):
		c.call(symbol, "agrees on a secret with an elliptic curve alone", c.with("1.24", "combine the secret with one from crypto/mlkem, using crypto/hkdf"))
	}
}

// rsa are functions that encrypt to an RSA key.
var rsa = []string{"crypto/rsa.EncryptOAEP", "crypto/rsa.EncryptOAEPWithOptions", "crypto/rsa.EncryptPKCS1v15"}

// curves are functions whose secret is that of an elliptic curve.
var curves = []string{"crypto/ecdh.PrivateKey.ECDH", "crypto/ecdh.KeyExchanger.ECDH", "golang.org/x/crypto/curve25519.X25519", "golang.org/x/crypto/curve25519.ScalarMult"}

// combines reports whether the package uses a post-quantum key exchange, too.
func combines(mentions *mention.Mentions) bool {
	for _, i := range mentions.Imports {
		switch i.Path {
		case "crypto/mlkem", "github.com/cloudflare/circl/kem/mlkem/mlkem768", "github.com/cloudflare/circl/kem/mlkem/mlkem1024", "github.com/cloudflare/circl/kem/hybrid",
			"github.com/cloudflare/circl/kem/kyber/kyber768", "github.com/cloudflare/circl/kem/xwing", "filippo.io/mlkem768", "filippo.io/mlkem768/xwing":
			return true
		}
	}
	return mentions.Any("crypto/hpke.MLKEM768X25519", "crypto/hpke.MLKEM768P256", "crypto/hpke.MLKEM1024P384")
}

func (c *checker) call(symbol mention.Symbol, does, advice string) {
	if !c.first[symbol.Name].IsValid() {
		c.first[symbol.Name] = symbol.Call.Pos()
	}
	c.Report(rule.Finding{
		Pos: symbol.Call.Pos(), End: symbol.Call.End(), Confidence: rule.Certain, Case: "encryption", Cause: c.first[symbol.Name], Instead: encrypt,
		Message: fmt.Sprintf("%s%s %s", symbol.Object.Pkg().Name(), strings.TrimPrefix(symbol.Name, symbol.Object.Pkg().Path()), does),
		Why:     "an attacker who records the ciphertext today can decrypt it with a quantum computer later", Advice: advice,
	})
}

func (c *checker) report(at ast.Node, kind, message, advice string, steps []rule.Step) {
	c.Report(rule.Finding{
		Pos: at.Pos(), End: at.End(), Confidence: rule.Certain, Case: kind,
		Message: message, Why: why, Advice: advice, Steps: steps,
	})
}
