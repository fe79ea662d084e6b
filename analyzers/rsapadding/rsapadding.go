// Package rsapadding finds RSA encryption with the padding of PKCS #1 v1.5, which
// lets an attacker who can tell valid from invalid padding decrypt messages, and RSA-OAEP with
// broken hashes.
package rsapadding

import (
	"fmt"
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL301", Name: "rsapadding", Title: "RSA encryption with PKCS #1 v1.5 padding, or OAEP with a broken hash",
	Severity: rule.High, CWE: 780,
	Patterns: []string{"R02", "R03", "J10"},
	Instead:  []string{encrypt, decrypt},
	Since:    "0.1.0",
}

const (
	encrypt = "safeapi/rsaoaep.PublicKey.Encrypt"
	decrypt = "safeapi/rsaoaep.PrivateKey.Decrypt"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

// rsa15 is the name of PKCS #1 v1.5 encryption in JWE (RFC 7518, section 4.2).
const rsa15 = "RSA1_5"

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	functions(pass, graph.Table())
	for _, sink := range graph.Sinks(cryptoapi.AsDecrypterOptions) {
		options(pass, graph, sink)
	}
	for _, sink := range graph.Sinks(cryptoapi.AsOAEPHash) {
		hash(pass, sink, graph.Origins(sink))
	}
	for _, sink := range graph.Sinks(cryptoapi.AsKeyAlgorithm) {
		algorithm(pass, sink, graph.Origins(sink), "encrypts with")
	}
	for _, sink := range graph.Sinks(cryptoapi.AsKeyAlgorithms) {
		algorithm(pass, sink, graph.Elements(sink), "accepts")
	}
	return nil
}

// functions reports every use of the functions that have the padding in their name:
// called or stored, the line that names one is the line to fix.
func functions(pass *rule.Pass, table *cryptoapi.Table) {
	for _, symbol := range mention.Of(pass.Pass).Symbols {
		fn, ok := symbol.Object.(*types.Func)
		if !ok || !table.Func(fn).Takes(cryptoapi.AsLegacyPadding) {
			continue
		}
		finding := named.Naming(fn.Name()).At(symbol.Node)
		finding.UnsafeFix = useOAEP(pass, symbol)
		switch symbol.Name {
		case "crypto/rsa.EncryptPKCS1v15":
			finding.Advice, finding.Instead = encryptAdvice, encrypt
		case "crypto/rsa.DecryptPKCS1v15SessionKey":
			finding.Severity = rule.Medium
		}
		pass.Report(finding)
	}
}

// options reports the options of a decryption: those that ask for PKCS #1 v1.5, none
// for an RSA key, and OAEP with a broken hash.
func options(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	origins := graph.Origins(sink)
	for _, alternative := range origins {
		o := alternative.Part(cryptoapi.Options, cryptoapi.Zero)
		switch {
		case o == nil:
			continue
		case o.Kind == cryptoapi.Options:
			finding := asked.Naming(sink.API, o.Detail).Along(flow.Path(o, "the options ask for "+o.Detail))
			if forSessionKey(graph.Field(sink, "SessionKeyLen")) {
				finding.Severity = rule.Medium // as for rsa.DecryptPKCS1v15SessionKey
			}
			report(pass, sink, finding, len(origins))
			return
		case o.Nil() && isRSA(graph, sink):
			report(pass, sink, byDefault.Naming(sink.API).Along(flow.Path(o, "no options")), len(origins))
			return
		}
	}
	hash(pass, sink, graph.Field(sink, "Hash"))
}

// forSessionKey reports whether options say how long the session key is that was encrypted:
// a random one takes its place where the padding is invalid, and so the padding stays hidden.
func forSessionKey(length flow.Value) bool {
	return len(length) > 0 && !length.Any(func(a flow.Alternative) bool {
		n, known := flow.OnlyInteger(a)
		return !known || n <= 0
	})
}

// isRSA reports whether the key that decrypts at a sink is known to be an RSA key.
func isRSA(graph *flow.Graph, sink *flow.Sink) bool {
	if sink.Is("crypto/rsa.PrivateKey.Decrypt") {
		return true
	}
	keys := graph.Key(sink)
	ofRSA := func(way flow.Alternative) bool {
		key := way.Part(cryptoapi.PrivateKey)
		return key != nil && key.Detail == "RSA"
	}
	if len(keys) > 0 && keys.All(ofRSA) {
		return true
	}
	return slices.ContainsFunc(graph.Asserted(sink), func(t types.Type) bool {
		return t.String() == "*crypto/rsa.PublicKey"
	})
}

// hash reports OAEP with a broken hash.
func hash(pass *rule.Pass, sink *flow.Sink, hashes flow.Value) {
	for _, o := range hashes.Origins() {
		name := flow.HashName(o)
		if name != "MD5" && name != "SHA-1" && name != "MD4" && name != "RIPEMD-160" {
			continue
		}
		finding := brokenHash.Naming(sink.API, name).Along(flow.Path(o, "the hash is "+name))
		finding.UnsafeFix = useSHA256(pass, sink)
		report(pass, sink, finding, len(hashes))
		return
	}
}

// algorithm reports JWE with RSA1_5, where the name stands.
func algorithm(pass *rule.Pass, sink *flow.Sink, names flow.Value, does string) {
	for _, o := range names.Origins() {
		if name, ok := flow.Text(o); !ok || name != rsa15 {
			continue
		}
		finding := keyAlgorithm.Naming(sink.API, does).At(sink).Along(flow.Path(o, rsa15))
		if steps := o.Steps.List(); len(steps) > 0 && does == "accepts" && steps[0].Pos.IsValid() {
			finding.Pos, finding.End = steps[0].Pos, 0
		}
		pass.Report(finding)
		return
	}
}

// report reports a finding that one of several ways leads to.
func report(pass *rule.Pass, sink *flow.Sink, f rule.Finding, ways int) {
	f.Confidence, f.Instead, f.Prescribable = rule.ConfidenceAmong(ways), decrypt, true
	advice := decryptAdvice
	if sink.Does(cryptoapi.Encrypt) {
		f.Instead, advice = encrypt, encryptAdvice
	}
	if f.Advice == "" {
		f.Advice = advice
	}
	if callee := sink.Callee(); callee != "" {
		f.Message = fmt.Sprintf("in %s, %s", callee, f.Message)
	}
	pass.Report(f.At(sink))
}
