// Package passwords asks which digests are those of passwords.
package passwords

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

type user struct{ passwordHash string }

func digest(password string) user {
	sum := sha256.Sum256([]byte(password))
	return user{passwordHash: hex.EncodeToString(sum[:])} // want "SHA-256 of password"
}

func digestOfDigest(password, salt string) user {
	inner := md5.Sum([]byte(password))
	sum := sha256.Sum256(append([]byte(salt), inner[:]...))
	return user{passwordHash: hex.EncodeToString(sum[:])} // want "SHA-256 of password"
}

func repeated(password string) user {
	sum := sha256.Sum256([]byte(password))
	for range 100_000 {
		sum = sha256.Sum256(sum[:])
	}
	return user{passwordHash: hex.EncodeToString(sum[:])} // want "nothing"
}

func oneOfTwo(password string, old bool) user {
	sum := sha256.Sum256([]byte(password))
	hash := hex.EncodeToString(sum[:])
	if old {
		sum := md5.Sum([]byte(password))
		hash = hex.EncodeToString(sum[:])
	}
	return user{passwordHash: hash} // want "nothing"
}

func random() user {
	password := rand.Text()
	sum := sha256.Sum256([]byte(password))
	return user{passwordHash: hex.EncodeToString(sum[:])} // want "nothing"
}

func ofSomething(text string) user {
	sum := sha256.Sum256([]byte(text))
	return user{passwordHash: hex.EncodeToString(sum[:])} // want "nothing"
}
