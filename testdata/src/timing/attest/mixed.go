package attest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"testing"
)

// This file holds helpers of tests beside functions that programs call.

func startServer(t *testing.T, reply string) string {
	return serve(reply).URL
}

func serve(reply string) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !goodSignedByAHelper([]byte(reply), r.Header.Get("X-Signature"), testKey()) {
			w.WriteHeader(http.StatusForbidden)
		}
	}))
}

func goodSignedByAHelper(body []byte, signature, key string) bool {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil)) == signature
}

func testKey() string { return "key of the tests" }

// VerifyWebhook is for programs.
func VerifyWebhook(body []byte, signature, secret string) bool {
	return badVerify(body, signature, secret)
}

// VerifyPayment is for programs.
func VerifyPayment(order, payment, signature, secret string) bool {
	return badVerify([]byte(order+"|"+payment), signature, secret)
}

func badVerify(body []byte, signature, key string) bool {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil)) == signature // want `CL501: an HMAC-SHA-256 is compared`
}

// VerifyRefund is for programs.
func VerifyRefund(refund, signature, secret string) bool {
	return badVerify([]byte("refund|"+refund), signature, secret)
}

// VerifyMandate is for programs.
func VerifyMandate(mandate, signature, secret string) bool {
	return badVerify([]byte("mandate|"+mandate), signature, secret)
}
