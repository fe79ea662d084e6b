// Package fixednonce finds nonces and initialization vectors that are the same for
// every message, or that an attacker can predict or choose.
package fixednonce

import (
	"cmp"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/encryption"
	"github.com/cryptolint/cryptolint/passes/flow/sequence"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL205", Name: "fixednonce", Title: "nonce or IV that is constant, never filled, predictable or chosen by the peer",
	Severity: rule.Critical, CWE: 329,
	Patterns: []string{"N01", "N02", "N06", "N07", "N08", "N10"},
	Instead:  []string{safeEncrypt},
	Since:    "0.1.0",
	Gosec:    []string{"G407"},
}

const safeEncrypt = "safeapi/aead.Keyring.Encrypt"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

// defect is what is wrong with a nonce.
type defect struct {
	what       string // what the origin is, for the path; empty where its name says so
	message    string
	why        string // what an attacker gains, where that is less than from a nonce that repeats
	confidence rule.Confidence
	bytes      int // that are random
}

type checker struct {
	*rule.Pass
	graph   *flow.Graph
	tracker *sequence.Tracker
}

// limits are how sure a defect is at most, by whether the nonce is zero bytes and how long the
// key serves; 0 is for what does not matter. A key that encrypts one message may do so under
// any nonce. Zero bytes may be what a protocol wants under a key that cannot be seen. With a
// key that was agreed on, each message may have a nonce of its own in the session.
var limits = map[bool]map[sequence.Lifetime]rule.Confidence{
	false: {sequence.Unseen: rule.Certain, sequence.Longer: rule.Certain, sequence.Agreed: rule.Likely},
	true:  {sequence.Longer: rule.Certain, sequence.Agreed: rule.Unsure},
}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph, sequence.New(graph)}
	for _, sink := range graph.Sinks(cryptoapi.AsNonce, cryptoapi.AsStreamNonce) {
		found, o := c.judge(sink)
		if o == nil || encryption.AnyNonce(graph, sink) || c.tracker.KeepsLastBlock(sink) { // a MAC wants zeros
			continue
		}
		if found.confidence = min(found.confidence, limits[o.Kind == cryptoapi.Zero][c.tracker.KeyLifetime(sink)]); found.confidence > 0 {
			c.report(sink, o, found)
		}
	}
	return nil
}

// judge returns what is wrong with the nonce of a sink, and the origin that shows it, or nil.
func (c *checker) judge(sink *flow.Sink) (defect, *flow.Origin) {
	nonce := c.graph.Origins(sink)
	counts := nonce.Has(cryptoapi.Counter)
	if o := encryption.Restart(c.graph, sink); o != nil && counts && (sink.Role != cryptoapi.AsNonce || modeOf(sink).noun != iv) {
		return restarted, o
	}
	if counts || c.graph.Callee(sink).Nonce.Any(encryption.Kept) {
		return defect{}, nil // the constant is where it starts, or it is told where the field is used
	}
	if o := encryption.Time(c.graph, sink); o != nil {
		return cmp.Or(times[o.Kind], someTime), o
	}
	for _, way := range nonce {
		if found := c.fixed(sink, way); found != (defect{}) {
			return found, way[0]
		}
	}
	if found, o := c.derived(sink); o != nil {
		return found, o
	}
	return c.partly(sink, nonce)
}

// fixed returns what is wrong with one way in which a nonce comes about: it is written in the
// program, or nobody wrote it, or an attacker knows it beforehand, or chooses it.
func (c *checker) fixed(sink *flow.Sink, way flow.Alternative) defect {
	o := way[0]
	switch {
	case way.Only(cryptoapi.Zero) && !o.Nil(): // nil is for an API that takes none: GCM that draws its own
		return unfilled
	case way.Only(cryptoapi.Constant, cryptoapi.Zero) && !way.Only(cryptoapi.Zero):
		return constant
	case way.Only(cryptoapi.Digest, cryptoapi.KDFOutput) && o.Of.Only(cryptoapi.Constant):
		return digestOfConstant
	case way.Only(cryptoapi.Process):
		return ofProcess
	case way.Only(cryptoapi.Clock, cryptoapi.Process):
		return cmp.Or(times[o.Kind], someTime)
	case way.Only(cryptoapi.Network) && sink.Role == cryptoapi.AsNonce && encryption.OfText(c.graph, sink):
		return chosen
	}
	return defect{}
}

// derived finds a nonce that is a part or a digest of the key, or of what the key is made of,
// or a digest of the message. Where a function of the module does that, it is told there.
func (c *checker) derived(sink *flow.Sink) (defect, *flow.Origin) {
	if encryption.FromKey(c.graph, sink) && c.InModule(sink.CalleePackage()) {
		return defect{}, nil
	}
	if o := encryption.SharedWithKey(c.graph, sink); o != nil {
		return partOfKey, o
	}
	if o := encryption.DigestOfKey(c.graph, sink); o != nil {
		return digestOfKey, o
	}
	return digestOfText, encryption.DigestOfText(c.graph, sink)
}

// partly finds a nonce of which only a few bytes are random, and all others never change, or
// are the same for all messages of one key: a salt that lies beside the key. 8 bytes repeat
// after some 2³² messages, and are what CTR with a counter of 8 bytes has. An AEAD gives its
// authentication key away with the first repetition, and SP 800-38D allows 2³² messages under
// one key: there, 8 bytes are too few.
func (c *checker) partly(sink *flow.Sink, nonce flow.Value) (defect, *flow.Origin) {
	enough := 8
	if sink.Role == cryptoapi.AsNonce && modeOf(sink).noun != iv {
		enough = 9
	}
	for _, way := range nonce {
		if way.Only(cryptoapi.SecureRandom) && c.graph.RandomBytes(sink) < enough {
			return partlyRandom.of(c.graph.RandomBytes(sink)), way[0]
		}
	}
	if count, ok := c.tracker.FreshBytes(sink); ok && count < enough {
		return salted.of(count), nonce.Origins().Part(cryptoapi.SecureRandom)
	}
	return defect{}, nil
}

// of returns the defect of a nonce that has some random bytes.
func (d defect) of(bytes int) defect {
	d.bytes = bytes
	return d
}
