package timing

import (
	"crypto/hmac"
	"crypto/sha256"
	"net/http"

	"example.test/timing/sealed"
)

// goodOfAnotherPackage finds a key by its identifier, which another package makes and
// compares.
func goodOfAnotherPackage(message []byte) bool {
	return sealed.New(sealed.Key()).Find(message)
}

// badHandedToAnotherPackage makes the tag itself.
func badHandedToAnotherPackage(r *http.Request, key, body []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	return sealed.Same(mac.Sum(nil), []byte(r.Header.Get("X-Signature"))) // want "CL501"
}
