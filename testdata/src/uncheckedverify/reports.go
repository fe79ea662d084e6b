package uncheckedverify

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"log"

	"example.test/uncheckedverify/archive"
)

// An entry of a log that a monitor looks at.
type entry struct {
	digest, signature []byte
	index             int64
}

// proofs knows which entries are in the log.
type proofs interface {
	VerifyInclusion(digest []byte) (int64, error)
	Append(digest []byte) error
}

// A monitor says all that is wrong with an entry, and has nothing else to do with it.
func goodMonitor(key *rsa.PublicKey, entries []entry, log1 proofs) {
	for _, e := range entries {
		if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, e.digest, e.signature); err != nil {
			log.Printf("entry %d: bad signature: %v", e.index, err)
		} else {
			log.Printf("entry %d: verified", e.index)
		}
		if index, err := log1.VerifyInclusion(e.digest); err != nil {
			log.Printf("entry %d: not included: %v", e.index, err)
		} else {
			log.Printf("entry %d: included at %d", e.index, index)
		}
	}
}

func goodMonitorOfKeys(keys []ed25519.PublicKey, update, signature []byte, others proofs) {
	for i, key := range keys {
		if !ed25519.Verify(key, update, signature) {
			log.Printf("key %d: bad signature", i)
		}
		if _, err := others.VerifyInclusion(update); err != nil {
			log.Printf("key %d: %v", i, err)
		}
	}
}

// What appends an entry whatever the check said has accepted it.
func badMonitor(key *rsa.PublicKey, entries []entry, log1 proofs) {
	for _, e := range entries {
		if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, e.digest, e.signature); err != nil { // want "CL107: the program continues"
			log.Printf("entry %d: bad signature: %v", e.index, err)
		}
		if err := log1.Append(e.digest); err != nil {
			log.Printf("entry %d: not appended: %v", e.index, err)
		}
	}
}

// opened is a reader that has the word in its name, and returns the update.
type opened interface {
	CheckAndOpen(update []byte) ([]byte, error)
}

func badMonitorThatOpens(key *rsa.PublicKey, update, signature []byte, reader opened) {
	if err := archive.Verify(key, update, signature); err != nil { // want "CL107: the program continues"
		log.Printf("bad signature: %v", err)
	}
	if content, err := reader.CheckAndOpen(update); err == nil {
		log.Printf("%s", content)
	}
}
