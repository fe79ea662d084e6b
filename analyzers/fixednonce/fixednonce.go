// Package fixednonce finds nonces and initialization vectors that are the same for
// every message, or that an attacker can predict or choose.
package fixednonce

import (
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/sequence"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL205", Name: "fixednonce", Title: "nonce or IV that is constant, never filled, predictable or chosen by the peer",
	Severity: rule.Critical, CWE: 329,
	Patterns: []string{"N01", "N02", "N06", "N07", "N08", "N10"},
	Instead:  []string{encrypt},
	Since:    "0.1.0",
	Gosec:    []string{"G407"},
}

const encrypt = "safeapi/aead.Keyring.Encrypt"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	tracker := sequence.New(graph)
	for _, sink := range graph.Sinks(cryptoapi.AsNonce, cryptoapi.AsStreamNonce) {
		defect := judge(pass, graph, tracker, sink)
		if defect == nil || needsNone(graph, sink) || encryptsNothing(graph, sink) || knownAnswer(graph, sink) || !weigh(tracker, sink, defect) {
			continue
		}
		f := rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Advice: advice(sink), Instead: encrypt, Prescribable: true,
			Confidence: defect.confidence,
			Message:    defect.message,
			Why:        defect.why,
			Steps:      flow.Path(defect.origin, defect.what),
		}
		if sink.Is("crypto/cipher.NewCBCEncrypter") { // what repeats is the beginning of a message, and not the keystream
			f.Severity = rule.High
		}
		pass.Report(f)
	}
	return nil
}

// weigh reports whether a defect matters under the key that goes with the nonce. A key
// that encrypts one message may do so under any nonce. Zero bytes may be what a protocol
// wants under a key that comes from code that cannot be seen.
func weigh(tracker *sequence.Tracker, sink *flow.Sink, found *defect) bool {
	zero := found.origin.Kind == cryptoapi.Zero
	if tracker.KeepsLastBlock(sink) {
		return false // a MAC, which wants zeros
	}
	switch tracker.KeyLifetime(sink) {
	case sequence.Message:
		return false
	case sequence.Unseen:
		return !zero
	}
	switch unseen := tracker.KeyUnseen(sink); {
	case unseen && zero:
		found.confidence = rule.Unsure
	case unseen: // it may be that of a session in which each message has a nonce of its own
		found.confidence = min(found.confidence, rule.Likely)
	}
	return true
}

// defect is what is wrong with a nonce.
type defect struct {
	origin     *flow.Origin
	what       string // what the origin is, for the path
	message    string
	why        string // what an attacker gains
	confidence rule.Confidence
}

// judge returns what is wrong with the nonce of a sink, or nil.
func judge(pass *rule.Pass, graph *flow.Graph, tracker *sequence.Tracker, sink *flow.Sink) *defect {
	nonce := graph.Origins(sink)
	if found := restarts(graph, sink, nonce); found != nil {
		return found
	}
	if counts(nonce) || graph.Callee(sink).Nonce.Any(kept) {
		return nil // the constant is where it starts, or it is told where the field is used
	}
	if found := timed(graph, sink); found != nil {
		return found
	}
	for _, alternative := range nonce {
		if found := fixed(sink, alternative); found != nil {
			return found
		}
		if found := predictable(graph, sink, alternative); found != nil {
			return found
		}
	}
	if found := derived(pass, graph, sink); found != nil {
		return found
	}
	if found := partly(graph, sink, nonce); found != nil {
		return found
	}
	return saltedPartly(tracker, sink, nonce)
}

// restarts finds a nonce that counts what one call encrypts: the next call counts from
// the same number on, unless it counts from what a field holds. An IV that only has to be
// unpredictable is not reported here.
func restarts(graph *flow.Graph, sink *flow.Sink, nonce flow.Value) *defect {
	if !counts(nonce) || !graph.InOneCall(sink) || sink.Role == cryptoapi.AsNonce && noun(sink) == "IV" {
		return nil
	}
	here := graph.Encryption(sink).Nonce
	if here.Any(kept) {
		return nil
	}
	for _, alternative := range here {
		if alternative.Only(cryptoapi.Counter) {
			return &defect{alternative[0], "counter", subject(sink, "") + " counts from the same number in each call, under the same key", broken(sink), rule.Unsure}
		}
	}
	return nil
}

func kept(alternative flow.Alternative) bool {
	return alternative.Any(func(o *flow.Origin) bool { return o.Stored() || o.Path != "" })
}

