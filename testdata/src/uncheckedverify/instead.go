package uncheckedverify

import (
	"crypto/ed25519"
	"crypto/x509"
	"errors"
	"log"
	"os"
)

// store is where the roots of a system are kept.
type store interface {
	Install(root *x509.Certificate) error
	RejectEvent(event []byte) error
}

type authority struct {
	root  *x509.Certificate
	store store
}

func trusted(cert *x509.Certificate) bool {
	chains, err := cert.Verify(x509.VerifyOptions{})
	return len(chains) > 0 && err == nil
}

// installRoot does what is left to do: it refuses nothing.
func (a *authority) installRoot() error {
	if trusted(a.root) {
		log.Print("the root is trusted already")
		return nil
	}
	return a.store.Install(a.root)
}

func (a *authority) goodInstalled() error {
	if err := a.installRoot(); err != nil {
		log.Printf("cannot install the root: %v", err)
	}
	return nil
}

// fresh fetches an index again whose signature does not fit.
func fresh(key ed25519.PublicKey, path string, index, signature []byte) error {
	if ed25519.Verify(key, index, signature) {
		return nil
	}
	return os.WriteFile(path, append(index, '\n'), 0o600)
}

func goodFetched(key ed25519.PublicKey, path string, index, signature []byte) error {
	if err := fresh(key, path, index, signature); err != nil {
		log.Print(err)
	}
	return os.WriteFile(path+".seen", index, 0o600)
}

// What tells of the failure, and does no more, refuses.
func (a *authority) check(key ed25519.PublicKey, event, signature []byte) error {
	if ed25519.Verify(key, event, signature) {
		return nil
	}
	return a.store.RejectEvent(event)
}

func (a *authority) badChecked(key ed25519.PublicKey, event, signature []byte, path string) error {
	if err := a.check(key, event, signature); err != nil { // want `CL107: the program continues when uncheckedverify\.authority\.check \(which calls ed25519\.Verify\) fails, as if it had succeeded`
		log.Print(err)
	}
	return os.WriteFile(path, event, 0o600)
}

func checkEvent(key ed25519.PublicKey, event, signature []byte) error {
	if ed25519.Verify(key, event, signature) {
		return nil
	}
	return about(event)
}

func about(event []byte) error { return errors.New("an event that nobody signed: " + string(event)) }

func badCheckedEvent(key ed25519.PublicKey, event, signature []byte, path string) error {
	if err := checkEvent(key, event, signature); err != nil { // want `CL107: the program continues when uncheckedverify\.checkEvent \(which calls ed25519\.Verify\) fails, as if it had succeeded`
		log.Print(err)
	}
	return os.WriteFile(path, event, 0o600)
}
