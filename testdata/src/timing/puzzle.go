package timing

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strings"
)

// A puzzle names the key and the tag that the solution has: who set it knows both.
func goodSolve(text string) (uint64, error) {
	puzzle, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return 0, err
	}
	guess := make([]byte, 8)
	for i := uint64(0); ; i++ {
		binary.LittleEndian.PutUint64(guess, i)
		m := hmac.New(sha256.New, puzzle[:32])
		m.Write(guess)
		if bytes.Equal(m.Sum(nil), puzzle[32:]) {
			return i, nil
		}
	}
}

// A file that comes with the key of its checksum shows errors of the disk.
func goodFileWithKey(file []byte) bool {
	m := hmac.New(sha256.New, file[:16])
	m.Write(file[48:])
	return bytes.Equal(m.Sum(nil), file[16:48])
}

// The message and its tag come in one text, the key does not.
func badTokenOfText(key []byte, text string) bool {
	payload, tag, _ := strings.Cut(text, ".")
	m := hmac.New(sha256.New, key)
	m.Write([]byte(payload))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)) == tag // want "CL501: an HMAC-SHA-256 is compared with =="
}

// The salt of the key comes with the tag; the secret does not.
type puzzleServer struct{ secret []byte }

func (s *puzzleServer) badSaltedTag(message []byte) bool {
	derive := hmac.New(sha256.New, s.secret)
	derive.Write(message[:16])
	m := hmac.New(sha256.New, derive.Sum(nil))
	m.Write(message[48:])
	return bytes.Equal(m.Sum(nil), message[16:48]) // want "CL501: an HMAC-SHA-256 is compared with bytes.Equal"
}

var puzzleKey []byte

func badKeyOfProgram(message []byte) bool {
	m := hmac.New(sha256.New, puzzleKey)
	m.Write(message[32:])
	return bytes.Equal(m.Sum(nil), message[:32]) // want "CL501: an HMAC-SHA-256 is compared with bytes.Equal"
}