func counts(nonce flow.Value) bool {
	return nonce.Has(cryptoapi.Counter)
}

// fixed finds a nonce that is written in the program, or that nobody wrote.
func fixed(sink *flow.Sink, alternative flow.Alternative) *defect {
	o := alternative[0]
	nonce := subject(sink, o.Name)
	switch {
	case alternative.Only(cryptoapi.Zero):
		if o.Detail == "nil" {
			return nil // the API takes none: GCM that draws its own
		}
		return &defect{o, "zero bytes", nonce + " is never filled: it is all zero bytes for every message", broken(sink), rule.Likely}
	case alternative.Only(cryptoapi.Constant, cryptoapi.Zero):
		return &defect{o, "constant", nonce + " is a constant, the same for every message", broken(sink), rule.Certain}
	case alternative.Only(cryptoapi.Digest, cryptoapi.KDFOutput) && len(o.Of) > 0 && o.Of.Only(cryptoapi.Constant):
		return &defect{o, "digest of a constant", subject(sink, "") + " is computed from a constant, so it never changes", broken(sink), rule.Certain}
	}
	return nil
}

// predictable finds a nonce that an attacker knows beforehand, or chooses. With the nonce
// of the peer and no plaintext, a program computes what the tag of the peer has to be.
func predictable(graph *flow.Graph, sink *flow.Sink, alternative flow.Alternative) *defect {
	o := alternative[0]
	nonce := subject(sink, "")
	switch {
	case alternative.Only(cryptoapi.Process):
		return &defect{o, o.Name, fmt.Sprintf("%s is derived from a property of the process (%s), which many messages share", nonce, o.Name), broken(sink), rule.Likely}
	case alternative.Only(cryptoapi.Clock, cryptoapi.Process):
		return timeOf(sink, o, o.Name)
	case alternative.Only(cryptoapi.Network) && sink.Role == cryptoapi.AsNonce && !isNil(graph.Text(sink)):
		return &defect{o, "sent by the peer", nonce + " is chosen by the peer, which can send the same one again", broken(sink), rule.Likely}
	}
	return nil
}

// timed finds a nonce that is made of nothing but a time which callers pass, or a field
// holds: whatever time that is. The call of a function that takes one for its nonce is
// not told again.
func timed(graph *flow.Graph, sink *flow.Sink) *defect {
	if graph.Callee(sink).Nonce.Any(ofTime) {
		return nil
	}
	for _, alternative := range graph.Encryption(sink).Nonce {
		if ofTime(alternative) {
			return timeOf(sink, alternative[0], "a time")
		}
	}
	return nil
}

func ofTime(alternative flow.Alternative) bool {
	return alternative.All((*flow.Origin).IsTime)
}

func timeOf(sink *flow.Sink, o *flow.Origin, what string) *defect {
	which := "the current time"
	if o.Kind != cryptoapi.Clock {
		which = "a time"
	}
	return &defect{o, what, fmt.Sprintf("%s is derived from %s, which an attacker can predict and which may repeat", subject(sink, ""), which), broken(sink), rule.Likely}
}

// subject names the nonce, with the name that the program has for it if that adds
// something.
func subject(sink *flow.Sink, name string) string {
	noun := noun(sink)
	if name == "" || strings.EqualFold(name, noun) {
		return fmt.Sprintf("the %s of %s", noun, sink.API)
	}
	return fmt.Sprintf("the %s of %s%s", noun, sink.API, inParentheses(name))
}

// noun is what the mode calls its nonce.
func noun(sink *flow.Sink) string {
	if sink.Is("crypto/cipher.NewCBCEncrypter", "crypto/cipher.NewCFBEncrypter", "crypto/cipher.NewCTR", "crypto/cipher.NewOFB") {
		return "IV"
	}
	return "nonce"
}

// broken says what an attacker gains from a nonce that is used again.
func broken(sink *flow.Sink) string {
	if sink.Is("crypto/cipher.NewCBCEncrypter", "crypto/cipher.NewCFBEncrypter") {
		return "an attacker can tell which messages start with the same bytes"
	}
	return "two messages encrypted with the same key and " + noun(sink) + " reveal their contents to an attacker"
}

// advice says what to do with the standard library.
func advice(sink *flow.Sink) string {
	if sink.Is("crypto/cipher.AEAD.Seal") {
		return "use cipher.NewGCMWithRandomNonce"
	}
	return "fill a new " + noun(sink) + " with crypto/rand.Read for each message"
}
