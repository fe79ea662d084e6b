package report

import (
	"crypto/rsa"
	"log"
)

// Failure logs why there is no key.
func Failure(key *rsa.PrivateKey, err error) {
	if err != nil {
		log.Println(key, err)
	}
}
