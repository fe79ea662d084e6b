package fixednonce

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/sequence"
)

// derived finds a nonce that is a part or a digest of the key, or of what the key is
// made of, or a digest of the message.
func derived(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) *defect {
	here, callee := graph.Encryption(sink), graph.Callee(sink)
	if (digestOfKey(graph, callee) != nil || isKey(callee)) && pass.InModule(sink.CalleePackage()) {
		return nil // told there
	}
	nonce := subject(sink, "")
	if o := graph.SharedWithKey(sink); o != nil {
		return &defect{o, "the key", fmt.Sprintf("%s is taken from the key%s, so it never changes", nonce, inParentheses(o.Name)), broken(sink), rule.Likely}
	}
	if o := digestOfKey(graph, here); o != nil {
		return &defect{o, "key and nonce are both computed from this",
			fmt.Sprintf("%s is computed from the same value as the key%s and nothing else, so it never changes", nonce, inParentheses(o.Name)), broken(sink), rule.Likely}
	}
	if o := digestOfText(here); o != nil {
		return &defect{o, "digest of the message", nonce + " is a digest of the message", "an attacker who guesses the message can confirm the guess", rule.Likely}
	}
	return nil
}

// isKey reports whether a function takes its nonce from the parameter that is its key.
func isKey(encryption flow.Encryption) bool {
	return encryption.Nonce.Any(func(a flow.Alternative) bool {
		return len(a) == 1 && a[0].Open() && is(encryption.Key.Origins(), a[0])
	})
}

// inParentheses quotes a name of the program, if there is one.
func inParentheses(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf(" (%q)", name)
}

// digestOfKey returns the one thing that a nonce is a digest of, if the key is made
// of it, too. A digest of several things may hold a salt or a number among them, and
// so may one thing that is not a secret: the parameters of a password-based scheme.
func digestOfKey(graph *flow.Graph, encryption flow.Encryption) *flow.Origin {
	for _, alternative := range encryption.Nonce {
		if len(alternative) != 1 || !digests(alternative[0]) {
			continue
		}
		input := alternative[0].Of.Varying()
		if len(input) == 1 && (is(encryption.Key.Origins(), input[0]) || graph.Suggests(input[0].Name) && holds(encryption.Key.Origins(), input[0])) {
			return input[0]
		}
	}
	return nil
}

// is reports whether the origin is the key of a cipher, and not only what the key was
// computed from.
func is(cipher flow.Alternative, wanted *flow.Origin) bool {
	return cipher.Any(func(o *flow.Origin) bool {
		return flow.SameDatum(o, wanted) || !digests(o) && is(o.Of, wanted)
	})
}

// digests reports whether the origin is the same whenever its inputs are. What HKDF
// makes of one secret is meant to be a key and a first nonce.
func digests(o *flow.Origin) bool {
	return o.Kind == cryptoapi.Digest || sequence.PasswordKDF(o)
}

// holds reports whether the origin is among those of a key, or of what it was made of.
func holds(key flow.Alternative, wanted *flow.Origin) bool {
	for _, o := range key {
		if flow.SameDatum(o, wanted) || holds(o.Of, wanted) {
			return true
		}
	}
	return false
}

// digestOfText returns the nonce that is a digest of the message and nothing else.
func digestOfText(encryption flow.Encryption) *flow.Origin {
	for _, alternative := range encryption.Nonce {
		if len(alternative) != 1 || alternative[0].Kind != cryptoapi.Digest {
			continue
		}
		input := alternative[0].Of.Varying()
		if len(input) == 1 && holds(encryption.Text.Origins(), input[0]) {
			return alternative[0]
		}
	}
	return nil
}
