package strict

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"strconv"
)

// Texts of any length, one behind the other.

func badJoinedWrites(key []byte, user, role string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(user))
	mac.Write([]byte(role)) // want "CL103: role is written directly behind user, and both have any length; why: an attacker can move characters from one to the other, and the MAC stays valid; fix: write the length of user before it, .*"
	return mac.Sum(nil)
}

func badJoinedText(tenant, name string) [32]byte {
	return sha256.Sum256([]byte(tenant + name)) // want "CL103: name is written directly behind tenant, and both have any length; why: two different inputs have the same digest; fix: write the length of tenant before it, .*"
}

type request struct{ method, path, body string }

// The fields of a struct, after a constant.
func (r *request) badJoinedFields(h hash.Hash) []byte {
	mac := hmac.New(sha256.New, h.Sum(nil))
	io.WriteString(mac, "request:"+r.method+r.path) // want "CL103: path is written directly behind method"
	return mac.Sum(nil)
}

func badJoinedBySlices(secret []byte, user, session string) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write(append([]byte(user), session...)) // want "CL103: session is written directly behind user"
	return mac.Sum(nil)
}

func goodSeparated(key []byte, user, role string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(user))
	mac.Write([]byte{0})
	mac.Write([]byte(role))
	return mac.Sum(nil)
}

func goodSeparatedText(tenant, name string) [32]byte {
	return sha256.Sum256([]byte(tenant + "/" + name))
}

func goodWithLengths(key []byte, user, role string) []byte {
	mac := hmac.New(sha256.New, key)
	for _, text := range []string{user, role} {
		mac.Write(binary.BigEndian.AppendUint32(nil, uint32(len(text))))
		mac.Write([]byte(text))
	}
	return mac.Sum(nil)
}

func goodWithLengthBetween(key []byte, user, role string) []byte {
	mac := hmac.New(sha256.New, key)
	io.WriteString(mac, strconv.Itoa(len(user))+":"+user)
	io.WriteString(mac, strconv.Itoa(len(role))+":"+role)
	return mac.Sum(nil)
}

// The digest has a fixed length.
func goodFixedLength(key []byte, user string, body []byte) []byte {
	digest := sha256.Sum256(body)
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(user))
	mac.Write(digest[:])
	return mac.Sum(nil)
}

// One text of any length is clear.
func goodOneText(key []byte, prefix [4]byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(prefix[:])
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// Two hashes, with one text each.
func goodTwoHashes(user, role string) ([]byte, []byte) {
	first, second := sha256.New(), sha256.New()
	first.Write([]byte(user))
	second.Write([]byte(role))
	return first.Sum(nil), second.Sum(nil)
}

// The hash is reset in between.
func goodResetBetween(user, role string) ([]byte, []byte) {
	h := sha256.New()
	h.Write([]byte(user))
	first := h.Sum(nil)
	h.Reset()
	h.Write([]byte(role))
	return first, h.Sum(nil)
}

// Nobody who does not know the secret can move a character out of it: other rules have to say
// something about digests with a secret.
func goodSecretBefore(secret, user string) [32]byte { return sha256.Sum256([]byte(secret + user)) }

// The salt was drawn, and has the same length each time.
func goodSalted(salt, comment string) [32]byte { return sha256.Sum256([]byte(salt + comment)) }

// The length of the first separates the two.
func goodLengthBefore(user, session string) []byte {
	h := sha256.New()
	binary.Write(h, binary.BigEndian, uint64(len(user)))
	h.Write([]byte(user))
	h.Write([]byte(session))
	return h.Sum(nil)
}

func goodLengthInText(user, role string) [32]byte {
	return sha256.Sum256([]byte(strconv.Itoa(len(user)) + user + role))
}
