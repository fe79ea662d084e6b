package hashmisuse

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
)

func badItems(passwords []string) []string {
	h := sha256.New()
	var digests []string
	for _, password := range passwords {
		h.Write([]byte(password))
		digests = append(digests, hex.EncodeToString(h.Sum(nil))) // want "CL103: h is not reset in the loop: each digest is that of all items so far; why: equal items get different digests, .*; fix: call Reset before each item, or make a new hash for each"
	}
	return digests
}

func badFiles(names []string) (map[string]string, error) {
	digest := md5.New()
	sums := make(map[string]string)
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		_, err = io.Copy(digest, file)
		file.Close()
		if err != nil {
			return nil, err
		}
		sums[name] = hex.EncodeToString(digest.Sum(nil)) // want "CL103: digest is not reset in the loop"
	}
	return sums, nil
}

type packet struct {
	body, tag []byte
}

func badMACs(key []byte, packets []packet) bool {
	mac := hmac.New(sha256.New, key)
	for _, p := range packets {
		mac.Write(p.body)
		if !hmac.Equal(mac.Sum(nil), p.tag) { // want "CL103: mac is not reset in the loop: each MAC is that of all items so far; why: only the first MAC is that of its item: the others cannot be verified; .*, or use mac.Keyring.Sign .*"
			return false
		}
	}
	return true
}

// The hash is kept in a field.
type digester struct {
	h hash.Hash
}

func newDigester() *digester { return &digester{h: sha256.New()} }

func (d *digester) badEntries(entries map[string][]byte) map[string]string {
	sums := make(map[string]string)
	for name, entry := range entries {
		d.h.Write(entry)
		sums[name] = hex.EncodeToString(d.h.Sum(nil)) // want "CL103: the hash is not reset in the loop"
	}
	return sums
}

// A helper writes and sums.
func digestWith(h hash.Hash, item string) string {
	io.WriteString(h, item)
	return hex.EncodeToString(h.Sum(nil))
}

func badHelper(items []string) (digests []string) {
	h := sha256.New()
	for _, item := range items {
		digests = append(digests, digestWith(h, item)) // want "CL103: h is not reset in the loop"
	}
	return digests
}
