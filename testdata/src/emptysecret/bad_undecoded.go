package emptysecret

import (
	"crypto/hmac"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"net/http"

	"example.test/emptysecret/decoding"
)

// Two texts that cannot be decoded are equal.

func badBothErrorsDropped(r *http.Request) bool {
	cookie, err := r.Cookie("csrf")
	if err != nil {
		return false
	}
	want, _ := base64.StdEncoding.DecodeString(cookie.Value)
	got, _ := base64.StdEncoding.DecodeString(r.Header.Get("X-CSRF-Token"))
	return subtle.ConstantTimeCompare(got, want) == 1 // want `CL502: subtle.ConstantTimeCompare compares two decoded values, and both are empty if decoding fails`
}

func decoded(text string) []byte {
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return data
}

func unmasked(data []byte) []byte {
	if len(data) != 64 {
		return nil
	}
	for i := range data[:32] {
		data[i] ^= data[32+i]
	}
	return data[:32]
}

func BadHelperReturnsNil(realToken, sentToken string) bool {
	real := decoded(realToken)
	if len(real) == 64 {
		real = unmasked(real)
	}
	sent := decoded(sentToken)
	if len(sent) == 64 {
		sent = unmasked(sent)
	}
	return subtle.ConstantTimeCompare(real, sent) == 1 // want `CL502: .*both are empty if decoding fails`
}

type form struct{ token, field string }

func (f *form) badKeptInFields(r *http.Request) bool {
	f.token, f.field = r.FormValue("token"), r.PostFormValue("check")
	a, _ := hex.DecodeString(f.token)
	b, err := hex.DecodeString(f.field)
	if err != nil {
		b = nil
	}
	return hmac.Equal(a, b) // want `CL502: .*both are empty if decoding fails`
}

func badDecodedElsewhere(r *http.Request) bool {
	return hmac.Equal(decoding.Decode(r.FormValue("token")), decoding.Decode(r.Header.Get("X-Token"))) // want `CL502: .*both are empty if decoding fails`
}
