package uncheckedverify

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"log"
	"os"
)

// rejects says the same twice: its truth value is false only where its error is nil.
func rejects(key ed25519.PublicKey, event, signature []byte) (bool, error) {
	if len(key) != ed25519.PublicKeySize {
		return true, errForged
	}
	if !ed25519.Verify(key, event, signature) {
		return true, fmt.Errorf("event of %d bytes: %w", len(event), errForged)
	}
	return false, nil
}

func goodRejected(key ed25519.PublicKey, event, signature []byte, path string) error {
	rejected, err := rejects(key, event, signature)
	if err != nil {
		log.Printf("event: %v", err)
	}
	if rejected {
		return nil
	}
	return os.WriteFile(path, event, 0o600)
}

// forged has named results.
func forged(secret, message, tag []byte) (bad bool, err error) {
	mac := hmac.New(sha256.New, secret)
	mac.Write(message)
	if bad = !hmac.Equal(mac.Sum(nil), tag); bad {
		return true, errForged
	}
	return false, nil
}

func goodNotForged(secret, message, tag []byte, path string) error {
	if bad, _ := forged(secret, message, tag); !bad {
		return os.WriteFile(path, message, 0o600)
	}
	return errForged
}

func badNeitherLookedAt(key ed25519.PublicKey, event, signature []byte, path string) error {
	_, err := rejects(key, event, signature) // want `CL107: the program continues when uncheckedverify\.rejects \(which calls ed25519\.Verify\) fails, as if it had succeeded`
	if err != nil {
		log.Printf("event: %v", err)
	}
	return os.WriteFile(path, event, 0o600)
}

// late is true for other reasons, too.
func late(key ed25519.PublicKey, event, signature []byte) (bool, error) {
	if len(event) > 1<<16 {
		return true, nil
	}
	if !ed25519.Verify(key, event, signature) {
		return false, errForged
	}
	return false, nil
}

func badLate(key ed25519.PublicKey, event, signature []byte, path string) error {
	delayed, err := late(key, event, signature) // want `CL107: the program continues when uncheckedverify\.late \(which calls ed25519\.Verify\) fails, as if it had succeeded`
	if err != nil {
		log.Printf("event: %v", err)
	}
	if delayed {
		return nil
	}
	return os.WriteFile(path, event, 0o600)
}
