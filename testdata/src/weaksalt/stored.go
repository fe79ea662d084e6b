package weaksalt

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"strings"
)

// An account has a hash, or a password that is not hashed yet.
type account struct{ password string }

// encode hashes a password that is not hashed yet.
func (a *account) encode() {
	if strings.HasPrefix(a.password, "$pbkdf2$") {
		return
	}
	salt := rand.Text()
	key, err := pbkdf2.Key(sha256.New, a.password, []byte(salt), 600_000, 32)
	if err != nil {
		panic(err)
	}
	a.password = "$pbkdf2$" + salt + "$" + base64.StdEncoding.EncodeToString(key)
}

// goodSaltOfStoredHash checks a password, after another service may have set it.
func goodSaltOfStoredHash(password, stored string, service func(password string) bool) bool {
	a := &account{password: stored}
	if service(password) {
		a.password = password
		a.encode()
	}
	fields := strings.Split(a.password, "$")
	if len(fields) != 4 {
		return false
	}
	want, err := base64.StdEncoding.DecodeString(fields[3])
	if err != nil {
		return false
	}
	key, err := pbkdf2.Key(sha256.New, password, []byte(fields[2]), 600_000, len(want))
	return err == nil && subtle.ConstantTimeCompare(key, want) == 1
}

func badSaltIsThePasswordOnEveryWay(password string, loud bool) ([]byte, error) {
	salt := []byte(password)
	if loud {
		digest := sha256.Sum256([]byte(password))
		salt = digest[:]
	}
	return pbkdf2.Key(sha256.New, password, salt, 600_000, 32) // want "CL603: the salt of pbkdf2.Key is .* password"
}

// goodSaltOfFormat checks a password against a hash in one of two formats. The account may
// hold the password until it is saved.
func goodSaltOfFormat(a *account, password string, external bool) bool {
	if external {
		a.password = password
	}
	return matches(password, a.password)
}

func matches(password, stored string) bool {
	fields := strings.Split(stored, "$")
	if len(fields) != 5 {
		return false
	}
	salt := []byte(fields[3])
	if strings.HasPrefix(stored, "$pbkdf2-b64$") {
		var err error
		if salt, err = base64.StdEncoding.DecodeString(fields[3]); err != nil {
			return false
		}
	}
	key, err := pbkdf2.Key(sha256.New, password, salt, 600_000, 32)
	return err == nil && subtle.ConstantTimeCompare(key, []byte(fields[4])) == 1
}

func goodSaltOfNewAccount(password string) bool {
	return matches(password, password)
}

func derive(password, salt string) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, []byte(salt), 600_000, 32)
}

func badSaltPassedTwice(password string) ([]byte, error) {
	return derive(password, password) // want "CL603: the salt of pbkdf2.Key, called by weaksalt.derive, is the password itself"
}

// goodSaltOfKeys derives a key for each folder: its name is the salt.
func goodSaltOfKeys(passwords map[string]string) map[string][]byte {
	keys := make(map[string][]byte)
	for folder, password := range passwords {
		key, err := derive(password, "folder:"+folder)
		if err != nil {
			continue
		}
		keys[folder] = key
	}
	return keys
}

func goodSaltOfFolders(password string) map[string][]byte {
	return goodSaltOfKeys(map[string]string{"documents": password})
}

func badSaltOfElement(passwords map[string]string) map[string][]byte {
	keys := make(map[string][]byte)
	for folder, password := range passwords {
		key, err := derive(password, password) // want "CL603: the salt of pbkdf2.Key, called by weaksalt.derive, is the password itself"
		if err != nil {
			continue
		}
		keys[folder] = key
	}
	return keys
}
