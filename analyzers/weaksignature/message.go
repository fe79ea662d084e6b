package weaksignature

import (
	"fmt"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// use says what the API does with what, and which function of the program calls it.
func use(sink *flow.Sink, what string) string {
	if verifies(sink) {
		return sink.Subject() + " verifies a signature over " + what
	}
	return sink.Subject() + " signs " + what
}

// algorithmVerb says what a signature algorithm is given for.
func algorithmVerb(sink *flow.Sink, hash string) string {
	if verifies(sink) {
		return "accepts a signature over " + cryptoapi.WithArticle(hash) + " digest"
	}
	return "requests a signature over " + cryptoapi.WithArticle(hash) + " digest"
}

// algorithmAdvice says what to do where an algorithm is named: crypto/x509 and
// crypto/tls choose a sound one where none is.
func algorithmAdvice(sink *flow.Sink) string {
	switch {
	case sink.Role == cryptoapi.AsSignatureSchemes:
		return "offer schemes with SHA-256 or longer"
	case verifies(sink):
		return "accept algorithms with SHA-256 or longer"
	}
	return "leave SignatureAlgorithm out: crypto/x509 chooses one that fits the key"
}

// collision says what the weakness comes to.
func collision(hash string) string {
	return fmt.Sprintf("an attacker who creates two documents with the same %s can reuse the signature of one for the other", hash)
}
