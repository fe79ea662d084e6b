package fixednonce

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

const (
	iv = "IV"

	// What a message names: the nonce, with the name that the program has for it and without,
	// the name of the origin, also in parentheses, and a number of bytes.
	withName      = "%[1]s"
	nonce         = "%[2]s"
	name          = "%[3]s"
	inParentheses = "%[4]s"
	bytes         = "%[5]d bytes"
)

// What is wrong with a nonce.
var (
	restarted = defect{
		what: "counter", confidence: rule.Unsure,
		message: nonce + " counts from the same number in each call, under the same key",
	}
	unfilled = defect{
		what: "zero bytes", confidence: rule.Likely,
		message: withName + " is never filled: it is all zero bytes for every message",
	}
	constant = defect{
		what: "constant", confidence: rule.Certain,
		message: withName + " is a constant, the same for every message",
	}
	digestOfConstant = defect{
		what: "digest of a constant", confidence: rule.Certain,
		message: nonce + " is computed from a constant, so it never changes",
	}
	ofProcess = defect{
		confidence: rule.Likely,
		message:    nonce + " is derived from a property of the process (" + name + "), which many messages share",
	}
	now = defect{
		confidence: rule.Likely,
		message:    nonce + " is derived from the current time, which an attacker can predict and which may repeat",
	}
	someTime = defect{
		what: "a time", confidence: rule.Likely,
		message: nonce + " is derived from a time, which an attacker can predict and which may repeat",
	}
	chosen = defect{
		what: "sent by the peer", confidence: rule.Likely,
		message: nonce + " is chosen by the peer, which can send the same one again",
	}
	partOfKey = defect{
		what: "the key", confidence: rule.Likely,
		message: nonce + " is taken from the key" + inParentheses + ", so it never changes",
	}
	digestOfKey = defect{
		what: "key and nonce are both computed from this", confidence: rule.Likely,
		message: nonce + " is computed from the same value as the key" + inParentheses + " and nothing else, so it never changes",
	}
	digestOfText = defect{
		what: "digest of the message", confidence: rule.Likely,
		message: nonce + " is a digest of the message", why: "an attacker who guesses the message can confirm the guess",
	}
	partlyRandom = defect{
		what: "random bytes", confidence: rule.Likely,
		message: "only " + bytes + " of " + nonce + " are random and the rest never changes, so it soon repeats",
	}
	salted = defect{
		what: "random bytes", confidence: rule.Likely,
		message: "only " + bytes + " of " + nonce + " are random and the rest is the same for every message under one key, so it soon repeats",
	}
)

// times are what is wrong with a time that is not just someTime.
var times = map[cryptoapi.Kind]defect{cryptoapi.Clock: now}

// mode is what a mode calls its nonce, and what follows from one that repeats.
type mode struct {
	noun, why, advice string
	severity          rule.Severity
}

const (
	reveals    = "two messages encrypted with the same key and %s reveal their contents to an attacker"
	beginnings = "an attacker can tell which messages start with the same bytes"
	fill       = "fill a new %s with crypto/rand.Read for each message"
)

// modes are those of the functions that take a nonce, and the mode of all others.
var (
	modes = map[string]mode{
		"crypto/cipher.NewCBCEncrypter": {iv, beginnings, fill, rule.High},
		"crypto/cipher.NewCFBEncrypter": {iv, beginnings, fill, rule.Critical},
		"crypto/cipher.NewCTR":          {iv, reveals, fill, rule.Critical},
		"crypto/cipher.NewOFB":          {iv, reveals, fill, rule.Critical},
		"crypto/cipher.AEAD.Seal":       {"nonce", reveals, "use cipher.NewGCMWithRandomNonce", rule.Critical},
	}
	other = mode{"nonce", reveals, fill, rule.Critical}
)

func modeOf(sink *flow.Sink) mode { return cmp.Or(modes[sink.Symbol], other) }

// report reports a nonce where it is used.
func (c *checker) report(sink *flow.Sink, o *flow.Origin, found defect) {
	mode, quoted := modeOf(sink), ""
	if o.Name != "" {
		quoted = fmt.Sprintf(" (%q)", o.Name)
	}
	subject := "the " + mode.noun + " of " + sink.API
	named := subject + quoted
	if strings.EqualFold(o.Name, mode.noun) {
		named = subject
	}
	c.Report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Instead: safeEncrypt, Prescribable: true, Severity: mode.severity, Confidence: found.confidence,
		Message: fmt.Sprintf(found.message, named, subject, o.Name, quoted, found.bytes),
		Why:     strings.ReplaceAll(cmp.Or(found.why, mode.why), "%s", mode.noun),
		Advice:  strings.ReplaceAll(mode.advice, "%s", mode.noun),
		Steps:   flow.Path(o, cmp.Or(found.what, o.Name)),
	})
}
