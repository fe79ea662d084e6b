package unhashedsignature

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"math/big"
	"net/http"

	"example.test/unhashedsignature/signer"
)

func goodDigest(key *ecdsa.PrivateKey, message string) ([]byte, error) {
	digest := sha256.Sum256([]byte(message))
	return ecdsa.SignASN1(rand.Reader, key, digest[:])
}

func goodHelper(key *ecdsa.PrivateKey, o order) ([]byte, error) {
	document, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256(document)
	return sign(key, digest[:])
}

func goodOtherPackage(key *ecdsa.PrivateKey, message string) ([]byte, error) {
	return signer.SignMessage(key, []byte(message))
}

// Strings can hold digests.
func goodDigestInAString(key *ecdsa.PrivateKey, messageHash string) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, []byte(messageHash))
}

func goodHexDigest(key *ecdsa.PublicKey, text string, signature []byte) (bool, error) {
	digest, err := hex.DecodeString(text)
	return ecdsa.VerifyASN1(key, digest, signature), err
}

// Bytes from elsewhere may be a digest.
func goodBytes(key *ecdsa.PrivateKey, data []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, data)
}

// A short text shows that the two halves of a key belong together.
func goodPair(key *ecdsa.PrivateKey) bool {
	signature, err := ecdsa.SignASN1(rand.Reader, key, []byte("test"))
	return err == nil && ecdsa.VerifyASN1(&key.PublicKey, []byte("test"), signature)
}

// Ed25519 signs messages.
func goodEd25519(key ed25519.PrivateKey, message string) []byte {
	return ed25519.Sign(key, []byte(message))
}

// The digest is written into the memory behind what was signed: a slice from its own length on is
// empty. Which hash it is, callers say.

var hashes = map[string]crypto.Hash{"ES256": crypto.SHA256, "ES384": crypto.SHA384}

func (o *order) goodBehindTheToken(algorithm string, key *ecdsa.PrivateKey) (r, s *big.Int, err error) {
	digest := hashes[algorithm].New()
	token, err := json.Marshal(o)
	if err != nil {
		return nil, nil, err
	}
	digest.Write(token)
	buf := token[len(token):]
	return ecdsa.Sign(rand.Reader, key, digest.Sum(buf))
}

func goodCaller(r *http.Request, key *ecdsa.PrivateKey) error {
	o := order{ID: r.FormValue("id")}
	_, _, err := o.goodBehindTheToken("ES256", key)
	return err
}

type encoder struct{ buf []byte }

func (e *encoder) goodBehindAField(algorithm, message string, key *ecdsa.PrivateKey) ([]byte, error) {
	e.buf = append(e.buf[:0], message...)
	digest := hashes[algorithm].New()
	digest.Write(e.buf)
	return ecdsa.SignASN1(rand.Reader, key, digest.Sum(e.buf[len(e.buf):len(e.buf)]))
}

func goodFieldCaller(r *http.Request, key *ecdsa.PrivateKey) ([]byte, error) {
	return new(encoder).goodBehindAField("ES256", r.FormValue("message"), key)
}

func goodAtAnOffset(frame []byte, n int, digest hash.Hash, key *ecdsa.PrivateKey) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, digest.Sum(frame[n:n]))
}

func goodFrameCaller(o order, key *ecdsa.PrivateKey) ([]byte, error) {
	document, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	digest := sha256.New()
	digest.Write(document)
	return goodAtAnOffset(document, 8, digest, key)
}

// What a field holds is only a part of what is signed. The other may be a digest.
type envelope struct{ prefix []byte }

func (e *envelope) sign(digest hash.Hash, key *ecdsa.PrivateKey) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, digest.Sum(e.prefix))
}

func newEnvelope(prefix []byte) *envelope { return &envelope{prefix: prefix} }

func goodPrefix(r *http.Request) *envelope {
	return newEnvelope([]byte(r.FormValue("prefix")))
}
