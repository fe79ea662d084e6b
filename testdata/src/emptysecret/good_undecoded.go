package emptysecret

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"net/http"
)

func GoodBothErrorsChecked(realToken, sentToken string) bool {
	real, err := base64.StdEncoding.DecodeString(realToken)
	if err != nil {
		return false
	}
	sent, err := base64.StdEncoding.DecodeString(sentToken)
	return err == nil && subtle.ConstantTimeCompare(real, sent) == 1
}

// GoodOneErrorChecked never has two empty values.
func GoodOneErrorChecked(realToken, sentToken string) bool {
	real, err := base64.StdEncoding.DecodeString(realToken)
	if err != nil || len(real) == 0 {
		return false
	}
	sent, _ := base64.StdEncoding.DecodeString(sentToken)
	return subtle.ConstantTimeCompare(real, sent) == 1
}

func GoodLength(realToken, sentToken string) bool {
	real, sent := decoded(realToken), decoded(sentToken)
	return len(real) == 32 && subtle.ConstantTimeCompare(real, sent) == 1
}

func GoodLengthAfterwards(realToken, sentToken string) bool {
	real, sent := decoded(realToken), decoded(sentToken)
	equal := subtle.ConstantTimeCompare(real, sent) == 1
	return equal && len(sent) > 0
}

func longEnough(data []byte) bool { return len(data) >= 16 }

func GoodLengthByAHelper(realToken, sentToken string) bool {
	real, sent := decoded(realToken), decoded(sentToken)
	if !longEnough(real) {
		return false
	}
	return subtle.ConstantTimeCompare(real, sent) == 1
}

// goodDecodedMAC is never empty on the side of the program.
func goodDecodedMAC(r *http.Request, key []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(r.URL.Path))
	want, _ := hex.DecodeString(hex.EncodeToString(mac.Sum(nil)))
	got, _ := hex.DecodeString(r.Header.Get("X-Signature"))
	return hmac.Equal(got, want)
}

const fingerprint = "3f2a9c0d5b7e1a44"

func goodConstant(r *http.Request) bool {
	want, _ := hex.DecodeString(fingerprint)
	got, _ := hex.DecodeString(r.Header.Get("X-Fingerprint"))
	return hmac.Equal(got, want)
}

// goodTexts compares the texts, and what they say is of no interest.
func goodTexts(r *http.Request) bool {
	cookie, err := r.Cookie("csrf")
	return err == nil && cookie.Value != "" && hmac.Equal([]byte(cookie.Value), []byte(r.Header.Get("X-CSRF-Token")))
}
