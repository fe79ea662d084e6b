// Package unhashedsignature signs messages (bad.go), and digests (good.go).
package unhashedsignature

import (
	"crypto/ecdsa"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"

	"example.test/unhashedsignature/signer"
)

type order struct {
	ID     string
	Amount int
}

func badText(key *ecdsa.PrivateKey, message string) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, []byte(message)) // want "CL106: ecdsa.SignASN1 signs a message that is not hashed; why: only the first bytes"
}

func badDocument(key *ecdsa.PrivateKey, o order) (r, s *big.Int, err error) {
	document, err := json.Marshal(o)
	if err != nil {
		return nil, nil, err
	}
	return ecdsa.Sign(rand.Reader, key, document) // want "CL106: ecdsa.Sign signs a message that is not hashed"
}

func sign(key *ecdsa.PrivateKey, data []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, data)
}

func badThroughAHelper(key *ecdsa.PrivateKey, user string, amount int) ([]byte, error) {
	return sign(key, []byte(fmt.Sprintf("pay %d to %s", amount, user))) // want "CL106: ecdsa.SignASN1, called by unhashedsignature.sign, signs a message that is not hashed"
}

func badThroughAnotherPackage(key *ecdsa.PrivateKey, o order) ([]byte, error) {
	return signer.Sign(key, []byte(o.ID)) // want "CL106: ecdsa.SignASN1, called by signer.Sign, signs a message that is not hashed"
}

func badVerified(key *ecdsa.PublicKey, r *http.Request, signature []byte) bool {
	return ecdsa.VerifyASN1(key, []byte(r.Header.Get("X-Payload")), signature) // want "CL106: ecdsa.VerifyASN1 verifies a signature over a message that is not hashed"
}

// What stands behind the length of a prefix is the message.
func badBehindThePrefix(prefix []byte, o order, key *ecdsa.PrivateKey) ([]byte, error) {
	document, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	return ecdsa.SignASN1(rand.Reader, key, document[len(prefix):]) // want "CL106: ecdsa.SignASN1 signs a message that is not hashed"
}

// A field holds what is signed, whole.
type pending struct{ document []byte }

func newPending(document []byte) *pending { return &pending{document: document} }

func badKept(r *http.Request) *pending {
	return newPending([]byte(r.FormValue("document"))) // want "CL106: ecdsa.SignASN1, called by unhashedsignature.newPending, signs a message that is not hashed"
}

func (p *pending) sign(key *ecdsa.PrivateKey) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, p.document)
}
