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

// aLog has the key that signs its entries.
type aLog struct {
	key    *rsa.PublicKey
	newest int64
	stored [][]byte
}

func (l *aLog) VerifyEntry(e entry) error {
	return rsa.VerifyPKCS1v15(l.key, crypto.SHA256, e.digest, e.signature)
}

//go:noinline
func (l *aLog) newestIndex() int64 { return latest(l) }

func (l *aLog) keep(digest []byte) { l.stored = append(l.stored, digest) }

// latest stands for a request.
var latest = func(l *aLog) int64 { return l.newest }

// The log is found by what stands in the entry, and is asked something else afterwards.
func goodMonitorOfLogs(logs map[int64]*aLog, entries []entry) {
	for _, e := range entries {
		l := logs[e.index]
		if err := l.VerifyEntry(e); err != nil {
			log.Printf("entry %d: %v", e.index, err)
		}
		log.Printf("newest is %d", l.newestIndex())
	}
}

func badMonitorOfLogs(logs map[int64]*aLog, entries []entry) {
	for _, e := range entries {
		l := logs[e.index]
		if err := l.VerifyEntry(e); err != nil { // want "CL107: the program continues"
			log.Printf("entry %d: %v", e.index, err)
		}
		l.keep(e.digest)
	}
}

// What is read in the next round of the loop is the next entry.
func goodMonitorThatReads(key *rsa.PublicKey, bundle []byte, next func([]byte) (entry, []byte)) {
	for len(bundle) > 0 {
		var e entry
		e, bundle = next(bundle)
		if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, e.digest, e.signature); err != nil {
			log.Printf("entry %d: %v", e.index, err)
		}
	}
}

func badMonitorThatReads(key *rsa.PublicKey, bundle []byte, next func([]byte) (entry, []byte), deliver func([]byte)) {
	var all []byte
	for len(bundle) > 0 {
		var e entry
		e, bundle = next(bundle)
		if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, e.digest, e.signature); err != nil { // want "CL107: the program continues"
			log.Printf("entry %d: %v", e.index, err)
		}
		all = append(all, e.digest...)
	}
	deliver(all)
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
