package keyreuse

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"hash"

	"example.test/keyreuse/seal"
)

// One half for each.
func goodHalves(key []byte) (cipher.Block, hash.Hash, error) {
	block, err := aes.NewCipher(key[:32])
	return block, hmac.New(sha256.New, key[32:]), err
}

// Two keys.
type pair struct{ encryption, authentication []byte }

func (p *pair) goodBlock() (cipher.Block, error) { return aes.NewCipher(p.encryption) }

func (p *pair) goodMAC() hash.Hash { return hmac.New(sha256.New, p.authentication) }

// Two keys that are derived from one.
func goodDerived(secret []byte) (cipher.Block, hash.Hash, error) {
	encryption, err := hkdf.Key(sha256.New, secret, nil, "encryption", 32)
	if err != nil {
		return nil, nil, err
	}
	authentication, err := hkdf.Key(sha256.New, secret, nil, "authentication", 32)
	if err != nil {
		return nil, nil, err
	}
	block, err := aes.NewCipher(encryption)
	return block, hmac.New(sha256.New, authentication), err
}

// One key, one purpose, in both directions.
func goodBothWays(key, nonce, sealed []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	if _, err := aead.Open(nil, nonce, sealed, nil); err != nil {
		return nil, err
	}
	again, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	again.Encrypt(nonce[:16], nonce[:16])
	return nonce, nil
}

// A container of any key: two of them are two keys.
type Container struct{ Key []byte }

func goodWrap(c *Container) (cipher.Block, error) { return aes.NewCipher(c.Key) }

func goodVerify(c *Container) hash.Hash { return hmac.New(sha256.New, c.Key) }

// A helper that cuts its key in two, called twice.
func halves(key, message []byte) (cipher.Block, []byte, error) {
	block, err := aes.NewCipher(key[:32])
	return block, seal.Tag(key[32:], message), err
}

func goodCutInHelper(key, message []byte) error {
	if _, _, err := halves(key, message); err != nil {
		return err
	}
	_, _, err := halves(key, nil)
	return err
}

// What another function does with its key is told there.
func goodTold(key, message []byte) ([]byte, error) {
	_, tag, err := seal.Both(key, message)
	return tag, err
}

// The halves of a key of any size: the first authenticates, the second encrypts.
func goodComputedHalves(key, message []byte) (cipher.Block, []byte, error) {
	authentication := key[:len(key)/2]
	encryption := key[len(key)/2:]
	block, err := aes.NewCipher(encryption)
	return block, seal.Tag(authentication, message), err
}

// The length of the first part is a setting.
func goodPartsBySetting(key []byte, size int) (cipher.Block, hash.Hash, error) {
	block, err := aes.NewCipher(key[:size])
	return block, hmac.New(sha256.New, key[size:]), err
}

// The sizes of both parts are looked up.
func goodPartsBySuite(key []byte, sizes map[string][2]int, suite string) (cipher.Block, hash.Hash, error) {
	n := sizes[suite]
	mac := hmac.New(sha256.New, key[n[0]:n[0]+n[1]])
	block, err := aes.NewCipher(key[:n[0]])
	return block, mac, err
}
