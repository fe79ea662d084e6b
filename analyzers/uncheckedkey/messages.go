package uncheckedkey

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// roles are those of keys of any length.
var roles = []cryptoapi.Role{
	cryptoapi.AsMACKey, cryptoapi.AsTokenKey, cryptoapi.AsKDFSecret, cryptoapi.AsSecretKey, cryptoapi.AsKey,
}

var (
	// ciphers are functions that refuse a key of a wrong length, and return nothing then.
	ciphers = []string{"crypto/aes.NewCipher", "crypto/des.NewCipher", "crypto/des.NewTripleDESCipher", "golang.org/x/crypto/chacha20poly1305.New", "golang.org/x/crypto/chacha20poly1305.NewX"}

	// sized are those, and others: they notice most keys of which only a part was read.
	sized = append([]string{"golang.org/x/crypto/chacha20.NewUnauthenticatedCipher"}, ciphers...)

	// seeded are functions that refuse nothing but a seed of a wrong length.
	seeded = []string{"crypto/mlkem.NewDecapsulationKey768", "crypto/mlkem.NewDecapsulationKey1024"}

	// readers are functions that read certificates, requests and keys from data.
	readers = []string{
		"crypto/x509.ParseCertificate", "crypto/x509.ParseCertificates", "crypto/x509.ParseCertificateRequest",
		"crypto/tls.X509KeyPair", "crypto/tls.LoadX509KeyPair",
	}
)

// fixed are functions that panic where an argument has another length than the one that they
// are made for, where something certain has made their receivers. What CBC encrypts was padded.
var fixed = []struct {
	symbol, maker string
	argument      int
	what          string
}{
	{"crypto/ed25519.Verify", "", 0, "public key"},
	{"crypto/ed25519.NewKeyFromSeed", "", 0, "seed"},
	{"crypto/cipher.AEAD.Open", "", 1, "nonce"},
	{"crypto/cipher.NewCBCDecrypter", "", 1, "IV"},
	{"crypto/cipher.NewCTR", "", 1, "IV"},
	{"crypto/cipher.BlockMode.CryptBlocks", "crypto/cipher.NewCBCDecrypter", 1, "message"},
}

// none stands for the reader of crypto/rand.Read, which is that of the library.
const none = cryptoapi.Receiver - 1

// reads are functions that read random bytes, the arguments that are the reader and the memory
// that they fill, and whether they may return fewer bytes without an error.
var reads = []struct {
	symbol         string
	reader, memory int
	mayBeShort     bool
}{
	{"crypto/rand.Read", none, 0, false},
	{"io.Reader.Read", cryptoapi.Receiver, 0, true},
	{"io.ReadFull", 0, 1, false},
	{"io.ReadAtLeast", 0, 1, false},
}

// defect is what is wrong, and what an attacker gains who can send the value, where that is
// more.
type defect struct {
	finding  rule.Finding
	fromPeer string
}

const (
	missingBytes = "bytes that could not be read stay zero, which an attacker can guess"
	handle       = "return the error, or require Go 1.24 in go.mod, since which there is none"
	otherData    = "an attacker who sends something else makes the program panic"
)

// What is wrong. The messages name the functions.
var (
	malformed = defect{rule.Finding{
		Case: "decoded", Confidence: rule.Likely, Instead: readKey,
		Message: "the error of %s is dropped, and its result is the %s of %s",
		Why:     "a malformed key becomes a short or empty one, which an attacker can guess",
		Advice:  "return the error, and check the length of the key",
	}, ""}
	malformedElsewhere = defect{rule.Finding{
		Case: "decoded", Confidence: rule.Likely, Instead: readKey,
		Message: "%s drops the error of a decoder, and its result is the %s of %s",
		Why:     malformed.finding.Why,
		Advice:  malformed.finding.Advice,
	}, ""}

	noCipher = defect{rule.Finding{
		Case: "dropped", Severity: rule.Low, Confidence: rule.Likely, Instead: decode,
		Message: "the error of %s is dropped, and the cipher that it returns is used",
		Why:     "a key of a wrong length makes the program panic",
		Advice:  "return the error",
	}, otherData}
	noCertificate = defect{rule.Finding{
		Case: "dropped", Severity: rule.Low, Confidence: rule.Likely, Instead: decode,
		Message: "the error of %s is dropped, and the certificate that it returns is used",
		Why:     "the program goes on without a certificate, and panics or refuses everyone",
		Advice:  "return the error",
	}, otherData}
	noKey = defect{rule.Finding{
		Case: "dropped", Severity: rule.Low, Confidence: rule.Likely, Instead: decode,
		Message: "the error of %s is dropped, and the key that it returns is used",
		Why:     "the program goes on without a key, and panics or refuses everyone",
		Advice:  "return the error",
	}, otherData}
	withoutPEM = defect{rule.Finding{
		Case: "PEM", Severity: rule.Low, Confidence: rule.Likely, Instead: decode,
		Message: "the block of pem.Decode is used without checking that there is one",
		Why:     "text without PEM makes the program panic",
		Advice:  "return an error if the block is nil, and check its Type",
	}, "an attacker who sends text without PEM makes the program panic"}

	cut = defect{rule.Finding{
		Case: "cut", Severity: rule.Low, Confidence: rule.Likely, Instead: decrypt,
		Message: "the nonce of %s is sliced from a message whose length is not checked",
		Why:     "a shorter message makes the program panic",
		Advice:  "return an error if the message is shorter than the nonce",
	}, "an attacker who sends a shorter message makes the program panic"}
	otherLength = defect{rule.Finding{
		Case: "length", Confidence: rule.Likely, Instead: decrypt,
		Message: "the %s of %s comes from a peer, and its length is not checked",
		Why:     "an attacker who sends another length makes the program panic",
		Advice:  "return an error if the length is wrong",
	}, ""}
	padding = defect{rule.Finding{
		Case: "padding", Severity: rule.Low, Confidence: rule.Certain, Instead: decrypt,
		Message: "the padding is removed without checking its length, which is the last byte of the decrypted data",
		Why:     "a ciphertext that was changed, or a wrong key, makes the program panic",
		Advice:  "return an error if the length is 0, or larger than a block or the data",
	}, "an attacker who sends a changed ciphertext makes the program panic"}

	shortRead = defect{rule.Finding{
		Case: "short read", Severity: rule.Low, Confidence: rule.Likely, Profile: "strict",
		Message: "the number of random bytes that %s returns is ignored",
		Why:     "a reader may return fewer bytes than asked for: the rest stays zero, which an attacker can guess",
		Advice:  "use io.ReadFull",
	}, ""}
	readerError = defect{rule.Finding{
		Case: "random error", Severity: rule.Low, Confidence: rule.Likely, Profile: "strict",
		Message: "the error of %s is dropped",
		Why:     "before Go 1.24, " + missingBytes,
		Advice:  handle,
	}, ""}
	quietReturn = defect{rule.Finding{
		Case: "random error", Severity: rule.Low, Confidence: rule.Likely, Profile: "strict",
		Message: "the function returns without a result if %s fails, and nothing shows that",
		Why:     "before Go 1.24, " + missingBytes,
		Advice:  handle,
	}, ""}
)
