package timing

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
)

// A hash whose only key is a salt that stands beside it, as known_hosts has them: who
// reads the file can make it, and there is nothing to forge.

type hashedHost struct {
	salt []byte
	hash []byte
}

func hashHost(name string, salt []byte) []byte {
	mac := hmac.New(sha1.New, salt)
	mac.Write([]byte(name))
	return mac.Sum(nil)
}

func (h *hashedHost) goodKnownHostsEntry(name string) bool {
	return bytes.Equal(hashHost(name, h.salt), h.hash)
}

type storedPassword struct{ salt, hash []byte }

func (s *storedPassword) badSaltedPassword(password string) bool {
	mac := hmac.New(sha256.New, s.salt)
	mac.Write([]byte(password))
	return bytes.Equal(mac.Sum(nil), s.hash) // want "CL501: "
}
